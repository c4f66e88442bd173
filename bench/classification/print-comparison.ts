import type { Comparison } from './compare.ts';
import { rowKey } from './set-result.ts';
import type { ScoredSet } from './scored-set.ts';
import { shareWords } from './words.ts';

/** Rows named at most, of each kind. */
const MAX_ROWS = 30;

/** What changed since the last saved result, as lines for a terminal. */
export function comparisonLines(comparison: Comparison | undefined, set: ScoredSet | undefined): string[] {
  if (comparison === undefined) return ['  no saved result to compare with'];
  if (comparison.otherFile) return ['  the saved result is of another version of this file'];
  const { moved, fixed, broken } = comparison;
  if (moved.length + fixed.length + broken.length === 0) return ['  as in the saved result'];
  return [
    '  since the saved result:',
    ...moved.map(
      ({ figure, before, after, worse }) =>
        `    ${worse ? 'worse' : 'better'} ${figure}: ${shareWords(before)} → ${shareWords(after)}`,
    ),
    ...rows('fixed', fixed, set),
    ...rows('broken', broken, set),
  ];
}

function rows(what: string, keys: readonly string[], set: ScoredSet | undefined): string[] {
  if (keys.length === 0) return [];
  const byKey = new Map((set?.items ?? []).map((item) => [rowKey(item.row), item]));
  const named = keys.slice(0, MAX_ROWS).map((key) => {
    const item = byKey.get(key);
    if (item === undefined) return `      ${key}`;
    return `      ${item.row.server} ${item.row.tool.name}: now ${item.verdict.category}, ${item.verdict.level}`;
  });
  const more = keys.length - named.length;
  return [`    ${what}: ${keys.length}`, ...named, ...(more > 0 ? [`      and ${more} more`] : [])];
}
