/**
 * Times a crawl: launches per hour with 1, 2 and 4 at a time, beside bare starts of the same server in the same run; and how
 * listing, planning, choosing, launching, classifying and inspecting grow with the number of records, beside only fetching the
 * same pages. Registries are on the loopback interface, the server is one small package, the sandbox is the real one. Prints
 * figures, never judges them.
 *
 *   node bench/crawl.ts [--launches 60] [--records 100,1000,10000] [--save]
 */
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pMap from 'p-map';
import { openStore } from '../catalog/store/open.ts';
import { createHttpClient } from '../crawler/http/http-client.ts';
import { createLauncher } from '../crawler/launch/launcher.ts';
import { officialRegistry } from '../crawler/registries/official/index.ts';
import { openRegistry } from '../crawler/registries/open-registry.ts';
import { classifyTools } from '../crawler/stages/classify.ts';
import { discover } from '../crawler/stages/discover.ts';
import { inspect } from '../crawler/stages/inspect.ts';
import { launchDue } from '../crawler/stages/launch.ts';
import { dueLaunches } from '../crawler/stages/launch-order/due-launches.ts';
import { planServers } from '../crawler/stages/plan.ts';
import { testServerPackage } from '../test/mcp-servers/test-server-package.ts';
import { startNpmRegistry } from '../test/npm-registry.ts';
import { bareStart } from './crawl/bare-start.ts';
import { withCrawlFigures } from './crawl/document.ts';
import { pagedRegistry } from './crawl/paged-registry.ts';
import type { CrawlResults } from './crawl/results.ts';
import { openCpuAccount } from './crawl/cpu-account.ts';
import { startedMemory } from './crawl/started-memory.ts';
import { commandLine, wholeNumbers } from './command-line/command-line.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    launches: { type: 'string', default: '60' },
    records: { type: 'string', default: '100,1000,10000' },
    save: { type: 'boolean', default: false },
  },
});
const [LAUNCHES] = wholeNumbers(import.meta.filename, 'launches', flags.launches);
const RECORDS = wholeNumbers(import.meta.filename, 'records', flags.records);
const SLOTS = [1, 2, 4];

const TOOLS = ['get_note', 'list_notes', 'create_note', 'delete_note'].map((name) => ({
  name,
  description: `${name.replace('_', ' ')} of the user.`,
  inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
}));
/** Enough names for the largest catalogue; every one of them is the same package. */
const NAMES = Array.from({ length: Math.max(...RECORDS, LAUNCHES * SLOTS.length) }, (_, i) => `notes-${i}`);

const cpu = openCpuAccount();
const folder = mkdtempSync(path.join(tmpdir(), 'toolgate-bench-'));
chmodSync(folder, 0o711);
const npm = await startNpmRegistry();
for (const name of NAMES) npm.publish(testServerPackage(name, { kind: 'scripted', behaviour: 'tools', tools: TOOLS }));
try {
  const results: CrawlResults = { about: '', bare: [], launches: [], growth: [] };
  const program = unpack(path.join(folder, 'bare'));
  for (const slots of SLOTS) {
    results.bare.push(await bare(program, slots));
    results.launches.push(await launches(slots));
  }
  for (const records of RECORDS) results.growth.push(await growth(records));
  results.about = about();
  console.log(JSON.stringify(results, undefined, 2));
  if (flags.save) save(results);
} finally {
  cpu.close();
  await npm.close();
  rmSync(folder, { recursive: true, force: true });
}

/** The files of the package, without any installation. */
function unpack(dir: string): string {
  mkdirSync(dir, { recursive: true });
  const { manifest, files } = testServerPackage('bare', { kind: 'scripted', behaviour: 'tools', tools: TOOLS });
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(dir, name), content);
  writeFileSync(path.join(dir, 'package.json'), JSON.stringify(manifest));
  return path.join(dir, String(manifest['bin']));
}

async function bare(program: string, slots: number) {
  const used = await measured(() => pMap(NAMES.slice(0, LAUNCHES), () => bareStart(program), { concurrency: slots }));
  return { slots, starts: LAUNCHES, wallSeconds: used.wallSeconds, cpuSeconds: used.cpuSeconds };
}

/** Launches that nobody stores, each of a package that was never fetched before. */
async function launches(slots: number) {
  const from = SLOTS.indexOf(slots) * LAUNCHES;
  const launcher = await openLauncher(`cache-${slots}`);
  const { signal } = new AbortController();
  let listed = 0;
  const used = await measured(() =>
    pMap(
      NAMES.slice(from, from + LAUNCHES),
      async (identifier) => {
        const plan = { kind: 'npm' as const, identifier, version: '1.0.0', arguments: [], environment: [] };
        const { code } = await launcher.launch([plan], signal);
        listed += Number(code === 'listed');
      },
      { concurrency: slots },
    ),
  );
  await launcher.close();
  return { slots, launches: LAUNCHES, listed, ...used };
}

function openLauncher(cache: string) {
  const cacheDir = path.join(folder, cache);
  mkdirSync(cacheDir, { recursive: true });
  chmodSync(cacheDir, 0o711);
  return createLauncher({
    isolation: 'bubblewrap',
    npm: npm.npm,
    http: createHttpClient(),
    cacheDir,
    signal: new AbortController().signal,
  });
}

/** All stages over a catalogue of so many records; of those at most {@link LAUNCHES} are launched. */
async function growth(records: number) {
  const registry = await pagedRegistry(NAMES.slice(0, records));
  const http = createHttpClient({});
  const file = path.join(folder, `growth-${records}.sqlite`);
  const store = openStore(file);
  const runId = store.runs.begin('bench', new Date().toISOString());
  const context = { runId, report: () => {}, signal: new AbortController().signal };
  const official = await openRegistry(officialRegistry, { http, env: {}, base: registry.url });
  const list = () => discover(store, official, context, { full: true });
  try {
    const fetched = await measured(() => registry.fetchAll());
    const listing = await measured(list);
    const planning = await measured(() => planServers(store, context));
    const choosing = await measured(() => dueLaunches(store));
    const limit = Math.min(LAUNCHES, records);
    const launching = await measured(() =>
      launchDue(store, () => openLauncher(`growth-${records}`), context, {
        concurrency: availableParallelism(),
        limit,
      }),
    );
    const classifying = await measured(() => classifyTools(store, [], context));
    const inspecting = await measured(() => inspect(store, context));
    const again = await measured(list);
    store.db.pragma('wal_checkpoint(TRUNCATE)');
    return {
      records,
      fetchSeconds: fetched.wallSeconds,
      listSeconds: listing.wallSeconds,
      planSeconds: planning.wallSeconds,
      chooseSeconds: choosing.wallSeconds,
      launches: limit,
      launchSeconds: launching.wallSeconds,
      classifySeconds: classifying.wallSeconds,
      inspectSeconds: inspecting.wallSeconds,
      againSeconds: again.wallSeconds,
      databaseMb: statSync(file).size / 1e6,
      memoryMb: process.memoryUsage().rss / 1e6,
    };
  } finally {
    store.close();
    await http.close();
    await registry.close();
  }
}

async function measured(work: () => unknown) {
  let [crawlerMb, startedPeak] = [0, 0];
  const look = () => {
    crawlerMb = Math.max(crawlerMb, process.memoryUsage().rss / 1e6);
    startedPeak = Math.max(startedPeak, startedMemory());
  };
  const timer = setInterval(look, 200);
  const [started, cpuBefore] = [performance.now(), cpu.seconds()];
  await work();
  const wallSeconds = (performance.now() - started) / 1000;
  const used = cpu.seconds() - cpuBefore;
  clearInterval(timer);
  look();
  return { wallSeconds, cpuSeconds: used, crawlerMb, startedMb: startedPeak };
}

function about(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `\`node bench/crawl.ts --launches ${LAUNCHES} --records ${RECORDS.join(',')}\` on ${availableParallelism()} cores (${model}), Node ${process.versions.node}; processor time ${cpu.how}; load average ${loadavg()[1]!.toFixed(1)} over the last minutes, this included.`;
}

function save(results: CrawlResults): void {
  const root = path.join(import.meta.dirname, '..');
  writeFileSync(path.join(root, 'bench/results/crawl.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  const document = path.join(root, 'docs/operate-a-crawl.md');
  writeFileSync(document, withCrawlFigures(readFileSync(document, 'utf8'), results));
}
