import { knownTo, shownTo, type Audience } from './audience.ts';
import type { Sqlite } from './database.ts';

/** What can happen to the catalogue, most telling first. */
export const CHANGE_EVENTS = [
  'server-removed',
  'tool-changed',
  'tool-removed',
  'tool-returned',
  'tool-added',
  'tools-listed',
  'server-added',
] as const;
export type ChangeEvent = (typeof CHANGE_EVENTS)[number];

/** Something that happened to a server or to one of its tools. */
export interface CatalogueChange {
  /** When it was first seen, RFC 3339 in UTC. */
  at: string;
  event: ChangeEvent;
  /** Name and slug of the server; it is shown unless the event is `server-removed`. */
  server: string;
  slug: string;
  /** Of what happened to one tool: its exact name. */
  tool?: string;
  /** Absent when the server lists it no more. */
  toolSlug?: string;
  /** `tools-listed`: how many tools the first list had. */
  tools?: number;
  /** `tool-changed`: hashes of the two definitions, and the version of the package that first had the newer one. */
  before?: string;
  after?: string;
  packageVersion?: string;
}

export interface ChangesTable {
  /** Everything that happened, newest first. Walks all servers and tools: once per build. */
  all(): CatalogueChange[];
}

interface ServerRow {
  slug: string;
  server: string;
  at: string;
}

interface ToolRow extends ServerRow {
  tool: string;
  toolSlug: string | null;
}

interface VersionRow extends ToolRow {
  before: string;
  after: string;
  packageVersion: string | null;
}

/** Where a tool that is no longer listed has no page. */
const TOOL = `tool.name tool, iif(tool.removed_at IS NULL, tool.slug, NULL) toolSlug`;

/**
 * What happened to servers that are shown, and which ones are no longer shown, from the dates that the tables keep. Verdicts
 * are left out: they follow from rules, and would make old changes change again. The tools of a server's first list are one
 * change, not one for each. Of servers that are gone nothing else is told; those that became part of another one are not
 * gone.
 */
export function changes(db: Sqlite, audience: Audience): ChangesTable {
  const shown = shownTo(audience);
  const added = db.prepare<[], ServerRow>(`SELECT slug, name server, first_seen_at at FROM server WHERE ${shown}`);
  // One that came as deleted was never shown.
  const removed = db.prepare<[], ServerRow>(
    `SELECT slug, name server, changed_at at FROM server
     WHERE status = 'deleted' AND merged_into IS NULL AND changed_at > first_seen_at AND ${knownTo(audience)}`,
  );
  const lists = db.prepare<[], ServerRow & { id: number; tools: number }>(
    `SELECT server.id, server.slug, server.name server, tool.first_seen_at at, count(*) tools
     FROM tool JOIN server ON server.id = tool.server_id WHERE ${shown} GROUP BY tool.server_id, tool.first_seen_at`,
  );
  const later = db.prepare<[number, string], Pick<ToolRow, 'tool' | 'toolSlug'>>(
    `SELECT ${TOOL} FROM tool WHERE server_id = ? AND first_seen_at = ?`,
  );
  const gone = db.prepare<[], ToolRow>(
    `SELECT server.slug, server.name server, tool.removed_at at, ${TOOL}
     FROM tool JOIN server ON server.id = tool.server_id WHERE tool.removed_at IS NOT NULL AND ${shown}`,
  );
  // Told as it was told before the tool came back: without an address.
  const absences = db.prepare<[], Omit<ToolRow, 'at'> & { removedAt: string; returnedAt: string }>(
    `SELECT server.slug, server.name server, tool_absence.removed_at removedAt, returned_at returnedAt, ${TOOL}
     FROM tool_absence JOIN tool ON tool.id = tool_id JOIN server ON server.id = tool.server_id WHERE ${shown}`,
  );
  const versions = db.prepare<[], VersionRow>(
    `SELECT server.slug, server.name server, newer.since at, ${TOOL}, older.definition_hash "before",
       newer.definition_hash "after", newer.package_version packageVersion
     FROM tool_history newer JOIN tool_history older ON older.tool_id = newer.tool_id AND older.version = newer.version - 1
       JOIN tool ON tool.id = newer.tool_id JOIN server ON server.id = tool.server_id
     WHERE newer.version > 1 AND ${shown}`,
  );

  /** Rows of one server follow one another, the oldest first. */
  function* listChanges(): Generator<CatalogueChange> {
    let last: number | undefined;
    for (const { id, at, server, slug, tools } of lists.all()) {
      if (id !== last) yield { at, event: 'tools-listed', server, slug, tools };
      else for (const row of later.all(id, at)) yield { at, event: 'tool-added', server, slug, ...toolOf(row) };
      last = id;
    }
  }

  return {
    all() {
      const rows: CatalogueChange[] = [...listChanges()];
      for (const row of added.iterate()) rows.push(ofServer('server-added', row));
      for (const row of removed.iterate()) rows.push(ofServer('server-removed', row));
      for (const row of gone.iterate()) rows.push({ ...ofServer('tool-removed', row), ...toolOf(row) });
      for (const { removedAt, returnedAt, ...row } of absences.iterate()) {
        rows.push({ ...ofServer('tool-removed', { ...row, at: removedAt }), tool: row.tool });
        rows.push({ ...ofServer('tool-returned', { ...row, at: returnedAt }), ...toolOf(row) });
      }
      for (const row of versions.iterate()) {
        const { before, after, packageVersion } = row;
        const version = packageVersion === null ? {} : { packageVersion };
        rows.push({ ...ofServer('tool-changed', row), ...toolOf(row), before, after, ...version });
      }
      return rows.sort(newestFirst);
    },
  };
}

const ofServer = (event: ChangeEvent, { at, server, slug }: ServerRow): CatalogueChange => ({
  at,
  event,
  server,
  slug,
});

const toolOf = ({ tool, toolSlug }: Pick<ToolRow, 'tool' | 'toolSlug'>) => ({
  tool,
  ...(toolSlug === null ? {} : { toolSlug }),
});

/** Newest first; then by server, event and tool, so that the order is one. */
export function newestFirst(a: CatalogueChange, b: CatalogueChange): number {
  return (
    compare(b.at, a.at) ||
    compare(a.slug, b.slug) ||
    CHANGE_EVENTS.indexOf(a.event) - CHANGE_EVENTS.indexOf(b.event) ||
    compare(a.tool ?? '', b.tool ?? '') ||
    // A tool that changed twice within a millisecond.
    compare(a.after ?? '', b.after ?? '')
  );
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
