/** Worker processes that are stopped, killed and frozen, with real servers in the real sandbox. */
import process from 'node:process';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { startRedis, type TestRedis } from '../redis-server.ts';
import { processesWith, until } from './machine-processes.ts';
import { queueCrawl, type QueueCrawl } from './queue-crawl.ts';

const MARK = `worked-${process.pid}`;
const [FINE, SLOW, POISON] = [`${MARK}-fine`, `${MARK}-slow`, `${MARK}-poison`];
/** One start each. */
const LIMITS = { ladderMs: 1 };

let crawl: QueueCrawl;
let redis: TestRedis;
let db = 0;
beforeAll(async () => {
  crawl = await queueCrawl(
    [
      testServerPackage(FINE, { kind: 'scripted', behaviour: 'garbage' }),
      testServerPackage(SLOW, { kind: 'scripted', behaviour: 'late', ms: 4_000 }),
      testServerPackage(POISON, { kind: 'scripted', behaviour: 'garbage' }),
    ],
    LIMITS,
  );
  redis = await startRedis();
});
afterAll(async () => {
  await redis?.close();
  await crawl?.close();
});

const runs = (name: string) => processesWith(`${name}/scripted.mjs`).length > 0;
const codes = (store: Store) =>
  store.db
    .prepare<[], { code: string }>('SELECT code FROM launch ORDER BY server_id')
    .all()
    .map(({ code }) => code);

test(
  'a job that kills its worker each time is given up after three; other jobs are done',
  { timeout: 120_000 },
  async () => {
    const url = redis.url(++db);
    const store = crawl.catalogue('poison', [POISON, FINE]);
    const launching = crawl.launchOver(store, url);
    for (let i = 0; i < 3; i++) {
      const worker = crawl.worker(url, { poison: POISON });
      expect(await worker.ended).toBe(null);
    }
    const last = crawl.worker(url, { poison: POISON });
    expect(await launching).toMatchObject({ launched: 2, listed: 1, failed: 1 });
    expect(codes(store)).toEqual(['worker-lost', 'listed']);
    expect(store.launches.of(1, 1)[0]).toMatchObject({
      detail: '3 workers stopped while they launched it',
      failures: 1,
    });
    last.signal('SIGINT');
    expect(await last.ended).toBe(0);
  },
);

test(
  'a worker that is frozen loses its job to another; the result of both is stored once',
  { timeout: 120_000 },
  async () => {
    const url = redis.url(++db);
    const store = crawl.catalogue('frozen', [SLOW]);
    const frozen = crawl.worker(url);
    const launching = crawl.launchOver(store, url);
    await until('its server runs', () => runs(SLOW));
    frozen.signal('SIGSTOP');
    onTestFinished(() => frozen.signal('SIGCONT'));
    const other = crawl.worker(url);
    expect(await launching).toMatchObject({ launched: 1, listed: 1 });
    expect(other.output()).toContain(`ended io-example-${SLOW}\n`);
    frozen.signal('SIGCONT');
    await until('it has seen that', () => frozen.output().includes('note '));
    expect(frozen.output()).not.toContain('ended');
    expect(codes(store)).toEqual(['listed']);
    expect(await redis.client(db).keys('toolgate:*:job-*')).toEqual([]);
    for (const worker of [frozen, other]) worker.signal('SIGINT');
    expect(await Promise.all([frozen.ended, other.ended])).toEqual([0, 0]);
  },
);

test('asked to stop once, a worker finishes what it has begun and takes nothing more', async () => {
  const url = redis.url(++db);
  const store = crawl.catalogue('once', [SLOW, FINE]);
  const worker = crawl.worker(url);
  const launching = crawl.launchOver(store, url);
  await until('its server runs', () => runs(SLOW));
  worker.signal('SIGINT');
  expect(await worker.ended).toBe(0);
  expect(worker.output()).toContain('done {"launched":1,"listed":1,"failed":0}');
  await until('that is stored', () => codes(store).length === 1);
  const next = crawl.worker(url);
  expect(await launching).toMatchObject({ launched: 2 });
  expect(next.output()).toContain(`begun io-example-${FINE}`);
  expect(next.output()).not.toContain(`begun io-example-${SLOW}`);
});

test(
  'asked twice, it stops at once with its server, and another worker launches that again',
  { timeout: 120_000 },
  async () => {
    const url = redis.url(++db);
    const store = crawl.catalogue('twice', [SLOW]);
    const worker = crawl.worker(url);
    const launching = crawl.launchOver(store, url);
    await until('its server runs', () => runs(SLOW));
    worker.signal('SIGINT');
    worker.signal('SIGINT');
    await until('both signals are heard', () => (worker.signal('SIGINT'), !runs(SLOW)));
    expect(await worker.ended).toBe(130);
    crawl.worker(url);
    expect(await launching).toMatchObject({ launched: 1 });
    expect(codes(store)).toEqual(['listed']);
  },
);

test('no process of a server or a sandbox is left of all this', async () => {
  const left = () => processesWith(MARK).filter((line) => !line.includes('queue-worker.ts'));
  await expect.poll(left, { timeout: 20_000 }).toEqual([]);
});
