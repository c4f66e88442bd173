import { browseSetUrl, browseUrl } from '../../links.ts';
import { browsePartUrl, browseSetPartUrl } from '../../part-links.ts';
import { itemsOf, prefixGroups, type PrefixGroup, type PrefixPage, type PrefixPart } from '../../prefix-groups.ts';
import type { AttributionView } from '../attribution.ts';
import { SERVERS_PER_PAGE } from '../lists/catalogue-lists.ts';
import type { ServerLine } from '../lists/server-line.ts';
import { shortName } from '../text/cut-text.ts';
import type { BrowseWay, ServerSet } from './browse-sets.ts';
import type { ToolsOf } from './tools-of.ts';

/** A set as one line of a list of sets. */
export interface SetLine {
  label: string;
  url: string;
  servers: number;
  tools: number;
}

/** A part of a long list. */
export interface PartLine {
  prefix: string;
  url: string;
  items: number;
}

/** All sets of one way, or the parts of the list when there are too many. */
export interface BrowseWayPage {
  way: BrowseWay;
  url: string;
  sets: number;
  /** Sets of a single server among them, which lead straight to it. */
  singles: number;
  lines: SetLine[];
  parts: PartLine[];
  attributions: AttributionView[];
}

/** One part of the sets of a way, or smaller parts when there are too many of them. */
export interface BrowseWayPartPage {
  way: BrowseWay;
  url: string;
  wayUrl: string;
  prefix: string;
  total: number;
  lines: SetLine[];
  parts: PartLine[];
  attributions: AttributionView[];
}

/** A server with how many of its tools the set is about, where its other counts do not say so. */
export interface CountedLine extends ServerLine {
  fitting?: number;
}

/** The servers of a set, or the parts of the list when they do not fit on one page. */
export interface BrowseSetPage {
  way: BrowseWay;
  wayUrl: string;
  url: string;
  label: string;
  title: string;
  meaning: string;
  total: number;
  /** A list of one says nothing that its only page does not. */
  noindex: boolean;
  tools: number;
  /** What its servers have tools of; their number is shown, and leads to them. */
  of?: ToolsOf;
  /** The page of what they have in common. */
  about?: string;
  servers: CountedLine[];
  parts: PartLine[];
  attributions: AttributionView[];
}

/** One part of them, or smaller parts when there are too many of them. */
export interface BrowseSetPartPage extends Pick<
  BrowseSetPage,
  'way' | 'wayUrl' | 'label' | 'title' | 'of' | 'total' | 'parts' | 'attributions'
> {
  url: string;
  setUrl: string;
  prefix: string;
  servers: CountedLine[];
}

/** Sets on one page. */
export const SETS_PER_PAGE = 250;
const LABEL = 120;

export const setParts = (sets: readonly ServerSet[]): PrefixGroup<ServerSet>[] =>
  sets.length <= SETS_PER_PAGE ? [] : prefixGroups(sets, ({ key }) => key, SETS_PER_PAGE);

export const serverParts = ({ servers }: ServerSet): PrefixGroup<ServerLine>[] =>
  servers.length <= SERVERS_PER_PAGE ? [] : prefixGroups(servers, ({ slug }) => slug, SERVERS_PER_PAGE);

/** Publishers are many, and most have one server: a page with one line would say nothing that the server's does not. */
export const hasOwnPage = ({ way, servers }: ServerSet): boolean => way !== 'publisher' || servers.length > 1;

export const setLine = (set: ServerSet): SetLine => ({
  label: shortName(set.label, LABEL),
  url: hasOwnPage(set) ? browseSetUrl(set.way, set.key) : set.servers[0]!.url,
  servers: set.servers.length,
  tools: set.tools,
});

/** Smaller parts, as links. */
export const partLines = (parts: readonly PrefixPart[], urlOf: (prefix: string) => string): PartLine[] =>
  parts.map(({ prefix, count }) => ({ prefix, url: urlOf(prefix), items: count }));

const groupLines = (groups: readonly PrefixGroup<unknown>[], urlOf: (prefix: string) => string): PartLine[] =>
  groups.map(({ prefix, items }) => ({ prefix, url: urlOf(prefix), items: items.length }));

/** The model of a way. */
export function browseWayPage(
  way: BrowseWay,
  sets: readonly ServerSet[],
  attributions: AttributionView[],
): BrowseWayPage {
  const parts = setParts(sets);
  return {
    way,
    url: browseUrl(way),
    sets: sets.length,
    singles: sets.filter((set) => !hasOwnPage(set)).length,
    lines: parts.length === 0 ? sets.map(setLine) : [],
    parts: groupLines(parts, (prefix) => browsePartUrl(way, prefix)),
    attributions,
  };
}

/** The model of a part of it. */
export const browseWayPartPage = (
  way: BrowseWay,
  { prefix, items, parts }: PrefixPage<ServerSet>,
  attributions: AttributionView[],
): BrowseWayPartPage => ({
  way,
  url: browsePartUrl(way, prefix),
  wayUrl: browseUrl(way),
  prefix,
  total: itemsOf({ items, parts }),
  lines: items.map(setLine),
  parts: partLines(parts, (longer) => browsePartUrl(way, longer)),
  attributions,
});

const countedLines = ({ fitting }: ServerSet, servers: readonly ServerLine[]): CountedLine[] =>
  servers.map((server) => ({ ...server, ...(fitting && { fitting: fitting(server) }) }));

/** The model of a set. */
export function browseSetPage(set: ServerSet, attributions: AttributionView[]): BrowseSetPage {
  const { way, key, title, meaning, servers, tools, of, about } = set;
  const parts = serverParts(set);
  return {
    way,
    wayUrl: browseUrl(way),
    url: browseSetUrl(way, key),
    label: shortName(set.label, LABEL),
    title,
    meaning,
    total: servers.length,
    noindex: servers.length < 2,
    tools,
    ...(of && { of }),
    ...(about !== undefined && { about }),
    servers: parts.length === 0 ? countedLines(set, servers) : [],
    parts: groupLines(parts, (prefix) => browseSetPartUrl(way, key, prefix)),
    attributions,
  };
}

/** The model of a part of it. */
export function browseSetPartPage(
  set: ServerSet,
  { prefix, items, parts }: PrefixPage<ServerLine>,
  attributions: AttributionView[],
): BrowseSetPartPage {
  const urlOf = (beginning: string) => browseSetPartUrl(set.way, set.key, beginning);
  return {
    way: set.way,
    wayUrl: browseUrl(set.way),
    label: shortName(set.label, LABEL),
    title: set.title,
    ...(set.of && { of: set.of }),
    url: urlOf(prefix),
    setUrl: browseSetUrl(set.way, set.key),
    prefix,
    total: itemsOf({ items, parts }),
    servers: countedLines(set, items),
    parts: partLines(parts, urlOf),
    attributions,
  };
}
