import { LEVELS } from '../catalog/model/rubric.ts';
import { publicRegistry } from '../catalog/public-registry.ts';
import type { ServerView } from '../catalog/store/reader.ts';
import { dayOf } from './document/change-lines.ts';
import type { ApiChange } from './model/api-change.ts';
import type { ApiTool } from './model/api-tool.ts';

/** Counts by name, of tools and servers. */
export interface Stats {
  byCategoryAndLevel: Record<string, number>;
  byFacet: Record<string, number>;
  bySource: Record<string, number>;
  byConfidence: Record<string, number>;
  byDetection: Record<string, number>;
  disputed: Record<string, number>;
  byHighestLevel: Record<string, number>;
  byToolCount: Record<string, number>;
  byPackageType: Record<string, number>;
  byRemoteType: Record<string, number>;
  byRegistry: Record<string, number>;
  /** Changes of the catalogue, by day. */
  byDay: Record<string, number>;
}

export const noStats = (): Stats => ({
  byCategoryAndLevel: {},
  byFacet: {},
  bySource: {},
  byConfidence: {},
  byDetection: {},
  disputed: {},
  byHighestLevel: {},
  byToolCount: {},
  byPackageType: {},
  byRemoteType: {},
  byRegistry: {},
  byDay: {},
});

/** Largest tool counts of the groups that servers are counted in; beyond the last there is one more. */
const TOOL_COUNTS = [0, 1, 5, 10, 20, 50, 100];

/** Names of kinds are the registries' word: at most so many of a server count, and what is no plain name is `other`. */
const MOST_NAMES = 20;
const PLAIN_NAME = /^[a-z][a-z0-9.+-]{0,39}$/;

/** What a server adds to the figures. */
export function statsOf(view: ServerView, tools: readonly ApiTool[], changes: readonly ApiChange[]): Stats {
  const stats = noStats();
  for (const tool of tools) {
    count(stats.byCategoryAndLevel, `${tool.category} ${tool.level}`);
    count(stats.bySource, tool.toolSource);
    if (tool.classified) count(stats.byConfidence, tool.confidence);
    if (tool.disputed) count(stats.disputed, 'yes');
    for (const facet of new Set(tool.facets)) count(stats.byFacet, facet);
    const rules = [...tool.findings, ...tool.catalogueFindings].map(({ rule }) => rule);
    for (const rule of new Set(rules)) count(stats.byDetection, rule);
  }
  const highest = tools.length === 0 ? undefined : highestLevel(tools);
  if (highest !== undefined) count(stats.byHighestLevel, highest);
  count(stats.byToolCount, toolCountGroup(tools.length));
  declared(
    stats.byPackageType,
    view.packages.map(({ registryType }) => registryType),
  );
  declared(
    stats.byRemoteType,
    view.remotes.map(({ type }) => type),
  );
  for (const registry of listingRegistries(view)) count(stats.byRegistry, registry);
  for (const { at } of changes) count(stats.byDay, dayOf(at));
  return stats;
}

/** The registries that list a server; files of the operator are one, since their ids are paths on a machine. */
export function listingRegistries({ entries }: ServerView): string[] {
  const listed = entries.filter(({ status }) => status !== 'deleted');
  return [...new Set(listed.map(({ registry }) => publicRegistry(registry)))].sort();
}

/** The worst level of some tools; a tool that nobody could judge is worse than none, and less than a verdict. */
export function highestLevel(tools: readonly Pick<ApiTool, 'level'>[]): string {
  const levels = new Set<string>(tools.map(({ level }) => level));
  return LEVELS.findLast((level) => levels.has(level)) ?? 'Unclassified';
}

/** Adds what a server, or several, come to. */
export function addStats(stats: Stats, more: Stats): void {
  for (const [name, counts] of Object.entries(more) as [keyof Stats, Record<string, number>][]) {
    for (const [key, n] of Object.entries(counts)) add(stats[name], key, n);
  }
}

function toolCountGroup(tools: number): string {
  const at = TOOL_COUNTS.findIndex((most) => tools <= most);
  if (at === -1) return `${TOOL_COUNTS.at(-1)! + 1}+`;
  const [most, least] = [TOOL_COUNTS[at]!, (TOOL_COUNTS[at - 1] ?? -1) + 1];
  return least === most ? String(most) : `${least}-${most}`;
}

function declared(counts: Record<string, number>, names: readonly string[]): void {
  const plain = new Set(names.map((name) => (PLAIN_NAME.test(name) ? name : 'other')));
  for (const name of [...plain].slice(0, MOST_NAMES)) count(counts, name);
}

function count(counts: Record<string, number>, name: string): void {
  add(counts, name, 1);
}

/** An own member: a kind may be called `constructor`. */
function add(counts: Record<string, number>, name: string, n: number): void {
  counts[name] = (Object.hasOwn(counts, name) ? counts[name]! : 0) + n;
}
