import { LAUNCH_REASONS, type LaunchReason } from '../../../catalog/model/launch-reason.ts';
import { outcomeRow } from '../../../catalog/model/launch.ts';
import type { LaunchCandidate } from '../../../catalog/store/launch-candidates.ts';
import { isPinned } from '../is-pinned.ts';
import { fairShare, LAUNCHES_PER_DAY } from '../fair-share.ts';
import { passesFilter, type LaunchFilter } from './launch-filter.ts';

/** What `--only` can ask for. */
export const ONLY = ['new', 'changed', 'failed', 'stale'] as const;
export type Only = (typeof ONLY)[number];

export interface LaunchChoice {
  filter?: LaunchFilter | undefined;
  only?: readonly Only[] | undefined;
  /** Launch also what failed before and is not due yet. */
  retryFailed?: boolean | undefined;
  /** Launch everything that passes the filter, due or not. */
  now?: boolean | undefined;
  /** Launches per namespace and day; 0 is no limit. What is asked for with `now` is not counted. */
  perNamespace?: number | undefined;
  /** Launch at most so many. */
  limit?: number | undefined;
}

export interface ChosenLaunch extends LaunchCandidate {
  reason: LaunchReason;
}

export interface ChosenLaunches {
  /** In the order in which they are to be launched. */
  chosen: ChosenLaunch[];
  /** Due by reason, those left out by the limit or the daily slice included. */
  due: Record<LaunchReason, number>;
  /** Left out because of the limit, and because the slice of the oldest is used up for today. */
  overLimit: number;
  overSlice: number;
  /** Left out because their namespace has had its launches of the day. */
  heldBack: number;
  /** Servers that could be launched, and those of them that pass filter and `only`. */
  stock: number;
  matching: number;
  /** The earliest date at which a server that was launched before is due again, RFC 3339; filters do not count. */
  nextDue: string | undefined;
}

/** The whole stock is launched again within so many days, a slice of the oldest each day. */
export const DAYS_PER_ROUND = 30;

/**
 * Decides what is launched and in which order: what was never launched, by the number of registries that list it; what
 * changed; what failed and may work by now; what follows a tag; and of the rest the oldest, at most a thirtieth of the stock
 * in 24 hours, so that a catalogue that was filled in one day is not launched in one day again. Within each of these no
 * namespace goes ahead of the others by the number of its servers. Pure.
 *
 * @param now RFC 3339
 * @param launchedToday names of the servers of all launches of the last 24 hours
 * @param oldestToday launches of the last 24 hours that used up the slice
 */
export function chooseLaunches(
  candidates: readonly LaunchCandidate[],
  { now, oldestToday, launchedToday }: { now: string; oldestToday: number; launchedToday: readonly string[] },
  choice: LaunchChoice = {},
): ChosenLaunches {
  const { filter = {}, only, limit = Infinity } = choice;
  const matching = candidates.filter(
    (candidate) =>
      passesFilter(candidate, filter) && (only === undefined || only.some((one) => isOnly(candidate, one))),
  );
  const byReason = new Map<LaunchReason, ChosenLaunch[]>(LAUNCH_REASONS.map((reason) => [reason, []]));
  for (const candidate of matching) {
    const reason = reasonFor(candidate, now, choice);
    if (reason !== undefined) byReason.get(reason)!.push({ ...candidate, reason });
  }
  const due = Object.fromEntries([...byReason].map(([reason, items]) => [reason, items.length]));
  const slice = Math.max(0, Math.ceil(candidates.length / DAYS_PER_ROUND) - oldestToday);
  // Whoever asks for stale ones by name gets all of them.
  const oldest = byReason.get('oldest')!.toSorted(byAge);
  const today = only?.includes('stale') === true || choice.now === true ? oldest : oldest.slice(0, slice);
  byReason.set('oldest', today);
  const perNamespace = choice.now === true ? 0 : (choice.perNamespace ?? LAUNCHES_PER_DAY);
  const ordered: ChosenLaunch[] = [];
  let heldBack = 0;
  for (const reason of LAUNCH_REASONS) {
    const before = [...launchedToday, ...ordered.map(({ name }) => name)];
    const share = fairShare(byReason.get(reason)!.toSorted(ORDER[reason]), before, perNamespace);
    ordered.push(...share.due);
    heldBack += share.heldBack;
  }
  return {
    chosen: ordered.slice(0, limit),
    due: due as Record<LaunchReason, number>,
    overLimit: Math.max(0, ordered.length - limit),
    overSlice: oldest.length - today.length,
    heldBack,
    stock: candidates.length,
    matching: matching.length,
    nextDue: candidates
      .flatMap(({ last }) => last?.notBefore ?? [])
      .reduce<string | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined),
  };
}

/** Why a server is launched at `now`, or `undefined` when it is not its time. */
function reasonFor(
  candidate: LaunchCandidate,
  now: string,
  { retryFailed, now: asked }: LaunchChoice,
): LaunchReason | undefined {
  const { last, planHash, plan } = candidate;
  if (last === undefined) return 'new';
  if (last.planHash !== planHash) return 'changed';
  const failed = last.code !== 'listed';
  const due = last.notBefore <= now;
  if (failed && ((due && outcomeRow(last.code).retry === 'later') || retryFailed === true)) return 'retry';
  if (!due) return asked === true ? 'asked' : undefined;
  return isPinned(plan) ? 'oldest' : 'tag';
}

function isOnly({ last, planHash }: LaunchCandidate, only: Only): boolean {
  if (only === 'new') return last === undefined;
  if (last === undefined) return false;
  const changed = last.planHash !== planHash;
  if (only === 'changed') return changed;
  return !changed && (only === 'failed') === (last.code !== 'listed');
}

type Compare = (a: ChosenLaunch, b: ChosenLaunch) => number;
const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byReach: Compare = (a, b) => b.registries.length - a.registries.length || a.serverId - b.serverId;
const byAge: Compare = (a, b) => byText(a.last!.startedAt, b.last!.startedAt) || a.serverId - b.serverId;

const ORDER: Record<LaunchReason, Compare> = {
  new: byReach,
  changed: byReach,
  retry: (a, b) => byText(a.last!.notBefore, b.last!.notBefore) || a.serverId - b.serverId,
  tag: byAge,
  oldest: byAge,
  asked: byAge,
};
