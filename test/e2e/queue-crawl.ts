import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher } from '../../crawler/launch/launcher.ts';
import type { DueLauncher } from '../../crawler/launch/due-launcher.ts';
import { openCoordinator } from '../../crawler/queue/coordinator.ts';
import { parseQueueAddress } from '../../crawler/queue/queue-address.ts';
import { QUEUE_WINDOW, type QueueTimes } from '../../crawler/queue/queue-times.ts';
import { launchDue } from '../../crawler/stages/launch.ts';
import { startProgram, type TestProcess } from '../child-process.ts';
import { launchPlan } from '../launch-outcome.ts';
import { startNpmRegistry, type NpmRegistry, type PublishedPackage } from '../npm-registry.ts';

/** Clocks that make a lost worker show after seconds. */
export const SHORT_TIMES: Partial<QueueTimes> = {
  connectMs: 5_000,
  reconcileMs: 500,
  beatMs: 300,
  presenceMs: 5_000,
  lockMs: 4_000,
  stalledMs: 1_000,
  backoffMs: 100,
};

/** Everything for crawls over a queue with real workers. */
export interface QueueCrawl {
  npm: NpmRegistry;
  /** A new catalogue with a launch due for each of these packages, or all. */
  catalogue(name: string, packages?: readonly string[]): Store;
  /** Launches what is due, in this process or over a queue. */
  launchHere(store: Store): Promise<Record<string, number>>;
  launchOver(store: Store, url: string, setting?: LaunchOverSetting): Promise<Record<string, number>>;
  /** Starts a worker in a process of its own. */
  worker(
    url: string,
    setting?: { slots?: number; idleMs?: number; times?: Partial<QueueTimes>; poison?: string },
  ): TestProcess;
  close(): Promise<void>;
}

interface LaunchOverSetting {
  signal?: AbortSignal;
  notes?: string[];
  times?: Partial<QueueTimes>;
  limit?: number;
  owner?: string;
  /** Changes what the stage is given, for faults in it. */
  around?: (launcher: DueLauncher) => DueLauncher;
}

/** @param limits of launches that differ from the real ones, the same here and in workers */
export async function queueCrawl(packages: PublishedPackage[], limits = {}): Promise<QueueCrawl> {
  const npm = await startNpmRegistry({ packages });
  const folder = mkdtempSync(path.join(tmpdir(), 'toolgate-queue-'));
  mkdirSync(path.join(folder, 'cache'));
  // mkdtemp makes it for us alone, but the sandbox's user has to pass through.
  for (const dir of [folder, path.join(folder, 'cache')]) chmodSync(dir, 0o711);
  const cacheDir = path.join(folder, 'cache');
  const stores: Store[] = [];
  const contextOf = (store: Store, signal: AbortSignal) => ({
    runId: store.runs.begin('crawl', new Date().toISOString()),
    report: () => {},
    signal,
  });
  return {
    npm,
    catalogue(name, names = packages.map(({ manifest }) => manifest.name)) {
      const store = openStore(path.join(folder, `${name}.sqlite`));
      stores.push(store);
      for (const identifier of names) {
        const server = { name: `io.example/${identifier}`, description: 'd' };
        const { id } = store.servers.put(
          { identity: identifier, server, status: 'active' },
          '2026-01-01T00:00:00.000Z',
        );
        store.plans.put(id, 'input', { plan: launchPlan('1.0.0', identifier) });
      }
      return store;
    },
    launchHere(store) {
      const { signal } = new AbortController();
      const open = () =>
        createLauncher({ isolation: 'bubblewrap', npm: npm.npm, http: createHttpClient(), cacheDir, limits, signal });
      return launchDue(store, open, contextOf(store, signal), { concurrency: 2, perNamespace: 0 });
    },
    launchOver(store, url, { signal = new AbortController().signal, notes = [], times, limit, owner, around } = {}) {
      const open = async () => {
        const launcher = await openCoordinator({
          address: parseQueueAddress(url),
          owner: owner ?? path.basename(store.path),
          awaits: (ticket) => store.plans.awaits(ticket),
          note: (text) => void notes.push(text),
          signal,
          times: { ...SHORT_TIMES, ...times },
        });
        return around === undefined ? launcher : around(launcher);
      };
      return launchDue(store, open, contextOf(store, signal), { concurrency: QUEUE_WINDOW, limit, perNamespace: 0 });
    },
    worker(url, { slots = 1, idleMs, times, poison } = {}) {
      const setting = {
        registry: npm.url.href,
        cacheDir,
        slots,
        times: { ...SHORT_TIMES, ...times },
        limits,
        idleMs,
        poison,
      };
      return startProgram('queue-worker.ts', url, JSON.stringify(setting));
    },
    async close() {
      for (const store of stores) store.close();
      await npm.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
