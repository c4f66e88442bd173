/** Lists over all servers: each server adds its piece, and a list is the pieces one after another. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../catalog/definition-hash.ts';
import type { Category, Level } from '../catalog/model/rubric.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { ALL_CATEGORIES, ALL_LEVELS } from '../catalog/model/rubric-order.ts';
import { documentHeader } from './document/document-header.ts';
import {
  API_POLICIES,
  API_SERVERS,
  API_TOOLS,
  categoryToolsUrl,
  dayChangesUrl,
  levelToolsUrl,
  registryServersUrl,
} from './paths.ts';
import type { Publisher } from './publisher.ts';
import { addStats, noStats, type Stats } from './stats.ts';
import { listLayout } from './text/document-text.ts';
import { gzipMember } from './text/gzip-member.ts';
import { writeListFile } from './text/list-file.ts';
import { LINES, rowsText } from './text/rows-layout.ts';
import { addTotals, noTotals, type Totals } from './totals.ts';

/** What the pieces of servers are kept under. */
export const LISTS = {
  totals: 'api/totals',
  stats: 'api/stats',
  servers: 'api/servers',
  tools: 'api/tools',
  policies: 'api/policies',
  attacks: 'api/attacks',
  level: (level: Level): string => `api/levels/${level.toLowerCase()}`,
  category: (category: Category): string => `api/categories/${category.toLowerCase()}`,
  registry: (registry: string): string => `api/registry/${registry}`,
  changes: (day: string): string => `api/changes/${day}`,
} as const;

/** What all servers come to; reckoned from what is published, so that both agree. */
export function sumTotals(output: OutputDirectory): Totals {
  const totals = noTotals();
  for (const piece of output.pieces(LISTS.totals))
    addTotals(totals, JSON.parse(Buffer.from(piece).toString()) as Totals);
  return totals;
}

/** The same of the figures. */
export function sumStats(output: OutputDirectory): Stats {
  const stats = noStats();
  for (const piece of output.pieces(LISTS.stats)) addStats(stats, JSON.parse(Buffer.from(piece).toString()) as Stats);
  return stats;
}

/** What was reckoned of all servers. */
export interface Reckoned {
  totals: Totals;
  stats: Stats;
  /** Lines about servers that are no longer shown, by day. */
  removals: ReadonlyMap<string, readonly string[]>;
}

/**
 * Publishes every list.
 *
 * @param madeFrom differs whenever the pieces might
 */
export function publishLists(
  output: OutputDirectory,
  publisher: Publisher,
  { totals, stats, removals }: Reckoned,
  { siteUrl, madeFrom }: { siteUrl?: string | undefined; madeFrom: string },
): void {
  const folder = output.temporary('api');
  mkdirSync(folder, { recursive: true });
  const publish = (url: string, entries: number, pieces: Iterable<Uint8Array>, more: readonly string[] = []) => {
    const key = sha256(JSON.stringify([madeFrom, entries, more]));
    if (publisher.keep(url, key, entries)) return;
    const path = join(folder, String(publisher.facts.size));
    publisher.file(url, path, { entries, ...writeListFile(path, pieces) }, key);
  };
  /** A file without members would be no gzip file. */
  const compressed = (url: string, entries: number, list: string) =>
    publish(url, entries, entries === 0 ? [gzipMember('')] : output.pieces(list));

  publish(API_SERVERS, totals.servers, rows(listLayout(documentHeader('servers', siteUrl), 'servers'), output));
  compressed(API_TOOLS, totals.tools, LISTS.tools);
  for (const level of ALL_LEVELS) compressed(levelToolsUrl(level), totals.byLevel[level], LISTS.level(level));
  for (const category of ALL_CATEGORIES) {
    compressed(categoryToolsUrl(category), totals.byCategory[category], LISTS.category(category));
  }
  compressed(API_POLICIES, totals.serversWithTools, LISTS.policies);
  for (const [registry, servers] of Object.entries(stats.byRegistry).sort(byName)) {
    compressed(registryServersUrl(registry), servers, LISTS.registry(registry));
  }
  for (const day of daysOf(stats, removals)) {
    const more = removals.get(day) ?? [];
    const url = dayChangesUrl(day);
    publish(url, (stats.byDay[day] ?? 0) + more.length, dayPieces(output, day, more), more);
  }
}

/** The days on which something happened, oldest first. */
export const daysOf = (stats: Stats, removals: Reckoned['removals']): string[] =>
  [...new Set([...Object.keys(stats.byDay), ...removals.keys()])].sort();

/** The changes of a day: of servers that are shown, and of those that are no longer. */
export function* dayPieces(output: OutputDirectory, day: string, removals: readonly string[]): Generator<Uint8Array> {
  yield* output.pieces(LISTS.changes(day));
  if (removals.length > 0) yield gzipMember(rowsText(LINES, removals));
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

function* rows({ head, between, tail }: ReturnType<typeof listLayout>, output: OutputDirectory): Generator<Uint8Array> {
  yield Buffer.from(head);
  let first = true;
  for (const piece of output.pieces(LISTS.servers)) {
    if (!first) yield Buffer.from(between);
    first = false;
    yield piece;
  }
  yield Buffer.from(tail);
}
