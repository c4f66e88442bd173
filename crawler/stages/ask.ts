import type { Store } from '../../catalog/store/open.ts';
import { askNow } from '../classify/llm/ask/ask-now.ts';
import { type Asking, openAsking } from '../classify/llm/ask/asking.ts';
import type { AskEnding } from '../classify/llm/ask/ending.ts';
import type { GroupLimits } from '../classify/llm/ask/group.ts';
import { OPEN, urgency } from '../classify/llm/ask/question.ts';
import { SEND_LIMITS, type SendLimits } from '../classify/llm/ask/send.ts';
import { askInBatches, POLL_LIMITS, type PollLimits } from '../classify/llm/batch/ask-in-batches.ts';
import { releaseUnordered } from '../classify/llm/batch/give-up.ts';
import { BATCH_LIMITS, type BatchLimits } from '../classify/llm/batch/plan-batches.ts';
import { openBudget } from '../classify/llm/money/budget.ts';
import type { Price } from '../classify/llm/money/price.ts';
import { promptVersion } from '../classify/llm/prompt/prompt-version.ts';
import type { ModelServer } from '../classify/llm/server/client.ts';
import type { AskSource } from './ask-sources.ts';
import type { StageContext } from './report.ts';

export interface AskOptions {
  model: string;
  price: Price | undefined;
  /** Where the model is, also when nobody is asked: the ledger tells servers apart. */
  baseUrl: string;
  /** Everything, or only what the rules leave open. */
  ask: 'open' | 'all';
  group: GroupLimits;
  /** Tokens that an answer may have, thinking included; by the number of tools when absent. */
  maxTokens?: number | undefined;
  /** Billionths of a US dollar for this run, however many processes it takes. */
  budget?: number | undefined;
  /** Requests under way at the same time. */
  concurrency: number;
  /** Through the provider's batch interface; `wait` until it has answered. */
  batch?: { wait: boolean } | undefined;
  limits?: { send?: SendLimits; batch?: BatchLimits; poll?: PollLimits; graceMs?: number } | undefined;
}

export interface AskCounts extends Record<string, number> {
  /** Definitions that a model is to be asked about and that were not answered before. */
  due: number;
  /** Of these, nothing is left to ask about. */
  finished: number;
  /** Still due. */
  left: number;
  /** Due as well, but left to batches under way that this run does not collect. */
  elsewhere: number;
  requests: number;
}

export interface AskResult {
  counts: AskCounts;
  ending: AskEnding;
  /** Billionths of a US dollar that this run has spent so far, reserved requests of batches at their worst case. */
  spent: number;
}

/**
 * Hashes of the definitions that a model has to be asked about, the most urgent first. What was begun is finished, whatever is
 * asked about now.
 */
export function dueDefinitions(asking: Asking, source: AskSource, ask: 'open' | 'all'): string[] {
  const due: { hash: string; rank: number }[] = [];
  const seen = new Set<string>();
  for (const hash of source.hashes()) {
    if (seen.has(hash)) continue;
    seen.add(hash);
    if (asking.answers(hash).full !== undefined) {
      if (asking.next(hash) !== undefined) due.push({ hash, rank: 0 });
      continue;
    }
    const rank = urgency(source.definition(hash));
    if (rank !== undefined && (ask === 'all' || rank <= OPEN)) due.push({ hash, rank });
  }
  return due.toSorted((a, b) => a.rank - b.rank).map(({ hash }) => hash);
}

/**
 * Asks a language model about the definitions that have no answer of it yet. Every answer is stored with its price in one
 * transaction; a process that dies loses at most the requests that were under way, and the next one goes on with the same
 * run and what is left of its budget.
 *
 * @throws Rejected for what will be the same for every request: a wrong key, an unknown model
 */
export async function askModel(
  store: Store,
  source: AskSource,
  server: ModelServer,
  options: AskOptions,
  { report, signal }: StageContext,
): Promise<AskResult> {
  const { model, price, baseUrl, group, maxTokens, batch, limits } = options;
  const now = () => new Date().toISOString();
  const asking = openAsking(
    store,
    { model, price, group, maxTokens },
    promptVersion(),
    (hash) => source.definition(hash),
    (hash) => source.has(hash),
  );
  store.modelRequests.loseAbandoned(now());
  const run = store.modelRuns.begin(model, baseUrl, now());
  const left = store.modelBatches
    .unfinishedOf(model)
    .filter((each) => batch === undefined || each.modelRunId !== run.id);
  releaseUnordered(store, left);
  const kind = batch === undefined ? 'sync' : 'batch';
  const budget = openBudget({ store, modelRunId: run.id, kind, price, limit: options.budget });
  const before = store.modelRequests.countOf(run.id);

  const own = batch === undefined ? undefined : run.id;
  const waiting = new Set(store.modelRequests.waiting(model, promptVersion(), own));
  const all = dueDefinitions(asking, source, options.ask);
  const due = all.filter((hash) => !waiting.has(hash));
  report({ kind: 'begin', stage: 'ask', total: due.length });
  let finished = 0;
  const onFinished = () => {
    finished += 1;
    report({ kind: 'step', stage: 'ask', done: 1 });
  };
  const common = { asking, server, budget, modelRunId: run.id, signal, onFinished };
  const ending =
    batch === undefined
      ? await askNow({
          ...common,
          due,
          concurrency: options.concurrency,
          limits: limits?.send ?? SEND_LIMITS,
          graceMs: limits?.graceMs,
        })
      : await askInBatches({
          ...common,
          due,
          wait: batch.wait,
          batchLimits: limits?.batch ?? BATCH_LIMITS,
          pollLimits: limits?.poll ?? POLL_LIMITS,
          onStep: (text) => report({ kind: 'step', stage: 'ask', done: 0, text }),
        });
  const over = ending.kind === 'done' || ending.kind === 'budget';
  if (over && store.modelBatches.unfinished(run.id).length === 0) store.modelRuns.end(run.id, now());
  const requests = store.modelRequests.countOf(run.id) - before;
  const counts: AskCounts = {
    due: due.length,
    finished,
    left: due.length - finished,
    elsewhere: all.length - due.length,
    requests,
  };
  report({ kind: 'end', stage: 'ask', counts });
  return { counts, ending, spent: budget.spent() };
}
