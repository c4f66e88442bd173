/**
 * Writes the blind work files for readers of data/labelled/tools.jsonl: without annotations, without any verdict, in the
 * order of the ids, so that neighbours are seldom of one server.
 *
 *   node bench/labelled/work-files.ts --out FOLDER [--parts 4]
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabelledTool } from './labelled-tool.ts';
import { commandLine, refuse, wholeNumbers } from '../command-line/command-line.ts';

/** Characters of an input schema that a reader is shown; two in a hundred are longer. */
const SCHEMA_LENGTH = 4_000;

const { values: flags } = commandLine(import.meta.filename, {
  options: { out: { type: 'string' }, parts: { type: 'string', default: '4' } },
});
if (flags.out === undefined) refuse(import.meta.filename, '--out FOLDER is needed');
const [parts] = wholeNumbers(import.meta.filename, 'parts', flags.parts);
const file = join(import.meta.dirname, '../../data/labelled/tools.jsonl');
const tools = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => LabelledTool.parse(JSON.parse(line)))
  .sort((a, b) => (a.id < b.id ? -1 : 1));
mkdirSync(flags.out, { recursive: true });
for (let part = 0; part < parts; part++) {
  const lines = tools.filter((_, index) => index % parts === part).map((tool) => `${JSON.stringify(blind(tool))}\n`);
  writeFileSync(join(flags.out, `part${part}.jsonl`), lines.join(''));
  console.log(`part${part}.jsonl: ${lines.length} tools`);
}

function blind({ id, server, definition }: LabelledTool): Record<string, string | undefined> {
  const { name, title, description, inputSchema } = definition;
  const schema = inputSchema === undefined ? undefined : JSON.stringify(inputSchema);
  const cut = schema !== undefined && schema.length > SCHEMA_LENGTH;
  return { id, server, name, title, description, inputSchema: cut ? `${schema.slice(0, SCHEMA_LENGTH)}…` : schema };
}
