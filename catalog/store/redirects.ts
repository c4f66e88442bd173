/** Addresses of servers that are part of another one now, and where they lead. */
import type { Level } from '../model/rubric.ts';
import { isLeftOut, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';

/** A server's former address, and those of its tools. */
export interface Redirect {
  from: string;
  to: string;
  /** Slugs of tools that had pages there; a tool that the other server does not have leads to the server. */
  tools: { from: string; to: string | undefined }[];
  /** Levels that its tools had pages of, and whether the other server has tools of the same. */
  levels: { level: Level; kept: boolean }[];
}

/** Follows this many mergers one after another; there is one, unless an update was interrupted. */
const MOST_STEPS = 5;

/** Every redirect whose target is shown, in the order of the former addresses. */
export function redirects(db: Sqlite, audience: Audience): () => Generator<Redirect> {
  const merged = db.prepare<[], { id: number; slug: string; into: number }>(
    `SELECT id, slug, merged_into "into" FROM server WHERE merged_into IS NOT NULL AND visibility = 'public' ORDER BY slug`,
  );
  const target = db.prepare<
    [number],
    { id: number; slug: string; status: string; visibility: string; into: number | null }
  >(`SELECT id, slug, status, visibility, merged_into "into" FROM server WHERE id = ?`);
  const tools = db.prepare<[number, number], { from: string; to: string | null }>(
    `SELECT tool.slug "from", other.slug "to"
     FROM tool LEFT JOIN tool other ON other.server_id = ? AND other.name = tool.name AND other.removed_at IS NULL
     WHERE tool.server_id = ? ORDER BY tool.slug`,
  );
  const levels = db.prepare<{ from: number; to: number }, { level: Level; kept: number }>(
    `SELECT coalesce(level, 'Unclassified') level, max(tool.server_id = @to AND removed_at IS NULL) kept
     FROM tool LEFT JOIN verdict ON verdict.tool_id = tool.id LEFT JOIN classification
       ON classification.input_hash = verdict.input_hash AND classification.definition_hash = tool.definition_hash
     WHERE tool.server_id IN (@from, @to) GROUP BY 1 HAVING max(tool.server_id = @from) ORDER BY 1`,
  );
  return function* () {
    for (const { id, slug, into } of merged.all()) {
      let to = target.get(into);
      for (let step = 0; step < MOST_STEPS && to?.into != null; step++) to = target.get(to.into);
      if (to === undefined || to.into !== null || to.status === 'deleted' || to.visibility === 'private') continue;
      if (isLeftOut(audience, to.id)) continue;
      const leading = tools.all(to.id, id).map((tool) => ({ from: tool.from, to: tool.to ?? undefined }));
      const having = levels.all({ from: id, to: to.id }).map(({ level, kept }) => ({ level, kept: kept === 1 }));
      yield { from: slug, to: to.slug, tools: leading, levels: having };
    }
  };
}
