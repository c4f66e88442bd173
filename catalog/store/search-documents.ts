/** What the search index is made from: servers by importance, and their tools, read without the rest of their records. */
import type { Category, Level } from '../model/rubric.ts';
import type { Sqlite } from './database.ts';

export interface SearchServer {
  id: number;
  slug: string;
  name: string;
  title: string | null;
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

export interface SearchTool {
  name: string;
  slug: string;
  title: string | null;
  /** The first 600 characters at most. */
  description: string | null;
  category: Category;
  level: Level;
}

export interface SearchDocuments {
  /** Every server that everybody is shown, by id: none that is private. */
  servers(): IterableIterator<SearchServer>;
  /** The current tools of a server as it lists them. */
  toolsOf(serverId: number): IterableIterator<SearchTool>;
}

/** Reads documents of a catalogue for the search. */
export function searchDocuments(db: Sqlite): SearchDocuments {
  const servers = db.prepare<[], Omit<SearchServer, 'proven' | 'live'> & { proven: number; live: number }>(
    `SELECT id, slug, name, title, substr(description, 1, 600) description, status, name_proven proven,
       EXISTS (SELECT 1 FROM tool WHERE tool.server_id = server.id AND removed_at IS NULL AND source <> 'imported') live,
       (SELECT count(DISTINCT registry) FROM entry WHERE entry.server_id = server.id AND withdrawn = 0
         AND entry.status <> 'deleted' AND entry.visibility = 'public') registries,
       (SELECT count(*) FROM tool WHERE tool.server_id = server.id AND removed_at IS NULL) tools
     FROM server WHERE status <> 'deleted' AND visibility = 'public' ORDER BY id`,
  );
  const tools = db.prepare<[number], SearchTool>(
    `SELECT tool.name, slug, canonical ->> 'title' title, substr(canonical ->> 'description', 1, 600) description,
       coalesce(category, 'Unclassified') category, coalesce(level, 'Unclassified') level
     FROM tool JOIN definition ON definition.hash = tool.definition_hash LEFT JOIN verdict ON verdict.tool_id = tool.id
       LEFT JOIN classification ON classification.input_hash = verdict.input_hash
         AND classification.definition_hash = tool.definition_hash
     WHERE server_id = ? AND removed_at IS NULL ORDER BY position, tool.id`,
  );
  return {
    *servers() {
      for (const { proven, live, ...row } of servers.iterate()) {
        yield { ...row, proven: proven === 1, live: live === 1 };
      }
    },
    toolsOf: (serverId) => tools.iterate(serverId),
  };
}
