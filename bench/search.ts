/**
 * Measures the search at several sizes of the catalogue, grown out of a corpus of real tools (bench/scale/): seconds, memory,
 * files and bytes of building it; bytes and requests of the first answer to ten typical queries; how many of the written queries
 * (bench/search-queries.yaml) find what was meant. Beside it, in the same run, the prefix index that the site had before. Prints
 * figures, never judges them.
 *
 *   node bench/search.ts --corpus FILE.jsonl.gz [--sizes 1000,10000,42516,100000,500000] [--baseline-up-to 100000]
 *     [--catalogues FOLDER] [--misses] [--save]
 *
 * `--catalogues` keeps the catalogues, which take longer to make than to measure, for the next run.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { openStore } from '../catalog/store/open.ts';
import { MANIFEST } from '../site/search/format.ts';
import { serveFolder } from '../test/browser/static-server.ts';
import { commandLine, refuse } from './command-line/command-line.ts';
import { writeGrownCatalogue } from './scale/grown-catalogue.ts';
import { originalServers } from './scale/grown-corpus.ts';
import { coldSearch, median, qualityOf, TYPICAL, warmMs, type Asked } from './search/ask-all.ts';
import { prefixBaseline } from './search/baseline/prefix-baseline.ts';
import { withSearchFigures } from './search/document.ts';
import { readQueries } from './search/queries.ts';
import type { SearchResults, SizeResult } from './search/results.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    corpus: { type: 'string' },
    sizes: { type: 'string', default: '1000,10000,42516,100000,500000' },
    'baseline-up-to': { type: 'string', default: '500000' },
    catalogues: { type: 'string' },
    misses: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});
if (flags.corpus === undefined) refuse(import.meta.filename, '--corpus FILE is needed');

/** Tools of the corpus: below, what a query means may not be there. */
const WHOLE = 42_516;
const ROOT = path.join(import.meta.dirname, '..');
const queries = readQueries();
const folder = mkdtempSync(path.join(tmpdir(), 'toolgate-bench-'));
try {
  const scriptBytes = gzipSync(readFileSync(path.join(ROOT, 'site/public/search.js'))).length;
  const sizes: SizeResult[] = [];
  for (const tools of flags.sizes.split(',').map(Number)) sizes.push(await measure(await catalogue(tools), tools));
  const results: SearchResults = { about: about(), scriptBytes, sizes };
  console.log(JSON.stringify(results, undefined, 2));
  if (flags.save) save(results);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A classified catalogue of so many tools. */
async function catalogue(tools: number): Promise<string> {
  const kept = flags.catalogues ?? folder;
  const file = path.join(kept, `${tools}.sqlite`);
  if (existsSync(file)) return file;
  mkdirSync(kept, { recursive: true });
  await writeGrownCatalogue(file, flags.corpus!, tools);
  return file;
}

async function measure(db: string, tools: number): Promise<SizeResult> {
  const out = path.join(folder, `index-${tools}`);
  const built = spawnSync(process.execPath, [path.join(import.meta.dirname, 'search/build-index.ts'), db, out], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (built.status !== 0) throw new Error('the index could not be built');
  const building = JSON.parse(built.stdout) as Pick<
    SizeResult,
    'piecesSeconds' | 'buildSeconds' | 'cpuSeconds' | 'memoryMb' | 'againSeconds'
  >;
  const index = path.join(out, 'search');
  const files = readdirSync(index, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(path.join(entry.parentPath, entry.name)).size);

  const manifestBytes = statSync(path.join(index, MANIFEST)).size;
  const server = await serveFolder(out);
  const base = `${server.url}/search/`;
  const ask = coldSearch(base);
  const written: Asked[] = [];
  for (const { query } of queries) written.push(await ask(query));
  const typical: Asked[] = [];
  for (const query of TYPICAL) typical.push(await ask(query));
  const warm = await warmMs(
    base,
    queries.map(({ query }) => query),
  );
  await server.close();
  rmSync(out, { recursive: true });
  if (flags.misses && tools >= WHOLE) printMisses(written);

  const found = written.map((asked) => asked.found);
  const baseline = tools <= Number(flags['baseline-up-to']) ? prefixBaseline(db, queries) : undefined;
  const store = openStore(db, { readonly: true });
  const servers = store.serverStamps.all().length;
  store.close();
  return {
    tools,
    servers,
    ...building,
    files: files.length,
    bytes: files.reduce((sum, size) => sum + size, 0),
    manifestBytes,
    medianBytes: median(written.map(({ bytes }) => bytes)),
    largestBytes: Math.max(...written.map(({ bytes }) => bytes)),
    warmMs: warm,
    quality: tools < WHOLE ? undefined : qualityOf(queries, found),
    qualityWithCopies:
      tools <= WHOLE ? undefined : qualityOf(queries, found, await originalServers(flags.corpus!, tools)),
    queries: TYPICAL.map((query, i) => ({ query, search: costOf(typical[i]!), baseline: baseline?.typical[i] })),
    baseline: baseline && { ...baseline.figures, quality: tools < WHOLE ? undefined : baseline.figures.quality },
  };
}

function costOf({ bytes, requests }: Asked) {
  return { bytes, requests };
}

function printMisses(written: readonly Asked[]): void {
  for (const [i, { query, tuning, accepts }] of queries.entries()) {
    // Those that are held out stay unseen.
    const place = written[i]!.found.findIndex(accepts);
    if (!tuning || (place >= 0 && place < 5)) continue;
    const found = written[i]!.found.slice(0, 5).map(({ server, tool }) => `${server} › ${tool ?? ''}`);
    console.error(`${query}: ${place < 0 ? 'not found' : `place ${place + 1}`}\n  ${found.join('\n  ')}`);
  }
}

function about(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `\`node bench/search.ts --corpus FILE --sizes ${flags.sizes}\` on ${availableParallelism()} cores (${model}), Node ${process.versions.node}; load average ${loadavg()[1]!.toFixed(1)} over the last minutes, this included. The corpus is real tools of public servers; above its size, copies under other names with some words changed.`;
}

function save(results: SearchResults): void {
  writeFileSync(path.join(ROOT, 'bench/results/search.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  const document = path.join(ROOT, 'docs/search.md');
  writeFileSync(document, withSearchFigures(readFileSync(document, 'utf8'), results));
}
