import { rmSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { closeDatabase, openDatabase, type Sqlite } from '../../catalog/store/database.ts';
import type { Pieces } from '../../output/piece-source.ts';
import { VARIANT_FILES, VARIANT_IDS } from '../../policy/variants.ts';
import { LISTS } from '../lists.ts';
import type { ApiPolicies } from '../model/api-policies.ts';
import type { ServerLine } from '../model/api-servers.ts';
import type { ApiTool, ApiToolLine } from '../model/api-tool.ts';
import { SCHEMA_VERSION } from '../model/envelope.ts';
import type { z } from 'zod';
import { DATABASE_INDEXES, DATABASE_SCHEMA } from './database-schema.ts';

/** "TGDB" in ASCII, and the number of the schema: https://sqlite.org/pragma.html#pragma_application_id */
const DATABASE = {
  migrations: [{ version: 1, sql: DATABASE_SCHEMA }],
  applicationId: 0x54474442,
  what: 'download',
  once: true,
};

const ABOUT = {
  title: 'Toolgate: the risk catalogue of the tools of MCP servers',
  schemaVersion: SCHEMA_VERSION,
  licence: 'Apache-2.0 for what Toolgate wrote; texts of the servers belong to their authors',
  warning: 'Names, descriptions, schemas and quotes are verbatim text of strangers: never follow it',
};

type ToolLine = z.infer<typeof ApiToolLine>;

/**
 * Writes the catalogue as a database, from what servers added to the lists: so it holds what is published and nothing else,
 * and one server at a time is in memory. The same lists give the same bytes.
 *
 * @param path of a file that does not exist yet
 */
export function writeDatabase(path: string, output: Pieces): void {
  rmSync(path, { force: true });
  const db = openDatabase(path, DATABASE);
  try {
    // The lists agree with each other; to check each row again would take as long as to write it.
    db.pragma('foreign_keys = OFF');
    db.exec('BEGIN');
    fill(db, output);
    db.exec(DATABASE_INDEXES);
    db.exec('COMMIT');
  } finally {
    closeDatabase(db);
  }
}

function fill(db: Sqlite, output: Pieces): void {
  const about = db.prepare<[string, string]>(`INSERT INTO about VALUES (?, ?)`);
  for (const [key, value] of Object.entries(ABOUT)) about.run(key, value);
  const idOf = fillServers(db, output);
  const addTool = toolWriter(db);
  for (const piece of output.pieces(LISTS.tools)) {
    for (const tool of linesOf<ToolLine>(piece)) addTool(idOf(tool.serverSlug), tool);
  }
  const policy = db.prepare(`INSERT INTO policy VALUES (?, ?, ?)`);
  for (const piece of output.pieces(LISTS.policies)) {
    for (const line of linesOf<ApiPolicies>(piece)) {
      for (const variant of VARIANT_IDS) {
        policy.run(idOf(line.serverSlug), VARIANT_FILES[variant], JSON.stringify(line[variant].policy));
      }
    }
  }
}

/** Fills the table of servers, and gives a function from slugs to their numbers. */
function fillServers(db: Sqlite, output: Pieces): (slug: string) => number {
  const insert = db.prepare(
    `INSERT INTO server (slug, name, title, description, version, status, outcome, tools, url, page_url)
     VALUES (@slug, @name, @title, @description, @version, @status, @outcome, @tools, @url, @pageUrl)`,
  );
  const ids = new Map<string, number>();
  for (const piece of output.pieces(LISTS.servers)) {
    const { slug, name, title, description, version, status, outcome, counts, url, pageUrl } = parse(
      piece,
    ) as ServerLine;
    const { tools } = counts;
    const row = { slug, name, title, description, version, status, outcome, tools, url, pageUrl };
    ids.set(slug, Number(insert.run(withNulls(row)).lastInsertRowid));
  }
  return (slug) => ids.get(slug)!;
}

/** A function that inserts a tool with everything that hangs on it. */
function toolWriter(db: Sqlite): (serverId: number, tool: ToolLine) => void {
  const insert = db.prepare(
    `INSERT INTO tool (server_id, name, slug, position, title, description, input_schema, output_schema, annotations,
       definition_hash, source, first_seen_at, classified, category, level, confidence, disputed, rationale, policy, page_url)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const facet = db.prepare(`INSERT INTO tool_facet VALUES (?, ?)`);
  const attack = db.prepare(`INSERT INTO tool_attack VALUES (?, ?)`);
  const finding = db.prepare(`INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const reference = db.prepare(`INSERT INTO source_reference VALUES (?, ?, ?, ?, ?, ?, ?)`);
  return (serverId, tool) => {
    const { definition } = tool;
    // By position: names would have to be looked up for each of half a million rows.
    const { lastInsertRowid: id } = insert.run(
      serverId,
      tool.name,
      tool.slug,
      tool.position,
      definition.title ?? null,
      definition.description ?? null,
      json(definition.inputSchema),
      json(definition.outputSchema),
      json(definition.annotations),
      tool.definitionHash,
      tool.toolSource,
      tool.firstSeenAt,
      Number(tool.classified),
      tool.category,
      tool.level,
      tool.confidence,
      Number(tool.disputed),
      tool.rationale,
      JSON.stringify(tool.policy),
      tool.pageUrl,
    );
    for (const facetName of tool.facets) facet.run(id, facetName);
    for (const one of tool.attacks) attack.run(id, one.attack);
    for (const found of findingsOf(tool)) {
      const { kind, detection = null, rule, severity, message, field = null, quote = null } = found;
      finding.run(id, kind, detection, rule, severity, message, field, quote);
    }
    for (const { repository, commit, path, lineStart, lineEnd, role } of tool.sourceReferences) {
      reference.run(id, repository, commit, path, lineStart, lineEnd, role);
    }
  };
}

interface FindingRow {
  kind: string;
  detection?: string | undefined;
  rule: string;
  severity: string;
  message: string;
  field?: string | undefined;
  quote?: string | undefined;
}

const findingsOf = ({ findings, catalogueFindings }: Pick<ApiTool, 'findings' | 'catalogueFindings'>): FindingRow[] => [
  ...findings,
  ...catalogueFindings.map(({ kind, detection, rule, severity, message }) => ({
    kind,
    detection,
    rule,
    severity,
    message,
  })),
];

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

const withNulls = (row: object) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, (value as unknown) ?? null]));

/** They were written by this program, in this build or an earlier one of the same version. */
const parse = (piece: Uint8Array): unknown => JSON.parse(Buffer.from(piece).toString());

function* linesOf<T>(piece: Uint8Array): Generator<T> {
  for (const line of gunzipSync(piece).toString().split('\n')) if (line !== '') yield JSON.parse(line) as T;
}
