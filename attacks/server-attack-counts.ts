import { ALL_LEVELS } from '../catalog/model/rubric-order.ts';
import { CATEGORIES, type Level } from '../catalog/model/rubric.ts';
import type { ServerView, ToolRecord } from '../catalog/store/reader.ts';
import { attacksOf } from './attacks-of.ts';
import { attackPatterns } from './load.ts';
import type { AttackPattern } from './model.ts';

/** What a server adds to the page of a pattern. Plain JSON, so that a build can keep it per revision of the server. */
export interface PatternCount {
  /** Tools that the pattern applies to. */
  tools: number;
  /** Those of them that are linked by category only. */
  byCategory: number;
  /** Levels without a tool are left out. */
  byLevel: Partial<Record<Level, number>>;
  /** Slugs and names of the gravest of these tools, at most {@link MOST_EXAMPLES}. */
  examples: { slug: string; name: string; level: Level }[];
}

/** By slug of the pattern; patterns that apply to no tool of the server are left out. */
export type ServerAttackCounts = Record<string, PatternCount>;

export const MOST_EXAMPLES = 3;
/** A name is shown in part anyway; a thousand characters of it need not be kept a million times. */
const LONGEST_NAME = 120;

/** Counts the tools of a server that each pattern applies to. Depends on the view and the patterns alone. */
export function serverAttackCounts(
  view: ServerView,
  patterns: readonly AttackPattern[] = attackPatterns(),
): ServerAttackCounts {
  const counts: ServerAttackCounts = {};
  for (const tool of view.tools.toSorted(graver)) {
    const { level } = tool.classification ?? UNREAD;
    for (const { pattern, byCategory } of attacksOf(view, tool, patterns)) {
      const count = (counts[pattern.slug] ??= { tools: 0, byCategory: 0, byLevel: {}, examples: [] });
      count.tools += 1;
      count.byCategory += Number(byCategory !== undefined);
      count.byLevel[level] = (count.byLevel[level] ?? 0) + 1;
      if (count.examples.length < MOST_EXAMPLES) {
        count.examples.push({ slug: tool.slug, name: tool.name.slice(0, LONGEST_NAME).toWellFormed(), level });
      }
    }
  }
  return counts;
}

const UNREAD = { level: 'Unclassified', category: 'Unclassified' } as const;

function graver(a: ToolRecord, b: ToolRecord): number {
  const [one, other] = [a.classification ?? UNREAD, b.classification ?? UNREAD];
  return (
    ALL_LEVELS.indexOf(one.level) - ALL_LEVELS.indexOf(other.level) ||
    CATEGORIES.indexOf(other.category as 'Read') - CATEGORIES.indexOf(one.category as 'Read') ||
    (a.slug < b.slug ? -1 : Number(a.slug > b.slug))
  );
}
