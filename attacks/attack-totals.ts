import { LEVELS, type Level } from '../catalog/model/rubric.ts';
import { attackPatterns } from './load.ts';
import type { AttackPattern } from './model.ts';
import type { PatternCount, ServerAttackCounts } from './server-attack-counts.ts';

/** A server as the page of a pattern lists it. */
export interface ListedServer extends PatternCount {
  slug: string;
  name: string;
}

/** What the catalogue as a whole has of a pattern. */
export interface PatternTotal {
  tools: number;
  servers: number;
  byCategory: number;
  byLevel: Record<Level, number>;
  /** The servers with the gravest such tools, then with most of them; at most {@link MOST_SERVERS}. */
  top: ListedServer[];
  /** Every server with such a tool, sorted. */
  slugs: string[];
  /** How many such tools each of them has, in the same order: two lists take a third of the memory of a map. */
  fitting: number[];
}

/** By slug; every pattern is there. */
export type AttackTotals = ReadonlyMap<string, PatternTotal>;

/** More servers than these are on pages of their own. */
export const MOST_SERVERS = 40;
const GRAVEST_FIRST: readonly Level[] = LEVELS.toReversed();

/**
 * Adds the counts of servers up, one server at a time, in any order: memory is that of the listed servers and of all slugs,
 * and the same servers give the same totals.
 */
export function attackTotals(
  servers: Iterable<{ slug: string; name: string; counts: ServerAttackCounts }>,
  patterns: readonly AttackPattern[] = attackPatterns(),
): AttackTotals {
  const totals = new Map(patterns.map(({ slug }) => [slug, nothing()]));
  for (const { slug, name, counts } of servers) {
    for (const [pattern, count] of Object.entries(counts)) {
      const total = totals.get(pattern);
      if (total !== undefined) add(total, { slug, name, ...count });
    }
  }
  for (const total of totals.values()) sortServers(total);
  return totals;
}

/** How many tools of a server a pattern applies to. */
export function fittingTools({ slugs, fitting }: PatternTotal, slug: string): number {
  let [from, to] = [0, slugs.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (slugs[middle]! < slug) from = middle + 1;
    else to = middle;
  }
  return slugs[from] === slug ? fitting[from]! : 0;
}

function sortServers(total: PatternTotal): void {
  const { slugs, fitting } = total;
  const order = [...slugs.keys()].sort((a, b) => (slugs[a]! < slugs[b]! ? -1 : 1));
  total.slugs = order.map((at) => slugs[at]!);
  total.fitting = order.map((at) => fitting[at]!);
}

function nothing(): PatternTotal {
  const byLevel = { Low: 0, Medium: 0, High: 0, Critical: 0, Unclassified: 0 };
  return { tools: 0, servers: 0, byCategory: 0, byLevel, top: [], slugs: [], fitting: [] };
}

function add(total: PatternTotal, server: ListedServer): void {
  total.tools += server.tools;
  total.servers += 1;
  total.slugs.push(server.slug);
  total.fitting.push(server.tools);
  total.byCategory += server.byCategory;
  for (const [level, tools] of Object.entries(server.byLevel)) total.byLevel[level as Level] += tools;
  const last = total.top.at(-1);
  if (total.top.length >= MOST_SERVERS && last !== undefined && compare(server, last) > 0) return;
  const at = total.top.findIndex((other) => compare(server, other) < 0);
  total.top.splice(at === -1 ? total.top.length : at, 0, server);
  total.top.length = Math.min(total.top.length, MOST_SERVERS);
}

/** Most tools of the gravest level first, then of the next; the slug decides at last, so that the order is total. */
function compare(a: ListedServer, b: ListedServer): number {
  for (const level of GRAVEST_FIRST) {
    const more = (b.byLevel[level] ?? 0) - (a.byLevel[level] ?? 0);
    if (more !== 0) return more;
  }
  return b.tools - a.tools || (a.slug < b.slug ? -1 : Number(a.slug > b.slug));
}
