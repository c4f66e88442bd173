import { groupUrl } from '../../links.ts';
import type { PrefixGroup } from '../../prefix-groups.ts';
import type { AttributionView } from '../attribution.ts';
import type { CatalogueLists } from './catalogue-lists.ts';
import type { ServerLine } from './server-line.ts';

/** All servers: their lines, or links to parts when they do not fit on one page. */
export interface ServersPage {
  total: number;
  tools: number;
  servers: ServerLine[];
  groups: { prefix: string; url: string; servers: number }[];
  attributions: AttributionView[];
}

/** One part of the list. */
export interface GroupPage {
  prefix: string;
  url: string;
  servers: ServerLine[];
  attributions: AttributionView[];
}

/** The model of `/tools/`. */
export function serversPage({ totals, servers, groups, attributions }: CatalogueLists): ServersPage {
  return {
    total: totals.servers,
    tools: totals.tools,
    attributions,
    servers: groups.length === 0 ? servers : [],
    groups: groups.map(({ prefix, items }) => ({ prefix, url: groupUrl(prefix), servers: items.length })),
  };
}

/** The model of one part. */
export const groupPage = ({ attributions }: CatalogueLists, { prefix, items }: PrefixGroup<ServerLine>): GroupPage => ({
  prefix,
  url: groupUrl(prefix),
  servers: items,
  attributions,
});
