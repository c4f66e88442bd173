import { canonicalDefinition, sha256 } from '../definition-hash.ts';
import type { Visibility } from '../model/registry-entry.ts';
import type { ToolDefinition, ToolSource } from '../model/tool-definition.ts';
import { freeSlug, toolSlug } from '../slug.ts';
import type { Sqlite } from './database.ts';
import { definitionWriter } from './definition-writer.ts';

/** A tool of a server, with the definition that it has now. */
export interface Tool {
  id: number;
  serverId: number;
  name: string;
  slug: string;
  position: number;
  definitionHash: string;
  definition: ToolDefinition;
  source: ToolSource;
  launchId: number | null;
  firstSeenAt: string;
  /** What its being listed depends on, as a sentence; null when every start of the server listed it. */
  condition: string | null;
}

export interface DefinitionVersion {
  since: string;
  definitionHash: string;
  packageVersion: string | null;
}

/** A while in which a server did not list a tool that it lists, or listed, again. */
export interface ToolAbsence {
  /** When a good list came without it. */
  removedAt: string;
  /** When a good list had it again. */
  returnedAt: string;
}

/** A tool that a server has or had. */
export interface EverTool {
  id: number;
  name: string;
  firstSeenAt: string;
  /** When a good list came without it. */
  removedAt: string | null;
}

/** A good list of a server's tools, as one launch or one import gave it. */
export interface ToolList {
  serverId: number;
  tools: readonly ToolDefinition[];
  source: ToolSource;
  launchId: number | null;
  packageVersion: string | null;
  at: string;
  /** By name, what the listing of a tool depends on, where it depends on something. */
  conditions?: ReadonlyMap<string, string> | undefined;
  /** Whose word it is, where the server did not list it itself; a list of the same source may come from several. */
  origin?: string | undefined;
}

/** Where the current tools of a server are known from. */
export interface ListOrigin {
  source: ToolSource;
  /** Null for what the server listed itself, and for lists that were stored before origins were. */
  origin: string | null;
}

/** A tool as the classify stage sees it. */
export interface ClassifiableTool {
  id: number;
  serverId: number;
  server: string;
  name: string;
  definitionHash: string;
  /** Of its server: what is private is classified like the rest, and shown to nobody outside. */
  visibility: Visibility;
  /** Hash of what its present verdict was made from; null before the first. */
  inputHash: string | null;
}

/** What a list changed. A tool that was gone and is back counts as changed. */
export interface ListChanges {
  added: number;
  changed: number;
  removed: number;
  /** Entries left out, because an earlier one has the same name. */
  duplicates: number;
}

export interface ToolTable {
  /**
   * Makes a list the server's current one: new and changed tools are stored, missing ones marked as removed. Of two tools
   * with one name the first counts, as a name is all that a client can call; the others are counted as duplicates.
   */
  replaceList(list: ToolList): ListChanges;
  /**
   * Stores or updates one tool without touching its siblings; a changed definition opens a new history row. A second call
   * with the same name replaces the first: whoever reads a list tool by tool keeps duplicates apart.
   */
  put(list: Omit<ToolList, 'tools'>, tool: ToolDefinition, position: number): 'same' | 'added' | 'changed';
  /** Marks the tools of a server as removed except those whose ids are given; returns how many. */
  removeOthers(serverId: number, keep: ReadonlySet<number>, at: string): number;
  /** The current tools of a server in the order it lists them. */
  of(serverId: number): Tool[];
  /** The names of the current tools of a server. */
  names(serverId: number): string[];
  /** Where they are known from, each source and origin once. */
  originsOf(serverId: number): ListOrigin[];
  /** The next current tools of servers that are not gone, private ones included, by id, with only what the classify stage needs. */
  classifiable(afterId: number, limit: number): ClassifiableTool[];
  definition(hash: string): ToolDefinition | undefined;
  /** Whether a definition is known from private servers alone; one that no tool has or had is not. */
  isPrivate(hash: string): boolean;
  /** The definitions that a tool has had, newest first; the first one is the present one. */
  history(toolId: number): DefinitionVersion[];
  /** When a tool was gone and came back, newest first. */
  absences(toolId: number): ToolAbsence[];
  /** Every tool that a server has or had, in the order in which they were first seen. */
  everOf(serverId: number): EverTool[];
  /** The id of a tool that the server has or had. */
  idOf(serverId: number, name: string): number | undefined;
}

interface ToolRow extends Omit<Tool, 'definition'> {
  canonical: string;
}

interface KnownTool {
  id: number;
  definitionHash: string;
  position: number;
  source: string;
  launchId: number | null;
  removedAt: string | null;
  condition: string | null;
  origin: string | null;
}

const parseDefinition = (canonical: string) => JSON.parse(canonical) as ToolDefinition;

/** Tools, their content-addressed definitions, and the history of definitions per tool. */
export function tools(db: Sqlite): ToolTable {
  const putDefinition = definitionWriter(db);
  const known = db.prepare<[number, string], KnownTool>(
    `SELECT id, definition_hash definitionHash, position, source, launch_id launchId, removed_at removedAt, condition,
       origin
     FROM tool WHERE server_id = ? AND name = ?`,
  );
  const slugTaken = db.prepare<[number, string], { id: number }>(
    `SELECT id FROM tool WHERE server_id = ? AND slug = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO tool (server_id, name, slug, position, definition_hash, source, launch_id, first_seen_at,
       condition, origin)
     VALUES (@serverId, @name, @slug, @position, @hash, @source, @launchId, @at, @condition, @origin)`,
  );
  const update = db.prepare(
    `UPDATE tool SET position = @position, definition_hash = @hash, source = @source, launch_id = @launchId, removed_at = NULL,
       condition = @condition, origin = @origin
     WHERE id = @id`,
  );
  const putHistory = db.prepare(
    `INSERT INTO tool_history (tool_id, version, since, definition_hash, package_version)
     SELECT @id, coalesce(max(version), 0) + 1, @at, @hash, @packageVersion FROM tool_history WHERE tool_id = @id`,
  );
  const definitionOf = db.prepare<[string], { canonical: string }>(`SELECT canonical FROM definition WHERE hash = ?`);
  const privateOnly = db
    .prepare<[string], 0 | 1 | null>(
      `SELECT min(server.visibility = 'private') FROM tool JOIN server ON server.id = tool.server_id WHERE definition_hash = ?`,
    )
    .pluck();
  const currentIds = db.prepare<[number], { id: number }>(
    `SELECT id FROM tool WHERE server_id = ? AND removed_at IS NULL`,
  );
  const remove = db.prepare<[string, number]>(`UPDATE tool SET removed_at = ? WHERE id = ?`);
  const current = db.prepare<[number], ToolRow>(
    `SELECT tool.id, server_id serverId, tool.name, slug, position, definition_hash definitionHash, canonical, source,
       launch_id launchId, tool.first_seen_at firstSeenAt, condition
     FROM tool JOIN definition ON definition.hash = tool.definition_hash
     WHERE server_id = ? AND removed_at IS NULL ORDER BY position, tool.id`,
  );
  const origins = db.prepare<[number], ListOrigin>(
    `SELECT DISTINCT source, origin FROM tool WHERE server_id = ? AND removed_at IS NULL`,
  );
  const currentNames = db
    .prepare<[number], string>(`SELECT name FROM tool WHERE server_id = ? AND removed_at IS NULL ORDER BY position, id`)
    .pluck();
  const classifiable = db.prepare<[number, number], ClassifiableTool>(
    `SELECT tool.id, server.id serverId, server.name server, tool.name, tool.definition_hash definitionHash,
       server.visibility, verdict.input_hash inputHash
     FROM tool JOIN server ON server.id = tool.server_id LEFT JOIN verdict ON verdict.tool_id = tool.id
     WHERE tool.id > ? AND removed_at IS NULL AND server.status <> 'deleted' ORDER BY tool.id LIMIT ?`,
  );
  const history = db.prepare<[number], DefinitionVersion>(
    `SELECT since, definition_hash definitionHash, package_version packageVersion FROM tool_history
     WHERE tool_id = ? ORDER BY version DESC`,
  );

  // Twice within one instant would be no absence.
  const putAbsence = db.prepare<[number, string, string]>(
    `INSERT INTO tool_absence (tool_id, removed_at, returned_at) VALUES (?, ?, ?) ON CONFLICT (tool_id, removed_at) DO NOTHING`,
  );
  const absences = db.prepare<[number], ToolAbsence>(
    `SELECT removed_at removedAt, returned_at returnedAt FROM tool_absence WHERE tool_id = ? ORDER BY removed_at DESC`,
  );

  const ever = db.prepare<[number], EverTool>(
    `SELECT id, name, first_seen_at firstSeenAt, removed_at removedAt FROM tool WHERE server_id = ? ORDER BY id`,
  );

  const put: ToolTable['put'] = (
    { serverId, source, launchId, packageVersion, at, conditions, origin = null },
    tool,
    position,
  ) => {
    const condition = conditions?.get(tool.name) ?? null;
    const canonical = canonicalDefinition(tool);
    const hash = sha256(canonical);
    const before = known.get(serverId, tool.name);
    const row = { serverId, name: tool.name, position, hash, source, launchId, at, condition, origin };
    if (before === undefined) {
      putDefinition(hash, tool, canonical, at);
      const slug = freeSlug(toolSlug(tool.name), tool.name, (wanted) => slugTaken.get(serverId, wanted) !== undefined);
      putHistory.run({ id: insert.run({ ...row, slug }).lastInsertRowid, at, hash, packageVersion });
      return 'added';
    }
    const { id } = before;
    const changed = before.definitionHash !== hash;
    if (changed) {
      putDefinition(hash, tool, canonical, at);
      putHistory.run({ id, at, hash, packageVersion });
    }
    const moved =
      before.position !== position ||
      before.source !== source ||
      before.launchId !== launchId ||
      before.condition !== condition ||
      before.origin !== origin;
    const back = before.removedAt !== null;
    if (before.removedAt !== null) putAbsence.run(id, before.removedAt, at);
    if (changed || moved || back) update.run({ ...row, id });
    return changed || back ? 'changed' : 'same';
  };

  const removeOthers: ToolTable['removeOthers'] = (serverId, keep, at) => {
    const gone = currentIds.all(serverId).filter((row) => !keep.has(row.id));
    for (const row of gone) remove.run(at, row.id);
    return gone.length;
  };

  const replaceList: ToolTable['replaceList'] = (list) => {
    const counts = { same: 0, added: 0, changed: 0 };
    const kept = new Set<number>();
    const names = new Set<string>();
    list.tools.forEach((tool, position) => {
      if (names.has(tool.name)) return;
      names.add(tool.name);
      counts[put(list, tool, position)] += 1;
      kept.add(known.get(list.serverId, tool.name)!.id);
    });
    return {
      added: counts.added,
      changed: counts.changed,
      removed: removeOthers(list.serverId, kept, list.at),
      duplicates: list.tools.length - names.size,
    };
  };

  return {
    put: db.transaction(put),
    removeOthers: db.transaction(removeOthers),
    replaceList: db.transaction(replaceList),
    of: (serverId) =>
      current.all(serverId).map(({ canonical, ...row }) => ({ ...row, definition: parseDefinition(canonical) })),
    names: (serverId) => currentNames.all(serverId),
    originsOf: (serverId) => origins.all(serverId),
    classifiable: (afterId, limit) => classifiable.all(afterId, limit),
    definition(hash) {
      const row = definitionOf.get(hash);
      return row && parseDefinition(row.canonical);
    },
    isPrivate: (hash) => privateOnly.get(hash) === 1,
    history: (toolId) => history.all(toolId),
    absences: (toolId) => absences.all(toolId),
    everOf: (serverId) => ever.all(serverId),
    idOf: (serverId, name) => known.get(serverId, name)?.id,
  };
}
