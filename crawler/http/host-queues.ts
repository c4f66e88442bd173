import { RetryLater } from '../../catalog/errors.ts';
import { hostRests } from './host-rests.ts';
import { hostTurns } from './host-turns.ts';
import type { Politeness } from './politeness.ts';
import type { Stopwatch } from './stopwatch.ts';

/** The right to ask a host. */
export interface Turn {
  /**
   * For further requests of a conversation: waits for what the host has asked for since.
   *
   * @returns whether the turn is for this host as well
   * @throws RetryLater when the host wants to be left alone; the signal's reason
   */
  goOn(url: URL, signal: AbortSignal): Promise<boolean>;
  /** May be called more than once. */
  end(): void;
}

/** How a turn is waited for. */
export interface WaitingOptions {
  /** Stands still meanwhile. */
  watch?: Stopwatch | undefined;
  /** Milliseconds that a pause of the host may last, where that is less than what we wait at most. */
  maxPauseMs?: number;
}

/** The one table of a process: whose turn it is at which host, and which hosts want to be left alone. */
export interface HostQueues {
  /**
   * Waits until the row of the address lets one more request begin.
   *
   * @throws RetryLater when the host wants to be left alone for longer than we wait; the signal's reason
   */
  take(url: URL, signal: AbortSignal, waiting?: WaitingOptions): Promise<Turn>;
  /** Keeps a pause that a host asked for. */
  rest(url: URL, ms: number): void;
  /** Begins nothing towards a host for a short time, because it is in trouble. */
  pause(url: URL, ms: number): void;
}

/** How long a conversation may be made to wait between two requests: its other side has clocks running. */
const MID_CONVERSATION_MS = 5_000;

/** @param rowOf of the politeness table: a host, or a part of one that has an allowance of its own */
export function hostQueues(rowOf: (url: URL) => Politeness, maxPauseMs: number): HostQueues {
  const rows = new Map<string, Politeness>();
  const queueOf = (url: URL) => {
    const row = rowOf(url);
    const queue = `${url.hostname}${row.path ?? ''}`;
    rows.set(queue, row);
    return queue;
  };
  const turns = hostTurns((queue) => rows.get(queue)!);
  const rests = hostRests(turns, maxPauseMs);
  return {
    async take(url, signal, { watch, maxPauseMs: patience } = {}) {
      const queue = queueOf(url);
      rests.check(queue);
      const waiting = turns.take(queue, signal, patience);
      const end = await (watch === undefined ? waiting : watch.hold(waiting));
      try {
        // What the host has said while this one waited.
        rests.check(queue);
      } catch (error) {
        end();
        throw error;
      }
      return {
        async goOn(next, nextSignal) {
          if (next.hostname !== url.hostname) return false;
          rests.check(queue);
          const afterMs = turns.pausedMs(queue);
          if (afterMs > MID_CONVERSATION_MS) {
            throw new RetryLater(`${queue} wants no request for ${Math.ceil(afterMs / 1000)} s`, { afterMs });
          }
          await turns.resume(queue, nextSignal);
          return true;
        },
        end,
      };
    },
    rest: (url, ms) => rests.rest(queueOf(url), ms),
    pause: (url, ms) => turns.pause(queueOf(url), ms),
  };
}
