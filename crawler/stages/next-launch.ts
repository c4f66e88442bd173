import { outcomeRow, type LaunchOutcome, type LaunchPlan } from '../../catalog/model/launch.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Every thirtieth of the stock is listed again each day, so that unpinned and republished packages do not go stale. */
const RELIST_AFTER = 30 * DAY;
/** A plan that names no exact version follows the package: looked at daily. */
const RELIST_UNPINNED_AFTER = DAY;
/** First pause after a failure that may pass by itself; doubled each time. */
const RETRY_AFTER = HOUR;
const RETRY_AT_MOST = 7 * DAY;

/** When a plan is due again after an outcome, and how many failures in a row that makes. */
export function nextLaunch(
  plan: LaunchPlan,
  outcome: LaunchOutcome,
  failuresBefore: number,
  now: number,
): { notBefore: string; failures: number } {
  const at = (ms: number) => new Date(now + ms).toISOString();
  if (outcomeRow(outcome.code).retry === 'later') {
    const pause = Math.min(RETRY_AFTER * 2 ** failuresBefore, RETRY_AT_MOST);
    return { notBefore: at(pause), failures: failuresBefore + 1 };
  }
  const pinned = /^\d+\.\d+\.\d+/.test(plan.version);
  return { notBefore: at(pinned ? RELIST_AFTER : RELIST_UNPINNED_AFTER), failures: 0 };
}
