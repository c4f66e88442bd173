import type { Sqlite } from './database.ts';

/** Another server whose tools are called alike. */
export interface SimilarServer {
  slug: string;
  name: string;
  /** Words that the names of both servers' tools share, the most telling first. */
  shared: string[];
}

/** The same as the inspect stage finds it. */
export interface FoundSimilar {
  id: number;
  shared: readonly string[];
}

export interface SimilarServerTable {
  /** Makes these the similar ones of a server, in this order. Nothing is written when they are that already. */
  replace(serverId: number, similar: readonly FoundSimilar[]): void;
  /** The nearest first; servers that are not published are left out. */
  of(serverId: number): SimilarServer[];
}

/** Which servers are similar, stored per server. */
export function similarServers(db: Sqlite): SimilarServerTable {
  const stored = db.prepare<[number], { id: number; shared: string }>(
    `SELECT other_id id, shared FROM similar_server WHERE server_id = ? ORDER BY position`,
  );
  const select = db.prepare<[number], { slug: string; name: string; shared: string }>(
    `SELECT slug, name, shared FROM similar_server JOIN server ON server.id = other_id
     WHERE server_id = ? AND status <> 'deleted' AND visibility = 'public' ORDER BY position`,
  );
  const clear = db.prepare<[number]>(`DELETE FROM similar_server WHERE server_id = ?`);
  const insert = db.prepare<[number, number, number, string]>(
    `INSERT INTO similar_server (server_id, position, other_id, shared) VALUES (?, ?, ?, ?)`,
  );
  const replace: SimilarServerTable['replace'] = (serverId, similar) => {
    const rows = similar.map(({ id, shared }) => ({ id, shared: JSON.stringify(shared) }));
    // A row that is written anew would have the server's page made again.
    if (JSON.stringify(stored.all(serverId)) === JSON.stringify(rows)) return;
    clear.run(serverId);
    rows.forEach(({ id, shared }, position) => insert.run(serverId, position, id, shared));
  };
  return {
    replace: db.transaction(replace),
    of: (serverId) =>
      select.all(serverId).map(({ shared, ...row }) => ({ ...row, shared: JSON.parse(shared) as string[] })),
  };
}
