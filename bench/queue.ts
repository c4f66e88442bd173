/**
 * Times the same launches in one process and over a Redis of this machine, in turns of one run: first launches that take no
 * time, which leaves the queue alone, then real ones in the sandbox. Prints figures, never judges them.
 *
 *   node bench/queue.ts [--jobs 500] [--launches 16] [--rounds 3] [--save]
 */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, type Store } from '../catalog/store/open.ts';
import type { DueLauncher } from '../crawler/launch/due-launcher.ts';
import { createHttpClient } from '../crawler/http/http-client.ts';
import { createLauncher, type Launcher } from '../crawler/launch/launcher.ts';
import { openCoordinator } from '../crawler/queue/coordinator.ts';
import { parseQueueAddress } from '../crawler/queue/queue-address.ts';
import { QUEUE_WINDOW } from '../crawler/queue/queue-times.ts';
import { runWorker } from '../crawler/queue/worker.ts';
import { launchDue } from '../crawler/stages/launch.ts';
import { launchOutcome, launchPlan } from '../test/launch-outcome.ts';
import { testServerPackage } from '../test/mcp-servers/test-server-package.ts';
import { startNpmRegistry } from '../test/npm-registry.ts';
import { startRedis } from '../test/redis-server.ts';
import { commandLine, wholeNumbers } from './command-line/command-line.ts';

const { values: flags } = commandLine(import.meta.filename, {
  options: {
    jobs: { type: 'string', default: '500' },
    launches: { type: 'string', default: '16' },
    rounds: { type: 'string', default: '3' },
    save: { type: 'boolean', default: false },
  },
});
const [rounds] = wholeNumbers(import.meta.filename, 'rounds', flags.rounds);
const [jobs] = wholeNumbers(import.meta.filename, 'jobs', flags.jobs);
const [realJobs] = wholeNumbers(import.meta.filename, 'launches', flags.launches);
const SLOTS = 2;
const folder = mkdtempSync(join(tmpdir(), 'toolgate-bench-'));
mkdirSync(join(folder, 'cache'));
// The sandbox's user has to pass through.
for (const dir of [folder, join(folder, 'cache')]) chmodSync(dir, 0o711);
const { signal } = new AbortController();
const redis = await startRedis();
const address = parseQueueAddress(redis.url());
const npm = await startNpmRegistry({
  packages: [testServerPackage('bench', { kind: 'scripted', behaviour: 'garbage' })],
});

let catalogues = 0;
function catalogue(n: number): Store {
  const store = openStore(join(folder, `${++catalogues}.sqlite`));
  for (let i = 0; i < n; i++) {
    const server = { name: `io.example/s${i}`, description: 'd' };
    const { id } = store.servers.put({ identity: `s${i}`, server, status: 'active' }, '2026-01-01T00:00:00.000Z');
    store.plans.put(id, 'input', { plan: launchPlan('1.0.0', 'bench') });
  }
  return store;
}

/** Milliseconds for one launch, of n. */
async function perLaunch(
  n: number,
  concurrency: number,
  open: (store: Store) => Promise<DueLauncher>,
): Promise<number> {
  const store = catalogue(n);
  try {
    const launcher = await open(store);
    const context = { runId: store.runs.begin('bench', new Date().toISOString()), report: () => {}, signal };
    const started = performance.now();
    // Closing is not part of it: it happens once a run.
    let ms = 0;
    const kept: DueLauncher = {
      launch: (...args) => launcher.launch(...args),
      stored: (ticket) => launcher.stored?.(ticket),
      close() {
        ms = performance.now() - started;
        return launcher.close();
      },
    };
    const { launched } = await launchDue(store, () => Promise.resolve(kept), context, {
      concurrency,
      perNamespace: 0,
    });
    if (launched !== n) throw new Error(`${launched} of ${n} launched`);
    return ms / n;
  } finally {
    store.close();
  }
}

const overQueue = (store: Store) =>
  openCoordinator({
    address,
    owner: 'bench',
    awaits: (ticket) => store.plans.awaits(ticket),
    note: (text) => console.log(`  ${text}`),
    signal,
  });

/** Best of some rounds, here and over the queue in turns. */
async function compare(what: string, n: number, openLauncher: () => Promise<Launcher>) {
  const stop = new AbortController();
  let ready = () => {};
  const begun = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const worker = runWorker({
    address,
    slots: SLOTS,
    openLauncher,
    report: ({ kind }) => kind === 'ready' && ready(),
    signal: stop.signal,
    times: { beatMs: 50 },
  });
  await begun;
  const best = { here: Infinity, queue: Infinity };
  for (let round = 0; round < rounds; round++) {
    best.here = Math.min(best.here, await perLaunch(n, SLOTS, openLauncher));
    best.queue = Math.min(best.queue, await perLaunch(n, QUEUE_WINDOW, overQueue));
  }
  stop.abort();
  await worker;
  const rounded = (x: number) => Math.round(x * 100) / 100;
  const figures = {
    launches: n,
    slots: SLOTS,
    hereMs: rounded(best.here),
    queueMs: rounded(best.queue),
    overheadMs: rounded(best.queue - best.here),
    ratio: rounded(best.queue / best.here),
  };
  console.log(
    `${what}: ${figures.hereMs} ms a launch here, ${figures.queueMs} ms over the queue (${figures.overheadMs} ms more, ${figures.ratio} times)`,
  );
  return figures;
}

try {
  const outcome = launchOutcome('listed', {
    tools: [{ name: 'get_note', description: 'Reads a note.' }],
    toolSource: 'live',
  });
  const idle = await compare('launches that take no time', jobs, () =>
    Promise.resolve({ isolation: 'none', launch: () => Promise.resolve(outcome), close: () => Promise.resolve() }),
  );
  const real = await compare('launches in the sandbox', realJobs, () =>
    createLauncher({
      isolation: 'bubblewrap',
      npm: npm.npm,
      http: createHttpClient(),
      cacheDir: join(folder, 'cache'),
      signal,
    }),
  );
  const result = { processors: availableParallelism(), rounds, idle, real };
  if (flags.save)
    writeFileSync(join(import.meta.dirname, 'results/queue.json'), `${JSON.stringify(result, null, 2)}\n`);
} finally {
  await npm.close();
  await redis.close();
  rmSync(folder, { recursive: true, force: true });
}
