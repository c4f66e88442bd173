import type { LaunchCandidate } from '../../../catalog/store/launch-candidates.ts';

/** How long launches will take, as far as earlier ones tell. */
export interface LaunchEstimate {
  /** Per launch in order, milliseconds; `undefined` when nothing was ever launched. */
  each: (number | undefined)[];
  /** All of them, so many at a time. */
  totalMs: number | undefined;
  /** Earlier launches that it rests on. */
  basedOn: number;
}

/**
 * Expects of each server what its own last launch took, else the mean of its kind, else the mean of all. Pure.
 *
 * @param known every server that could be launched
 */
export function estimateLaunches(
  known: readonly LaunchCandidate[],
  chosen: readonly LaunchCandidate[],
  concurrency: number,
): LaunchEstimate {
  const all = mean(known);
  const ofKind = new Map<string, number | undefined>();
  const each = chosen.map(({ kind, last }) => {
    if (last !== undefined) return last.ms;
    if (!ofKind.has(kind)) ofKind.set(kind, mean(known.filter((one) => one.kind === kind)));
    return ofKind.get(kind) ?? all;
  });
  const sum = each.reduce<number>((total, ms) => total + (ms ?? 0), 0);
  return {
    each,
    totalMs: all === undefined ? undefined : Math.round(sum / Math.max(1, Math.min(concurrency, chosen.length))),
    basedOn: known.filter(({ last }) => last !== undefined).length,
  };
}

function mean(known: readonly LaunchCandidate[]): number | undefined {
  const times = known.flatMap(({ last }) => (last === undefined ? [] : [last.ms]));
  return times.length === 0 ? undefined : Math.round(times.reduce((sum, ms) => sum + ms, 0) / times.length);
}
