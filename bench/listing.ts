/**
 * Times the listing of a registry of the official API on the loopback interface, beside a baseline of the same run: a plain
 * loop of `fetch` over the same pages. Prints figures, never judges them.
 *
 *   node bench/listing.ts [--records FILE.jsonl.gz] [--sizes 100,1000,10000] [--rounds 3] [--save]
 *
 * Without a file the records are made up; with one they are its latest versions, repeated under other names up to each size.
 * `--save` writes bench/results/listing.json and the figures in docs/operate-a-crawl.md.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { gunzipSync } from 'node:zlib';
import { openStore, type Store } from '../catalog/store/open.ts';
import { createHttpClient } from '../crawler/http/http-client.ts';
import { officialApi } from '../crawler/registries/official-api.ts';
import { discover } from '../crawler/stages/discover.ts';
import { officialRecord, type OfficialRecord } from '../test/official-registry.ts';
import { commandLine, wholeNumbers } from './command-line/command-line.ts';
import { withListingFigures } from './listing/document.ts';
import type { ListingResults } from './listing/results.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    records: { type: 'string' },
    sizes: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '3' },
    save: { type: 'boolean', default: false },
  },
});

const SIZES = wholeNumbers(import.meta.filename, 'sizes', flags.sizes);
const [ROUNDS] = wholeNumbers(import.meta.filename, 'rounds', flags.rounds);
const OFFICIAL = 'io.modelcontextprotocol.registry/official';
const PAGE = 100;
const { signal } = new AbortController();
const sample = flags.records === undefined ? [officialRecord('com.example/notes')] : readLatest(flags.records);
const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
const registry = await startRegistry();
const http = createHttpClient({ allowPrivate: true });
try {
  console.log(`median of ${ROUNDS}; requests, rows, seconds, rows per second, times the plain loop`);
  const results: ListingResults = { about: about(), rows: [] };
  for (const size of SIZES) results.rows.push(...(await measure(size)));
  if (flags.save) save(results);
} finally {
  await http.close();
  registry.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(size: number): Promise<ListingResults['rows']> {
  registry.fill(recordsOf(size));
  console.log(`\n${size} records`);
  const plain: number[] = [];
  const works: Record<string, { seconds: number[]; requests: number; rows: number }> = {};
  for (let round = 0; round < ROUNDS; round++) {
    const store = openStore(join(folder, `${size}-${round}.sqlite`));
    // Each round has its own baseline, since the machine may be busy with something else now and then.
    plain.push((await timed(plainLoop)).seconds);
    const list = async () =>
      (await Array.fromAsync(official().list({ signal }))).flatMap(({ entries }) => entries).length;
    await note('list, nothing stored', list);
    await note('first pass into a catalogue', () => pass(store));
    await note('full pass, nothing changed', () => pass(store, true));
    await note('incremental pass, nothing changed', () => pass(store));
    store.close();
  }
  const fetchSeconds = median(plain);
  const rowOf = (work: string, requests: number, read: number, seconds: number) => {
    print(work, requests, read, seconds, fetchSeconds);
    return { records: size, work, requests, read, seconds, fetchSeconds };
  };
  return [
    rowOf('plain loop of fetch', Math.ceil(size / PAGE), size, fetchSeconds),
    ...Object.entries(works).map(([name, { seconds, requests, rows }]) => rowOf(name, requests, rows, median(seconds))),
  ];

  async function note(name: string, work: () => Promise<number>): Promise<void> {
    const before = registry.requests();
    const { seconds, result: rows } = await timed(work);
    works[name] ??= { seconds: [], requests: 0, rows: 0 };
    works[name].seconds.push(seconds);
    Object.assign(works[name], { requests: registry.requests() - before, rows });
  }
}

function official() {
  return { id: 'official', incremental: true, ...officialApi({ http, base: registry.url }) };
}

async function pass(store: Store, full = false): Promise<number> {
  const { entries } = await discover(store, official(), { runId: 1, report: () => {}, signal }, { full });
  return entries;
}

async function plainLoop(): Promise<number> {
  let rows = 0;
  let cursor = '';
  do {
    const url = `${registry.url}/v0.1/servers?limit=${PAGE}&version=latest&include_deleted=true${cursor}`;
    const page = (await (await fetch(url)).json()) as { servers: unknown[]; metadata: { nextCursor?: string } };
    rows += page.servers.length;
    cursor = page.metadata.nextCursor === undefined ? '' : `&cursor=${encodeURIComponent(page.metadata.nextCursor)}`;
  } while (cursor !== '');
  return rows;
}

/** Pages that were made beforehand, so that what is measured is the reader. */
async function startRegistry() {
  let pages: Buffer[] = [];
  let requests = 0;
  const empty = Buffer.from(JSON.stringify({ servers: [], metadata: { count: 0 } }));
  const server = createServer((request, response) => {
    requests += 1;
    const parameters = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const page = parameters.has('updated_since') ? empty : pages[Number(parameters.get('cursor') ?? 0)];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: () => requests,
    fill(records: OfficialRecord[]) {
      pages = Array.from({ length: Math.ceil(records.length / PAGE) }, (_, i) => {
        const servers = records.slice(i * PAGE, (i + 1) * PAGE);
        const nextCursor = (i + 1) * PAGE < records.length ? String(i + 1) : undefined;
        return Buffer.from(JSON.stringify({ servers, metadata: { count: servers.length, nextCursor } }));
      });
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function recordsOf(size: number): OfficialRecord[] {
  return Array.from({ length: size }, (_, i) => {
    const record = sample[i % sample.length]!;
    const round = Math.floor(i / sample.length);
    const name = round === 0 && sample.length > 1 ? record.server['name'] : `com.example${round}/server-${i}`;
    return { ...record, server: { ...record.server, name } };
  });
}

function readLatest(path: string): OfficialRecord[] {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').split('\n');
  const records = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as OfficialRecord);
  return records.filter(({ _meta }) => _meta[OFFICIAL]['isLatest'] !== false);
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const start = performance.now();
  const result = await work();
  return { seconds: (performance.now() - start) / 1000, result };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function print(name: string, requests: number, rows: number, seconds: number, base: number): void {
  const rate = rows === 0 ? '-' : Math.round(rows / seconds).toString();
  const cells = [String(requests), String(rows), `${seconds.toFixed(3)} s`, rate, `${(seconds / base).toFixed(1)}x`];
  console.log(`  ${name.padEnd(36)} ${cells.map((cell) => cell.padStart(9)).join(' ')}`);
}

function about(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const records = flags.records === undefined ? '' : ' --records FILE';
  return `\`node bench/listing.ts${records} --sizes ${SIZES.join(',')} --rounds ${ROUNDS}\` on ${availableParallelism()} cores (${model}), Node ${process.versions.node}; medians; load average ${loadavg()[0]!.toFixed(1)} at the start.`;
}

function save(results: ListingResults): void {
  const root = join(import.meta.dirname, '..');
  writeFileSync(join(root, 'bench/results/listing.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  const document = join(root, 'docs/operate-a-crawl.md');
  writeFileSync(document, withListingFigures(readFileSync(document, 'utf8'), results));
}
