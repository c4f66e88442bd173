import type { Budget } from '../money/budget.ts';
import type { ModelServer } from '../server/client.ts';
import type { Asking } from './asking.ts';
import type { AskEnding } from './ending.ts';
import { openOutcomes } from './outcomes.ts';
import type { Question } from './question.ts';
import { openSender, type SendLimits } from './send.ts';
import { openWork } from './work.ts';

/** Milliseconds that requests under way get after a stop: they are paid for. */
const GRACE_MS = 20_000;

export interface AskNowOptions {
  asking: Asking;
  server: ModelServer;
  budget: Budget;
  modelRunId: number;
  /** Hashes of the definitions to ask about, the most urgent first. */
  due: readonly string[];
  /** Requests under way at the same time. */
  concurrency: number;
  limits: SendLimits;
  graceMs?: number | undefined;
  signal: AbortSignal;
  /** Called for each definition that nothing is left to ask about. */
  onFinished: (hash: string) => void;
}

/**
 * Asks about everything that is due, a few requests at a time, until nothing is left, the money is, or the server fails.
 * Answers that came are stored by then, whatever happens.
 *
 * @throws Rejected for what will be the same for every request (a wrong key, an unknown model)
 */
export async function askNow(options: AskNowOptions): Promise<AskEnding> {
  const { asking, budget, signal, concurrency } = options;
  const stops = followSignal(signal, options.graceMs ?? GRACE_MS);
  const sender = openSender({ ...options, stop: stops.stop.signal, cut: stops.cut.signal });
  const work = openWork(asking, options.due, options.onFinished);
  const outcomes = openOutcomes(asking, budget, work);
  const active = new Set<Promise<void>>();
  let ending: AskEnding | undefined;
  let failure: { error: unknown } | undefined;
  /** The last request was not affordable: only what is under way can give money back. */
  let short = false;

  const ask = async (group: Question[]) => {
    try {
      const sent = await sender.send(group);
      if (sent.kind !== 'unaffordable') {
        ending ??= outcomes.take(group, sent);
        short = false;
      } else if (active.size > 1) {
        work.putBack(group);
        short = true;
      } else ending ??= { kind: 'budget', overrun: budget.overrun };
    } catch (error) {
      // Whoever stopped knows it; anything else is news, also while stopping.
      if (error !== stops.stop.signal.reason && error !== stops.cut.signal.reason) failure ??= { error };
    }
    if (ending !== undefined || failure !== undefined) stops.stop.abort(new Error('nothing further is asked'));
  };

  try {
    while (!stops.stop.signal.aborted) {
      const group = active.size < concurrency && !(short && active.size > 0) ? work.next() : undefined;
      if (group === undefined) {
        if (active.size === 0) break;
        await Promise.race(active);
        continue;
      }
      const one: Promise<void> = ask(group).finally(() => active.delete(one));
      active.add(one);
    }
    await Promise.all(active);
  } finally {
    stops.release();
  }
  if (failure !== undefined) throw failure.error;
  if (signal.aborted) return { kind: 'stopped' };
  return ending ?? outcomes.atEnd();
}

/** A stop from outside ends the sending at once, and the waiting for answers after a while. */
function followSignal(signal: AbortSignal, graceMs: number) {
  const stop = new AbortController();
  const cut = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onStop = () => {
    stop.abort(signal.reason);
    timer = setTimeout(() => cut.abort(signal.reason), graceMs);
  };
  if (signal.aborted) onStop();
  else signal.addEventListener('abort', onStop, { once: true });
  const release = () => {
    clearTimeout(timer);
    signal.removeEventListener('abort', onStop);
  };
  return { stop, cut, release };
}
