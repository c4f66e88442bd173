import { z } from 'zod';
import { definitionHash } from '../../catalog/definition-hash.ts';
import type { JsonLine } from '../../catalog/json-lines.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { parseTool } from '../../catalog/parse-tool.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { StageContext } from './report.ts';

/** Rows per transaction; one that dies between two is simply imported again. */
const BATCH = 500;

export interface ImportCounts extends Record<string, number> {
  rows: number;
  servers: number;
  toolsAdded: number;
  toolsChanged: number;
  toolsRemoved: number;
  /** Rows that say the same as an earlier one. */
  repeated: number;
  refused: number;
}

/** A row that was not imported, and why. */
export interface RefusedRow {
  line: number;
  reason: string;
}

const ServerName = z.object({
  server: z
    .string()
    .min(1, 'is empty')
    .max(200)
    .transform((name) => name.toWellFormed()),
});

/** A server of the file: its row in the store, and the tools of it seen so far. */
interface Touched {
  id: number;
  tools: Map<string, { line: number; hash: string }>;
}

/**
 * Makes a catalogue from rows `{server, name, title?, description?, inputSchema?, outputSchema?, annotations?}`, in any
 * order. A server of the file has exactly the tools of the file afterwards; other servers stay as they are. Servers that were
 * imported are apart from those of registries, so that no file can put words into the mouth of a server that was started.
 *
 * @returns what changed, and the rows that were refused (the first 1,000 with their reasons)
 */
export async function importTools(
  store: Store,
  lines: AsyncIterable<JsonLine>,
  { report, signal }: StageContext,
): Promise<{ counts: ImportCounts; refused: RefusedRow[] }> {
  const counts = { rows: 0, servers: 0, toolsAdded: 0, toolsChanged: 0, toolsRemoved: 0, repeated: 0, refused: 0 };
  const refused: RefusedRow[] = [];
  const touched = new Map<string, Touched>();
  const at = new Date().toISOString();
  report({ kind: 'begin', stage: 'import' });

  const refuse = (line: number, reason: string) => {
    counts.refused += 1;
    if (refused.length < 1000) refused.push({ line, reason });
  };
  const put = ({ line, ...row }: JsonLine) => {
    counts.rows += 1;
    if ('problem' in row) return refuse(line, row.problem);
    const server = ServerName.safeParse(row.value);
    if (!server.success) return refuse(line, firstIssue(server.error));
    const parsed = parseTool(row.value, line - 1);
    if ('malformed' in parsed) return refuse(line, parsed.malformed.reason);
    const entry = touch(store, touched, server.data.server, at);
    putTool(store, entry, parsed.tool, { line, at, counts, refuse });
  };

  let batch: JsonLine[] = [];
  const flush = () => {
    store.transaction(() => {
      for (const row of batch) put(row);
    });
    report({ kind: 'step', stage: 'import', done: batch.length });
    batch = [];
  };
  for await (const line of lines) {
    if (signal.aborted) break;
    batch.push(line);
    if (batch.length >= BATCH) flush();
  }
  if (!signal.aborted) {
    flush();
    store.transaction(() => {
      for (const { id, tools } of touched.values()) {
        counts.toolsRemoved += store.tools.removeOthers(
          id,
          new Set(tools.keys().map((name) => store.tools.idOf(id, name)!)),
          at,
        );
      }
    });
  }
  counts.servers = touched.size;
  report({ kind: 'end', stage: 'import', counts });
  return { counts, refused };
}

function touch(store: Store, touched: Map<string, Touched>, name: string, at: string): Touched {
  const known = touched.get(name);
  if (known !== undefined) return known;
  const { id } = store.servers.put(
    { identity: `import:${name}`, server: { name, description: '' }, status: 'active' },
    at,
  );
  const entry: Touched = { id, tools: new Map() };
  touched.set(name, entry);
  return entry;
}

interface PutContext {
  line: number;
  at: string;
  counts: ImportCounts;
  refuse: (line: number, reason: string) => void;
}

function putTool(store: Store, server: Touched, tool: ToolDefinition, { line, at, counts, refuse }: PutContext): void {
  const list = { serverId: server.id, source: 'imported' as const, launchId: null, packageVersion: null, at };
  const earlier = server.tools.get(tool.name);
  if (earlier !== undefined) {
    // The first definition stands, as it does in a tool list of a server.
    if (earlier.hash === definitionHash(tool)) counts.repeated += 1;
    else refuse(line, `repeats the tool of line ${earlier.line} with another definition`);
    return;
  }
  const result = store.tools.put(list, tool, server.tools.size);
  server.tools.set(tool.name, { line, hash: definitionHash(tool) });
  if (result === 'added') counts.toolsAdded += 1;
  if (result === 'changed') counts.toolsChanged += 1;
}
