/** Crawls over a real Redis with worker processes, against the same crawl in one process. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRedis, type TestRedis } from '../redis-server.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { queueCrawl, type QueueCrawl } from './queue-crawl.ts';

let crawl: QueueCrawl;
let redis: TestRedis;
beforeAll(async () => {
  crawl = await queueCrawl([testServerPackage('q-a', { kind: 'scripted', behaviour: 'garbage' })]);
  redis = await startRedis();
});
afterAll(async () => {
  await redis?.close();
  await crawl?.close();
});

test('one', async () => {
  const store = crawl.catalogue('one');
  const w = crawl.worker(redis.url());
  const notes: string[] = [];
  console.log(await crawl.launchOver(store, redis.url(), { notes }));
  console.log(notes, w.output(), await redis.client().keys('*'));
});
