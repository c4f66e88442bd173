import type { LaunchOfRun } from '../../catalog/store/run-reports.ts';

/** Counts launches by a property that has one or several values, the most frequent value first. */
export function groupLaunches(
  launches: readonly LaunchOfRun[],
  keysOf: (launch: LaunchOfRun) => readonly string[],
): { key: string; launched: number; listed: number }[] {
  const groups = new Map<string, { key: string; launched: number; listed: number }>();
  for (const launch of launches) {
    for (const key of keysOf(launch)) {
      const group = groups.get(key) ?? { key, launched: 0, listed: 0 };
      group.launched += 1;
      group.listed += Number(launch.code === 'listed');
      groups.set(key, group);
    }
  }
  return [...groups.values()].toSorted((a, b) => b.launched - a.launched || (a.key < b.key ? -1 : 1));
}
