import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { readJsonLines } from '../../catalog/json-lines.ts';
import { parseTool } from '../../catalog/parse-tool.ts';
import { numberOf } from '../../test/adversarial/seeded.ts';

const Row = z.looseObject({ server: z.string().min(1).max(200), name: z.string(), description: z.string().optional() });

/** A tool with the server that lists it, as the import stage takes it. */
export type CorpusRow = z.infer<typeof Row>;

/**
 * The tools of a corpus file by server, each tool of a server once; rows that the catalogue would refuse are left out.
 * Servers come in an order that depends on nothing but their names, so that a part of the file is a sample of all its
 * sources.
 *
 * @param file JSON Lines `{server, name, …}`, `.gz` is unpacked; held in memory
 */
export async function readCorpus(file: string): Promise<CorpusRow[][]> {
  const servers = new Map<string, Map<string, CorpusRow>>();
  const bytes = createReadStream(file);
  for await (const { line, ...read } of readJsonLines(file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)) {
    const row = Row.safeParse('value' in read ? read.value : undefined).data;
    if (row === undefined || 'malformed' in parseTool(row, line - 1)) continue;
    const tools = servers.get(row.server) ?? new Map<string, CorpusRow>();
    servers.set(row.server, tools);
    if (!tools.has(row.name)) tools.set(row.name, row);
  }
  return [...servers]
    .sort(([a], [b]) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
    .map(([, tools]) => [...tools.values()]);
}
