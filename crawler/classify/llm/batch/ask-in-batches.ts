import { setTimeout as sleep } from 'node:timers/promises';
import { Rejected, RetryLater } from '../../../../catalog/errors.ts';
import type { ModelBatch } from '../../../../catalog/store/model-batches.ts';
import type { Asking } from '../ask/asking.ts';
import type { AskEnding } from '../ask/ending.ts';
import type { Budget } from '../money/budget.ts';
import type { ModelServer, ProviderBatch } from '../server/client.ts';
import { collectBatch } from './collect-batch.ts';
import { orderBatch } from './order-batch.ts';
import { releaseUnordered } from './give-up.ts';
import { type BatchLimits, planBatches } from './plan-batches.ts';

/** How patiently a provider is asked how a batch stands. */
export interface PollLimits {
  /** Milliseconds before it is asked again, half as much more each time, up to the longest pause. */
  firstMs: number;
  longestMs: number;
  /** Tries of one call while the provider is in trouble. */
  tries: number;
  /**
   * Milliseconds after which an order is believed lost that got no answer and is not listed. No provider states how far its list
   * lags; this is long for one, and still short enough to wait for.
   */
  settleMs: number;
}

export const POLL_LIMITS: PollLimits = { firstMs: 1000, longestMs: 120_000, tries: 8, settleMs: 120_000 };

/** First looks, second looks, and one repetition of each; more rounds would repeat what does not succeed. */
const MAX_ROUNDS = 6;

const ENDED = new Set(['completed', 'failed', 'expired', 'cancelled']);

export interface AskInBatchesOptions {
  asking: Asking;
  server: ModelServer;
  budget: Budget;
  modelRunId: number;
  due: readonly string[];
  /** Wait until the provider has answered everything; otherwise order, collect what is ready, and end. */
  wait: boolean;
  batchLimits: BatchLimits;
  pollLimits: PollLimits;
  signal: AbortSignal;
  onFinished: (hash: string) => void;
  /** Called when something happened that is worth a line. */
  onStep: (text: string) => void;
}

/**
 * Asks about everything that is due through the provider's batch interface, which takes up to a day and costs half: orders what
 * is affordable, collects the answers, and orders again what they leave open. Stopped or killed at any step, the next run goes
 * on from there.
 *
 * @throws Rejected for what will be the same for every request, and for a batch that the provider does not accept
 */
export async function askInBatches(options: AskInBatchesOptions): Promise<AskEnding> {
  try {
    return await rounds(options);
  } catch (error) {
    if (options.signal.aborted) return { kind: 'stopped' };
    if (error instanceof RetryLater) return { kind: 'trouble', error };
    throw error;
  }
}

async function rounds(options: AskInBatchesOptions): Promise<AskEnding> {
  const { asking, budget, modelRunId } = options;
  let open = [...options.due];
  let fresh: ReadonlySet<number> = new Set();
  for (let round = 0; ; round++) {
    const { waiting, brokenOff } = await settle(options, fresh);
    open = open.filter((hash) => {
      const left = asking.next(hash) !== undefined;
      if (!left) options.onFinished(hash);
      return left;
    });
    if (waiting > 0) return { kind: 'waiting', batches: waiting };
    if (brokenOff !== undefined) return { kind: 'broken-off', status: brokenOff };
    if (budget.overrun) return { kind: 'budget', overrun: true };
    if (open.length === 0 || round === MAX_ROUNDS) return { kind: 'done', unanswered: open.length };
    const { requests, batches } = planBatches(asking, budget, modelRunId, open, options.batchLimits);
    if (requests === 0) return { kind: 'budget', overrun: false };
    fresh = new Set(asking.store.modelBatches.unfinished(modelRunId).map(({ id }) => id));
    options.onStep(`${requests} requests in ${batches} ${batches === 1 ? 'batch' : 'batches'}`);
  }
}

/** Takes every batch that is under way as far as it goes: orders it, waits for it if that is wanted, and collects it. */
async function settle(
  options: AskInBatchesOptions,
  fresh: ReadonlySet<number>,
): Promise<{ waiting: number; brokenOff: string | undefined }> {
  const { asking, budget, server, modelRunId, signal } = options;
  const { modelBatches } = asking.store;
  const current = (id: number) => modelBatches.unfinished(modelRunId).find((batch) => batch.id === id);
  let waiting = 0;
  let brokenOff: string | undefined;
  let lost: Rejected | undefined;
  for (const { id, state } of modelBatches.unfinished(modelRunId)) {
    if (state !== 'created') {
      try {
        // A second try does not know how far the first one came.
        await patiently(options, (attempt) =>
          orderBatch(asking, server, current(id)!, fresh.has(id) && attempt === 0, options.pollLimits.settleMs, signal),
        );
      } catch (error) {
        // Refused for good: what was not ordered never will be, and may be asked without batches.
        if (error instanceof Rejected)
          releaseUnordered(asking.store, modelBatches.unfinished(modelRunId), (request) => budget.release(request));
        throw error;
      }
      options.onStep(`batch ${current(id)?.providerId ?? 'without requests'} ordered`);
    }
  }
  for (const { id } of modelBatches.unfinished(modelRunId)) {
    let ended: ProviderBatch | undefined;
    try {
      ended = await poll(options, current(id)!);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      // The others can be collected all the same.
      lost ??= error;
      continue;
    }
    if (ended === undefined) {
      waiting += 1;
      continue;
    }
    await patiently(options, () => collectBatch(asking, budget, server, current(id)!, ended, signal));
    options.onStep(`batch ${ended.id} ${ended.status}`);
    if (ended.status === 'failed') throw refused(ended);
    if (ended.status !== 'completed') brokenOff = ended.status;
  }
  if (lost !== undefined) throw lost;
  return { waiting, brokenOff };
}

/** The batch once the provider has ended it; `undefined` while it works on it and nobody waits. */
async function poll(
  { server, asking, wait, pollLimits, signal }: AskInBatchesOptions,
  batch: ModelBatch,
): Promise<ProviderBatch | undefined> {
  for (let pauseMs = pollLimits.firstMs; ; pauseMs = Math.min(pauseMs * 1.5, pollLimits.longestMs)) {
    const found = await patiently({ pollLimits, signal }, () => server.batch(batch.providerId!, signal));
    if (found === undefined) throw unknownBatch(server, batch);
    asking.store.modelBatches.status(batch.id, found.status);
    if (ENDED.has(found.status)) return found;
    if (!wait) return undefined;
    await pause(pauseMs, signal);
  }
}

/** A call that may be made again while the provider is in trouble. */
async function patiently<T>(
  { pollLimits, signal }: Pick<AskInBatchesOptions, 'pollLimits' | 'signal'>,
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof RetryLater) || attempt + 1 >= pollLimits.tries) throw error;
      const backoff = pollLimits.firstMs * 2 ** attempt * (0.5 + Math.random());
      const pauseMs = Math.max(error.afterMs ?? 0, Math.min(backoff, pollLimits.longestMs));
      if (pauseMs > pollLimits.longestMs) throw error;
      await pause(pauseMs, signal);
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => {});
  signal.throwIfAborted();
}

function unknownBatch({ baseUrl }: ModelServer, { providerId }: ModelBatch): Rejected {
  return new Rejected(`${new URL(baseUrl).host} does not know the batch ${providerId} that was ordered there`, {
    hint:
      'With the key and project that ordered it, it can be collected. --abandon-batches gives it up, counted as paid; ' +
      'its tools are then asked about anew.',
  });
}

function refused({ id, errors }: ProviderBatch): Rejected | RetryLater {
  const why = errors.length === 0 ? 'it gives no reason' : errors.join('; ');
  // Too much at once for the account: the rest goes later.
  if (/token_limit|enqueued/i.test(why)) {
    return new RetryLater(`the provider does not take batch ${id} now: ${why}`, {
      hint: 'Wait until other batches of the account have ended, and run the same command again.',
    });
  }
  return new Rejected(`the provider does not accept batch ${id}: ${why}`, {
    hint: 'Nothing of it was answered or paid. Try --model and a few tools without --batch first.',
  });
}
