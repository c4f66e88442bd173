import type { NewModelRequest, Settlement } from '../../../../catalog/store/model-requests.ts';
import type { Store } from '../../../../catalog/store/open.ts';
import type { Usage } from '../answer/read-completion.ts';
import { costOf, type Price } from './price.ts';

/**
 * The money of a run. A request is reserved at its worst case before it is sent, in the ledger and here, and settled by what it
 * cost; what is reserved and spent never exceeds the limit.
 */
export interface Budget {
  /** Reserves a request; `false` when it could exceed the limit, and then nothing is reserved. */
  reserve(request: NewModelRequest): boolean;
  /** Settles a request by its usage, at the worst case when the server reports none. */
  settle(
    request: NewModelRequest,
    usage: Usage | undefined,
    answer: Omit<Settlement, 'cost' | `tokens${string}`>,
  ): void;
  /** It may have been paid: the worst case stays in the sum. */
  lose(request: NewModelRequest): void;
  /** It cannot have been paid. */
  release(request: NewModelRequest): void;
  /** Spent and reserved, in billionths of a US dollar. */
  spent(): number;
  /** A server that reports more tokens than a request can have had: then no bound holds, and nothing further may be sent. */
  readonly overrun: boolean;
}

export interface BudgetOptions {
  store: Store;
  modelRunId: number;
  kind: 'sync' | 'batch';
  price: Price | undefined;
  /** Billionths of a US dollar; no limit when absent. */
  limit?: number | undefined;
}

/** @throws TypeError for a limit without a price, which nothing could keep */
export function openBudget({ store, modelRunId, kind, price, limit }: BudgetOptions): Budget {
  if (limit !== undefined && price === undefined) throw new TypeError('a budget needs a price');
  let total = store.modelRequests.spent(modelRunId);
  let overrun = false;
  const now = () => new Date().toISOString();

  const costBy = (request: NewModelRequest, usage: Usage | undefined): number | null => {
    if (price === undefined || request.worstCost === null) return null;
    return usage === undefined ? request.worstCost : costOf(usage, price, kind);
  };

  return {
    reserve(request) {
      const worst = request.worstCost ?? 0;
      if (limit !== undefined && (overrun || total + worst > limit)) return false;
      store.modelRequests.open(request, now());
      total += worst;
      return true;
    },
    settle(request, usage, answer) {
      const cost = costBy(request, usage);
      store.modelRequests.settle(
        request.id,
        {
          ...answer,
          cost,
          tokensIn: usage?.input ?? null,
          tokensCached: usage?.cached ?? null,
          tokensOut: usage?.output ?? null,
        },
        now(),
      );
      total += (cost ?? 0) - (request.worstCost ?? 0);
      if (cost !== null && cost > request.worstCost!) overrun = true;
    },
    lose: (request) => store.modelRequests.lose(request.id, now()),
    release(request) {
      store.modelRequests.release(request.id);
      total -= request.worstCost ?? 0;
    },
    spent: () => total,
    get overrun() {
      return overrun;
    },
  };
}
