import type { Store } from '../../../catalog/store/open.ts';
import { chooseLaunches, type ChosenLaunches, type LaunchChoice } from './choose-launches.ts';

const DAY = 86_400_000;

/** What is due in a catalogue now, in the order in which it is to be launched. */
export function dueLaunches(store: Store, choice: LaunchChoice = {}, now = Date.now()): ChosenLaunches {
  const at = (ms: number) => new Date(ms).toISOString();
  const oldestToday = store.launchCandidates.oldestSince(at(now - DAY));
  const launchedToday = store.launches.serversSince(at(now - DAY));
  return chooseLaunches(store.launchCandidates.all(), { now: at(now), oldestToday, launchedToday }, choice);
}
