import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, it, onTestFinished } from 'vitest';
import { addServer } from '../test/search/search-catalogue.ts';
import { temporaryFolder } from '../test/temporary-folder.ts';
import { temporaryStore } from '../test/temporary-store.ts';
import type { Answer, Order, WorkerSetup } from './server-job.ts';

const SERVERS = Array.from({ length: 10 }, (_, i) => `server${i}`);

it('publish/worker.test.ts: makes no more than two results ahead of the thread that stores them', async () => {
  const dbPath = join(temporaryFolder(), 'catalogue.sqlite');
  const store = temporaryStore(dbPath);
  for (const name of SERVERS) addServer(store, name, [{ name: 'read_note' }]);
  const setup: WorkerSetup = { dbPath, root: resolve(import.meta.dirname, '..'), siteUrl: undefined };
  const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: setup });
  onTestFinished(async () => void (await worker.terminate()));
  const answers: Answer[] = [];
  worker.on('message', (answer: Answer) => answers.push(answer));
  const tell = (order: Order) => worker.postMessage(order);
  const results = () => answers.filter((answer) => 'result' in answer).length;
  const reaches = (count: number) => expect.poll(results, { timeout: 30_000, interval: 5 }).toBe(count);

  tell({ job: { servers: SERVERS.map((slug) => ({ slug, keys: { documents: new Map() } })) } });
  await reaches(2);
  // All of them are made in less.
  await wait(1000);
  expect(results()).toBe(2);
  // The files of each, and that they were all.
  for (let stored = 1; stored <= 2 * SERVERS.length; stored += 1) {
    tell({ stored: true });
    await reaches(Math.min(stored + 2, 2 * SERVERS.length));
  }
  await expect.poll(() => answers.at(-1)).toEqual({ done: true });
});
