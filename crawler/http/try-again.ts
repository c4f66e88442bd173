import type { RetryLater } from '../../catalog/errors.ts';
import type { HostQueues } from './host-queues.ts';

/** A host in trouble, and its answer if there was one. */
export class Trouble<A> {
  readonly error: RetryLater;
  readonly answer: A | undefined;
  constructor(error: RetryLater, answer?: A) {
    this.error = error;
    this.answer = answer;
  }
}

interface Patience {
  /** How often a host in trouble is asked. */
  tries: number;
  /** Milliseconds before the second try, doubled each time. */
  backoffMs: number;
  /** A host that asks for a longer pause is taken at its word: we stop instead of waiting. */
  maxPauseMs: number;
}

/**
 * Asks until there is an answer that is none of trouble, or until asking again would be impolite. What the host asked for is
 * kept in its queue in any case, for every request to it.
 */
export async function tryAgain<A>(
  queues: HostQueues,
  url: URL,
  { tries, backoffMs, maxPauseMs }: Patience,
  once: () => Promise<A | Trouble<A>>,
): Promise<A | Trouble<A>> {
  for (let attempt = 1; ; attempt++) {
    const result = await once();
    if (!(result instanceof Trouble)) return result;
    const { afterMs } = result.error;
    if (afterMs !== undefined) queues.rest(url, afterMs);
    const pause = Math.max(afterMs ?? 0, backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random()));
    if (attempt >= tries || pause > maxPauseMs) return result;
    queues.pause(url, pause);
  }
}
