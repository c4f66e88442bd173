/**
 * Times the listing of a registry of the official API on the loopback interface, beside a baseline of the same run: a plain
 * loop of `fetch` over the same pages. Prints figures, never judges them.
 *
 *   node bench/listing.ts [--records FILE.jsonl.gz] [--sizes 100,1000,10000] [--rounds 3]
 *
 * Without a file the records are made up; with one they are its latest versions, repeated under other names up to each size.
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { openStore, type Store } from '../catalog/store/open.ts';
import { createHttpClient } from '../crawler/http/http-client.ts';
import { officialApi } from '../crawler/registries/official-api.ts';
import { discover } from '../crawler/stages/discover.ts';
import { officialRecord, type OfficialRecord } from '../test/official-registry.ts';

const { values: flags } = parseArgs({
  options: {
    records: { type: 'string' },
    sizes: { type: 'string', default: '100,1000,10000' },
    rounds: { type: 'string', default: '3' },
  },
});

const OFFICIAL = 'io.modelcontextprotocol.registry/official';
const PAGE = 100;
const { signal } = new AbortController();
const sample = flags.records === undefined ? [officialRecord('com.example/notes')] : readLatest(flags.records);
const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
const registry = await startRegistry();
const http = createHttpClient({ allowPrivate: true });
try {
  console.log(`median of ${flags.rounds}; requests, rows, seconds, rows per second, times the plain loop`);
  for (const size of flags.sizes.split(',').map(Number)) await measure(size);
} finally {
  await http.close();
  registry.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(size: number): Promise<void> {
  registry.fill(recordsOf(size));
  console.log(`\n${size} records`);
  const plain: number[] = [];
  const works: Record<string, { seconds: number[]; requests: number; rows: number }> = {};
  for (let round = 0; round < Number(flags.rounds); round++) {
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
  const base = median(plain);
  print('plain loop of fetch', Math.ceil(size / PAGE), size, base, base);
  for (const [name, { seconds, requests, rows }] of Object.entries(works)) {
    print(name, requests, rows, median(seconds), base);
  }

  async function note(name: string, work: () => Promise<number>): Promise<void> {
    const before = registry.requests();
    const { seconds, result: rows } = await timed(work);
    works[name] ??= { seconds: [], requests: 0, rows: 0 };
    works[name].seconds.push(seconds);
    Object.assign(works[name], { requests: registry.requests() - before, rows });
  }
}

function official() {
  return officialApi({ http, base: registry.url }, { id: 'official' });
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
