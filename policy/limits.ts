import type { CompiledLimit } from './compile.ts';
import type { Limit } from './model.ts';

/** Length of each window in milliseconds. */
export const WINDOW_MS: Readonly<Record<Limit['window'], number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** One count: limits that name the same counter share it. Whose count it is (the grant) is the store's to know. */
export interface Reservation {
  counter: string;
  window: Limit['window'];
}

/**
 * The reservations already made, as one grant sees them at one instant. The caller keeps them, one time per call that
 * was let through, and must read and write them in one step, so that two calls cannot take the same last place.
 */
export interface Counters {
  /** Milliseconds, from the clock that the stored times come from. */
  now: number;
  /**
   * The time of the n-th newest reservation, `undefined` when there are fewer. May throw when the store cannot be
   * reached: the call is then denied.
   *
   * @param n at least 1; 1 is the newest
   */
  nthNewest(reservation: Reservation, n: number): number | undefined;
}

/** What the limits say about one call: places to reserve, all or none, or the limit that refuses it. */
export type LimitVerdict =
  | { admitted: true; reservations: Reservation[] }
  | {
      admitted: false;
      by: CompiledLimit;
      /** Milliseconds until the window has room; absent when it never will, or when nobody can tell. */
      retryAfterMs?: number;
      /** True when the counters could not be read, so that the limit could not be judged. */
      unreadable: boolean;
    };

/**
 * Judges all limits of a call together, over sliding windows (Toolgate's decision, policy docs, limits: fixed windows let
 * twice the maximum through around an edge). A call takes one place per counter, however many limits name it. Of several
 * limits that refuse, the one with the longest wait is told, so that the advice to wait is true.
 */
export function judgeLimits(limits: readonly CompiledLimit[], counters: Counters | undefined): LimitVerdict {
  const reservations = new Map<string, Reservation>();
  let refusal: Extract<LimitVerdict, { admitted: false }> | undefined;
  for (const by of limits) {
    const { counter, window, max } = by.limit;
    const wait = max === 0 ? Infinity : waitFor(by.limit, counters);
    if (wait === undefined) return { admitted: false, by, unreadable: true };
    if (wait === Infinity) return { admitted: false, by, unreadable: false };
    if (wait > (refusal?.retryAfterMs ?? 0)) refusal = { admitted: false, by, retryAfterMs: wait, unreadable: false };
    reservations.set(JSON.stringify([counter, window]), { counter, window });
  }
  return refusal ?? { admitted: true, reservations: [...reservations.values()] };
}

/** Milliseconds until a limit has room, 0 when it has, `undefined` when the counters cannot be read. */
function waitFor({ counter, window, max }: Limit, counters: Counters | undefined): number | undefined {
  if (counters === undefined) return undefined;
  try {
    // The window is full exactly when its max-th newest reservation has not left it.
    const oldest = counters.nthNewest({ counter, window }, max);
    if (oldest === undefined) return 0;
    const wait = oldest + WINDOW_MS[window] - counters.now;
    return Number.isNaN(wait) ? undefined : Math.max(0, wait);
  } catch {
    return undefined;
  }
}
