import { outcomeRow, type LaunchOutcome, type ServerPlan } from '../../catalog/model/launch.ts';
import { isPinned } from './is-pinned.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** An exact version lists the same tools each time, as long as neither its dependencies nor the sandbox change. */
const RELIST_AFTER = 30 * DAY;
/** A plan that names a dist-tag follows the package: looked at daily. */
const RELIST_UNPINNED_AFTER = DAY;
/** First pause after a failure that may pass by itself; doubled each time. */
const RETRY_AFTER = HOUR;
const RETRY_AT_MOST = 7 * DAY;

/**
 * When a plan is due again after an outcome, and how many failures in a row that makes. Only outcomes that may pass by
 * themselves count as failures; the others, good or bad, are looked at again as often as a good list.
 *
 * @param now milliseconds since 1970
 */
export function nextLaunch(
  plan: ServerPlan,
  outcome: LaunchOutcome,
  failuresBefore: number,
  now: number,
): { notBefore: string; failures: number } {
  const at = (ms: number) => new Date(now + ms).toISOString();
  if (outcomeRow(outcome.code).retry === 'later') {
    const pause = Math.min(RETRY_AFTER * 2 ** failuresBefore, RETRY_AT_MOST);
    return { notBefore: at(pause), failures: failuresBefore + 1 };
  }
  // What was found by one way can change as that way can; without a list, as any of them.
  const ways = plan.filter(
    ({ kind, identifier }) => kind === outcome.way?.kind && identifier === outcome.way.identifier,
  );
  const pinned = isPinned(outcome.code === 'listed' && ways.length > 0 ? ways : plan);
  return { notBefore: at(pinned ? RELIST_AFTER : RELIST_UNPINNED_AFTER), failures: 0 };
}
