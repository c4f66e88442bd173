import type { ModelBatch, PlacedBatch } from '../../../../catalog/store/model-batches.ts';
import type { ModelRequest } from '../../../../catalog/store/model-requests.ts';
import type { Store } from '../../../../catalog/store/open.ts';

/** Whether the provider can have taken the order: if so, its answers may have to be paid. */
function maybeOrdered({ state, sentAt }: ModelBatch): boolean {
  return state === 'created' || sentAt !== null;
}

/**
 * Ends those of the batches that were certainly never ordered, and takes their requests back: nothing of them can be paid, and
 * what they ask about may be asked otherwise. An uploaded file without an order costs nothing.
 *
 * @param release takes a request out of the ledger
 */
export function releaseUnordered(
  store: Store,
  batches: readonly ModelBatch[],
  release: (request: ModelRequest) => void = ({ id }) => store.modelRequests.release(id),
): void {
  store.transaction(() => {
    for (const batch of batches) {
      if (maybeOrdered(batch)) continue;
      for (const request of store.modelRequests.openOfBatch(batch.id)) release(request);
      store.modelBatches.end(batch.id, new Date().toISOString());
    }
  });
}

/** A batch that was given up. */
export interface AbandonedBatch {
  /** Our name for it, in its metadata at the provider and in the name of its file. */
  key: string;
  /** The provider's id; null where none was ever heard of. */
  providerId: string | null;
  endpoint: string;
  /** Requests that had no answer yet. */
  requests: number;
  definitions: number;
  /** Billionths of a US dollar that these may have cost; null where no price is known. */
  worstCost: number | null;
}

/**
 * Gives up every batch of a model, at whatever server: its open requests count as paid where it may have been ordered, and what
 * they ask about is due again. Nobody is called, so the provider goes on with its work.
 */
export function abandonBatches(store: Store, model: string): AbandonedBatch[] {
  return store.transaction(() => store.modelBatches.unfinishedOf(model).map((batch) => abandon(store, batch)));
}

function abandon(store: Store, batch: PlacedBatch): AbandonedBatch {
  const { id, key, providerId, endpoint } = batch;
  const requests = store.modelRequests.openOfBatch(id);
  const now = new Date().toISOString();
  let worstCost: number | null = 0;
  for (const request of requests) {
    if (maybeOrdered(batch)) {
      store.modelRequests.lose(request.id, now);
      worstCost = worstCost === null || request.worstCost === null ? null : worstCost + request.worstCost;
    } else store.modelRequests.release(request.id);
  }
  store.modelBatches.end(id, now);
  const definitions = new Set(requests.flatMap((request) => request.definitions)).size;
  return { key, providerId, endpoint, requests: requests.length, definitions, worstCost };
}
