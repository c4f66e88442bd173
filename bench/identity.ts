/**
 * How many records are how many servers, and how long that takes.
 *
 *   node bench/identity.ts [records.json(l)[.gz]]
 *
 * Without a file, records are made up: every tenth one is of a flood, every fourth one is also listed by two other registries.
 */
import { rmSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistryEntry } from '../catalog/model/registry-entry.ts';
import { ServerJson } from '../catalog/model/server-json.ts';
import { openStore } from '../catalog/store/open.ts';
import { fileRegistry } from '../crawler/registries/file/index.ts';
import type { Registry } from '../crawler/registries/registry.ts';
import { discover } from '../crawler/stages/discover.ts';
import { identifyEntries } from '../crawler/stages/identify.ts';
import { commandLine } from './command-line/command-line.ts';

const SIZES = [100, 1000, 10_000];
const PAGE = 100;

const npm = (identifier: string) => [
  { registryType: 'npm', identifier, version: '1.0.0', transport: { type: 'stdio' } },
];

function record(name: string, parts: object): RegistryEntry {
  return {
    nativeId: name,
    status: 'active',
    server: ServerJson.parse({ name, description: `Server ${name}`, ...parts }),
  };
}

/** Registries with that many records in all. */
function madeUp(size: number): Registry[] {
  const owners = Math.floor((size * 2) / 3);
  const official = Array.from({ length: owners }, (_, i) =>
    i % 10 === 0
      ? record(`io.github.flood/s${i}`, {
          packages: npm(`flood-${i}`),
          repository: { url: 'https://github.com/flood/all' },
        })
      : record(`io.github.o${i}/s`, { packages: npm(`@o${i}/s`), repository: { url: `https://github.com/o${i}/s` } }),
  );
  const others = Array.from({ length: size - owners }, (_, i) => i * 2 + 1);
  const [one, two] = [others.filter((_, i) => i % 2 === 0), others.filter((_, i) => i % 2 === 1)];
  return [
    listing('official', official),
    listing(
      'one',
      one.map((i) => record(`one.o${i}/s`, { packages: npm(`@o${i}/s`) })),
    ),
    listing(
      'two',
      two.map((i) => record(`two.o${i}/s`, { repository: { url: `https://github.com/O${i}/s.git` } })),
    ),
  ];
}

function listing(id: string, entries: RegistryEntry[]): Registry {
  return {
    id,
    base: id,
    incremental: false,
    // oxlint-disable-next-line typescript/require-await -- the interface is asynchronous, a list in memory is not
    async *list() {
      for (let at = 0; at === 0 || at < entries.length; at += PAGE) {
        const next = at + PAGE < entries.length ? String(at + PAGE) : undefined;
        yield { entries: entries.slice(at, at + PAGE), refused: [], next };
      }
    },
  };
}

/** Lists them into a new catalogue; times of the whole, of identifying all anew, and of identifying with nothing to do. */
async function measure(registries: readonly Registry[]) {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
  const store = openStore(join(folder, 'catalogue.sqlite'));
  try {
    const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
    const timed = async (work: () => unknown) => {
      const begun = performance.now();
      await work();
      return Math.round(performance.now() - begun);
    };
    const discoverMs = await timed(async () => {
      for (const registry of registries) await discover(store, registry, context);
    });
    store.db.exec(`UPDATE entry SET claims_of = NULL; UPDATE identity_state SET stale = 1`);
    const anewMs = await timed(() => identifyEntries(store));
    const nothingMs = await timed(() => identifyEntries(store));
    return { ...store.identities.state().report, discoverMs, anewMs, nothingMs };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const [file] = commandLine(import.meta.filename, { allowPositionals: true }).positionals;
if (file === undefined) {
  for (const size of SIZES) {
    const { entries, servers, discoverMs, anewMs, nothingMs } = await measure(madeUp(size));
    const each = (ms: number) => `${((ms * 1000) / entries).toFixed(0)} µs per record`;
    console.log(
      `${entries} records, ${servers} servers: listed and identified in ${discoverMs} ms (${each(discoverMs)}), all identified anew in ${anewMs} ms (${each(anewMs)}), with nothing changed in ${nothingMs} ms`,
    );
  }
} else {
  console.log(JSON.stringify(await measure([fileRegistry(file)]), null, 2));
}
