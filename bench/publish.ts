/**
 * Times import, classification, and publication of a catalogue, beside a baseline of the same run: writing the same files with
 * the same bytes, without making them. Prints figures, never judges them.
 *
 *   node bench/publish.ts --corpus FILE.jsonl.gz [--tools 10000]
 */
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createGunzip } from 'node:zlib';
import { readJsonLines, type JsonLine } from '../catalog/json-lines.ts';
import { openStore } from '../catalog/store/open.ts';
import { importTools } from '../crawler/stages/import.ts';
import { publishFolder } from '../test/publish-folder.ts';
import { commandLine, refuse, wholeNumbers } from './command-line/command-line.ts';
import { judge } from './scale/grown-catalogue.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: { corpus: { type: 'string' }, tools: { type: 'string', default: '10000' } },
});
if (flags.corpus === undefined) refuse(import.meta.filename, '--corpus FILE is needed');
const { corpus } = flags;
const [most] = wholeNumbers(import.meta.filename, 'tools', flags.tools);

const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
try {
  const db = join(folder, 'catalogue.sqlite');
  const store = openStore(db);
  const context = {
    runId: store.runs.begin('bench', new Date().toISOString()),
    report: () => {},
    signal: new AbortController().signal,
  };
  const { counts } = await timed('import', () => importTools(store, firstRows(corpus, most), context));
  await timed('classify and inspect', () => Promise.resolve(judge(store)));
  // One server more, to see what one change costs.
  const touch = () => importTools(store, rows([{ server: 'one more', name: 'ping' }]), context);
  console.log(`  ${counts.toolsAdded} tools of ${counts.servers} servers`);

  const published = () => publishFolder(join(folder, 'site'), { dbPath: db });
  const full = await timed('site and API, everything', published);
  await timed('site and API, nothing changed', published);
  await touch();
  judge(store);
  await timed('site and API, one server more', published);
  store.close();

  const files = readAll(join(folder, 'site'));
  const bytes = files.reduce((sum, { content }) => sum + content.length, 0);
  const plain = await timed(
    `baseline: the same ${files.length} files, ${(bytes / 1e6).toFixed(0)} MB, only written`,
    () => {
      for (const { name, content } of files) {
        const target = join(folder, 'plain', name);
        mkdirSync(dirname(target), { recursive: true });
        writeFileSync(target, content);
      }
      return Promise.resolve();
    },
  );
  console.log(
    `  everything: ${(full.ms / plain.ms).toFixed(1)} times the baseline; peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB (files of the baseline included)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T & { ms: number }> {
  const started = performance.now();
  const result = await work();
  const ms = performance.now() - started;
  console.log(`${what}: ${(ms / 1000).toFixed(2)} s`);
  return { ...result, ms };
}

async function* firstRows(file: string, max: number): AsyncGenerator<JsonLine> {
  const bytes = createReadStream(file);
  for await (const row of readJsonLines(file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes)) {
    if (row.line > max) return;
    yield row;
  }
}

// oxlint-disable-next-line typescript/require-await -- the stage reads a stream, this is one in memory
async function* rows(values: unknown[]): AsyncGenerator<JsonLine> {
  for (const [i, value] of values.entries()) yield { line: i + 1, value };
}

function readAll(root: string): { name: string; content: Buffer }[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.toolgate'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ name: file.slice(root.length + 1), content: readFileSync(file) }));
}
