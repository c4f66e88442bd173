/** The servers of the search, with what it orders them by, read without the rest of their records. */
import { shownTo, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';

export interface SearchServer {
  slug: string;
  name: string;
  title: string | null;
  /** The first 600 characters at most. */
  description: string;
  status: 'active' | 'deprecated';
  /** Whether the owner of its name is known to have published it. */
  proven: boolean;
  /** Whether its tools come from starting it, not from a file. */
  live: boolean;
  /** Registries that list it. */
  registries: number;
  tools: number;
}

/** Every server that is shown, by id: to everybody none that is private. */
export function* searchServers(db: Sqlite, audience: Audience = 'public'): Generator<SearchServer> {
  const servers = db.prepare<[], Omit<SearchServer, 'proven' | 'live'> & { proven: number; live: number }>(
    `SELECT slug, name, title, substr(description, 1, 600) description, status, name_proven proven,
       EXISTS (SELECT 1 FROM tool WHERE tool.server_id = server.id AND removed_at IS NULL AND source <> 'imported') live,
       (SELECT count(DISTINCT registry) FROM entry WHERE entry.server_id = server.id AND withdrawn = 0
         AND entry.status <> 'deleted' AND entry.visibility = 'public') registries,
       (SELECT count(*) FROM tool WHERE tool.server_id = server.id AND removed_at IS NULL) tools
     FROM server WHERE ${shownTo(audience)} ORDER BY id`,
  );
  for (const { proven, live, ...row } of servers.iterate()) yield { ...row, proven: proven === 1, live: live === 1 };
}
