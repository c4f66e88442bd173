import type { SearchServer } from '../../catalog/store/search-servers.ts';
import { serverWords } from './server-words.ts';

/**
 * The order of servers in the search, most important first, by what anybody can check: not deprecated; has tools; they come from
 * starting it; its name belongs to who published it; more registries list it; fewer words in its name; shorter name; slug.
 */
export function byImportance(servers: Iterable<SearchServer>): SearchServer[] {
  const ranked = Array.from(servers, (server) => ({ server, rank: rankOf(server) }));
  return ranked
    .sort((a, b) => {
      const at = a.rank.findIndex((value, i) => value !== b.rank[i]);
      return at < 0 ? Number(a.server.slug > b.server.slug) * 2 - 1 : a.rank[at]! - b.rank[at]!;
    })
    .map(({ server }) => server);
}

const rankOf = ({ name, status, proven, live, registries, tools }: SearchServer): number[] => [
  Number(status === 'deprecated'),
  Number(tools === 0),
  Number(!live),
  Number(!proven),
  -registries,
  serverWords(name).length,
  name.length,
];
