/** Everything that pages about many servers need, read once: one short line per server, and the totals. */
import type { CatalogueReader, RegistryOverview, Totals } from '../../../catalog/store/reader.ts';
import { sumOverviews } from '../../../catalog/store/sum-overviews.ts';
import { listAttributions, type AttributionView } from '../attribution.ts';
import { prefixGroups, type PrefixGroup } from '../../prefix-groups.ts';
import { serverLine, type ServerLine } from './server-line.ts';

export interface CatalogueLists {
  totals: Totals;
  registries: RegistryOverview[];
  /** In the order of their slugs. */
  servers: ServerLine[];
  /** The servers in parts that fit on a page; one part when all of them do. */
  groups: PrefixGroup<ServerLine>[];
  /** What registries ask to be shown with lists of their servers. */
  attributions: AttributionView[];
}

/** Servers on one page; more than that is slow to read and to load on a phone. */
export const SERVERS_PER_PAGE = 250;

/** Reads the lists. */
export function catalogueLists(reader: CatalogueReader): CatalogueLists {
  const sum = sumOverviews();
  const servers = Array.from(reader.overviews(), (overview) => {
    sum.add(overview);
    return serverLine(overview);
  });
  const fits = servers.length <= SERVERS_PER_PAGE;
  const registries = reader.registries();
  return {
    totals: sum.totals,
    registries,
    servers,
    attributions: listAttributions(registries),
    groups: fits ? [] : prefixGroups(servers, ({ slug }) => slug, SERVERS_PER_PAGE),
  };
}
