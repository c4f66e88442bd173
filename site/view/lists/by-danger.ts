import type { Level } from '../../../catalog/model/rubric.ts';
import type { ServerLine } from './server-line.ts';

/** Servers that have tools of the first level, most of them first; ties by the next levels, then by slug. */
export function byDanger(servers: readonly ServerLine[], levels: readonly [Level, ...Level[]]): ServerLine[] {
  return servers
    .filter(({ counts }) => counts.byLevel[levels[0]] > 0)
    .sort((a, b) => {
      for (const level of levels) {
        const difference = b.counts.byLevel[level] - a.counts.byLevel[level];
        if (difference !== 0) return difference;
      }
      return a.slug < b.slug ? -1 : 1;
    });
}
