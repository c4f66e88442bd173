import { addTo } from './add-to.ts';
import { MOST_SERVERS_NAMED, type IndexedServer } from './indexed-server.ts';

/** A tool with the same name and description as tools of other publishers. */
export interface Clone {
  tool: string;
  servers: IndexedServer[];
}

/** One tool of the texts that are compared. */
export interface ServerTool {
  server: IndexedServer;
  tool: string;
}

/** Finds tools whose name and description are those of tools of other publishers; `byText` is by a hash of both. */
export function clones(byText: ReadonlyMap<string, readonly ServerTool[]>): (serverId: number) => readonly Clone[] {
  const found = new Map<number, Clone[]>();
  for (const group of byText.values()) {
    if (group.length < 2) continue;
    const candidates = severalPublishers(group.map(({ server }) => server));
    for (const { server, tool } of group) {
      const others = candidates.filter(({ publisher }) => publisher !== server.publisher);
      if (others.length > 0) addTo(found, server.id, { tool, servers: others.slice(0, MOST_SERVERS_NAMED) });
    }
  }
  return (serverId) => found.get(serverId) ?? [];
}

/**
 * So many servers that, whichever publisher is left out, as many remain as are named: thousands of copies of one text are
 * not compared with each other.
 */
function severalPublishers(servers: readonly IndexedServer[]): IndexedServer[] {
  const chosen = new Set<IndexedServer>();
  const perPublisher = new Map<string, number>();
  for (const server of servers) {
    const known = perPublisher.get(server.publisher) ?? 0;
    if (known >= MOST_SERVERS_NAMED || chosen.has(server)) continue;
    perPublisher.set(server.publisher, known + 1);
    chosen.add(server);
    if (chosen.size >= 2 * MOST_SERVERS_NAMED) break;
  }
  return [...chosen];
}
