import type { Category, Level } from '../model/rubric.ts';
import { shownTo, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';

/** A tool of a list, without what only its page shows. */
export interface ListedTool {
  name: string;
  slug: string;
  category: Category;
}

export interface ServerSets {
  /** By registry, the slugs of the servers that it lists, sorted. */
  byRegistry: () => Map<string, string[]>;
  /** The first tools of a server that have a level, or a category, by name. */
  toolsOf: (slug: string, having: { level: Level } | { category: Category }, most: number) => ListedTool[];
}

/** What lists of servers ask beside the overview. */
export function serverSets(db: Sqlite, audience: Audience): ServerSets {
  const listed = db.prepare<[], { registry: string; slug: string }>(
    `SELECT DISTINCT registry, server.slug FROM entry JOIN server ON server.id = entry.server_id
     WHERE withdrawn = 0 AND entry.status <> 'deleted' AND ${shownTo(audience)}
       ${audience === 'operator' ? '' : `AND entry.visibility = 'public'`} ORDER BY registry, server.slug`,
  );
  const tools = (column: 'level' | 'category') =>
    db.prepare<[string, string, number], ListedTool>(
      `SELECT tool.name, tool.slug, coalesce(category, 'Unclassified') category
       FROM server JOIN tool ON tool.server_id = server.id LEFT JOIN verdict ON verdict.tool_id = tool.id
         LEFT JOIN classification ON classification.input_hash = verdict.input_hash
           AND classification.definition_hash = tool.definition_hash
       WHERE server.slug = ? AND ${shownTo(audience)} AND removed_at IS NULL AND coalesce(${column}, 'Unclassified') = ?
       ORDER BY tool.name LIMIT ?`,
    );
  const ofLevel = tools('level');
  const ofCategory = tools('category');
  return {
    byRegistry() {
      const sets = Map.groupBy(listed.iterate(), ({ registry }) => registry);
      return new Map(Array.from(sets, ([registry, rows]) => [registry, rows.map(({ slug }) => slug)]));
    },
    toolsOf: (slug, having, most) =>
      'level' in having ? ofLevel.all(slug, having.level, most) : ofCategory.all(slug, having.category, most),
  };
}
