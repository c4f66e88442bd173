import { browseUrl } from '../../links.ts';
import { groupUrl } from '../../part-links.ts';
import { itemsOf, type PrefixPage } from '../../prefix-groups.ts';
import type { AttributionView } from '../attribution.ts';
import { partLines, setLine, type PartLine, type SetLine } from '../browse/browse-pages.ts';
import type { BrowseWay, ServerSet } from '../browse/browse-sets.ts';
import type { CatalogueLists } from './catalogue-lists.ts';
import type { ServerLine } from './server-line.ts';

/** A way to browse servers beside their names, with its largest sets. */
export interface WayLine {
  way: BrowseWay;
  url: string;
  sets: number;
  lines: SetLine[];
}

/** Every way to browse servers. */
export interface BrowsePage {
  ways: WayLine[];
  attributions: AttributionView[];
}

/** All servers: their lines, or links to parts when they do not fit on one page. */
export interface ServersPage {
  total: number;
  tools: number;
  servers: ServerLine[];
  groups: { prefix: string; url: string; servers: number }[];
  ways: WayLine[];
  attributions: AttributionView[];
}

/** One part of the list: servers, or smaller parts when there are too many of them. */
export interface GroupPage {
  prefix: string;
  url: string;
  total: number;
  servers: ServerLine[];
  parts: PartLine[];
  attributions: AttributionView[];
}

/** Sets of a way that the page of all servers names. */
const MOST_NAMED = 8;

/** The model of `/tools/`. */
export function serversPage(
  { totals, servers, groups, attributions }: CatalogueLists,
  ways: ReadonlyMap<BrowseWay, readonly ServerSet[]>,
): ServersPage {
  return {
    ways: wayLines(ways),
    total: totals.servers,
    tools: totals.tools,
    attributions,
    servers: groups.length === 0 ? servers : [],
    groups: groups.map(({ prefix, items }) => ({ prefix, url: groupUrl(prefix), servers: items.length })),
  };
}

/** The model of `/browse/`. */
export const browsePage = (
  { attributions }: Pick<CatalogueLists, 'attributions'>,
  ways: ReadonlyMap<BrowseWay, readonly ServerSet[]>,
): BrowsePage => ({
  ways: wayLines(ways),
  attributions,
});

const wayLines = (ways: ReadonlyMap<BrowseWay, readonly ServerSet[]>): WayLine[] =>
  Array.from(ways, ([way, sets]) => ({
    way,
    url: browseUrl(way),
    sets: sets.length,
    lines: largest(way, sets).map(setLine),
  }));

/** Levels and categories are few and keep their order; of the others the largest are named. */
function largest(way: BrowseWay, sets: readonly ServerSet[]): readonly ServerSet[] {
  if (way === 'level' || way === 'tool-level' || way === 'category')
    return sets.filter(({ servers }) => servers.length > 0);
  return sets
    .toSorted((a, b) => b.servers.length - a.servers.length || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_NAMED)
    .filter(({ servers }) => servers.length > 0);
}

/** The model of one part. */
export const groupPage = (
  { attributions }: CatalogueLists,
  { prefix, items, parts }: PrefixPage<ServerLine>,
): GroupPage => ({
  prefix,
  url: groupUrl(prefix),
  total: itemsOf({ items, parts }),
  servers: items,
  parts: partLines(parts, groupUrl),
  attributions,
});
