import { RetryLater } from '../../catalog/errors.ts';
import type { HostTurns } from './host-turns.ts';

/** Which hosts want to be left alone for longer than we wait. */
export interface HostRests {
  /** Keeps the pause that a host asked for: by waiting when it is short, else by asking nothing more. */
  rest(host: string, ms: number): void;
  /** @throws RetryLater while a host wants to be left alone */
  check(host: string): void;
}

/**
 * The longest rest that is kept: one of the servers behind a host that many share can ask for a year in the name of all. Who
 * is asked again too early says so again.
 */
const LONGEST_MS = 3600 * 1000;

/** @param maxPauseMs the longest pause that is waited for */
export function hostRests(turns: HostTurns, maxPauseMs: number): HostRests {
  /** By the clock that never goes backwards. */
  const until = new Map<string, number>();
  return {
    rest(host, ms) {
      if (ms <= maxPauseMs) turns.pause(host, ms);
      else until.set(host, Math.max(until.get(host) ?? 0, performance.now() + Math.min(ms, LONGEST_MS)));
    },
    check(host) {
      const afterMs = (until.get(host) ?? 0) - performance.now();
      if (afterMs > 0) throw new RetryLater(`${host} wants no request for ${Math.ceil(afterMs / 1000)} s`, { afterMs });
    },
  };
}
