/** Crawls over a real Redis with worker processes, against the same crawl in one process. */
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { inspect } from '../../crawler/stages/inspect.ts';
import type { TestProcess } from '../child-process.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { startRedis } from '../redis-server.ts';
import { catalogueRows } from './catalogue-rows.ts';
import { processesWith, until } from './machine-processes.ts';
import { queueCrawl, type QueueCrawl } from './queue-crawl.ts';

const MARK = `queued-${process.pid}`;
const tool = (name: string, description: string) => ({ name, description, inputSchema: { type: 'object' } });

/** Servers that list, fail in several ways, take their time, or say much. */
const SERVERS: Record<string, { behaviour: string } & Record<string, unknown>> = {
  reads: { behaviour: 'tools', tools: [tool('get_note', 'Reads a note.'), tool('delete_note', 'Deletes a note.')] },
  mixed: { behaviour: 'tools', tools: [tool('pay', 'Pays an invoice.'), null, { name: '' }, tool('pay', 'Again.')] },
  odd: {
    behaviour: 'tools',
    tools: [{ name: '\u202eodd\u0007', description: '\ud800 é 漢', inputSchema: { a: 1e20 } }],
  },
  garbage: { behaviour: 'garbage' },
  large: { behaviour: 'huge-description', length: 3_000_000 },
  many: { behaviour: 'many-tools', count: 300 },
  dies: { behaviour: 'exit', code: 3, stderr: 'Error: out of luck' },
  error: { behaviour: 'list-error', message: 'no list today' },
  loop: { behaviour: 'cursor-loop' },
  empty: { behaviour: 'tools', tools: [] },
  late: { behaviour: 'late', ms: 4_000 },
};
/** One start each: how many fit into the ladder's clock depends on the machine's other work. */
const LIMITS = { ladderMs: 1 };

let crawl: QueueCrawl;
beforeAll(async () => {
  const packages = Object.entries(SERVERS).map(([name, config]) =>
    testServerPackage(`${MARK}-${name}`, { kind: 'scripted', ...config }),
  );
  crawl = await queueCrawl(packages, LIMITS);
});
afterAll(() => crawl?.close());

/** What the stages after launching make of it belongs to the catalogue as well. */
function rowsAfter(store: Store) {
  const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
  classifyTools(store, [], context);
  inspect(store, context);
  return catalogueRows(store);
}

const begun = (worker: TestProcess, name: string) => worker.output().includes(`begun io-example-${MARK}-${name}\n`);

describe('three workers, one killed in the middle of a launch, Redis restarted once', { timeout: 180_000 }, () => {
  test.each([
    ['with persistence', true],
    ['without persistence', false],
  ])('%s: the catalogue is the one of a crawl in one process', async (_, persistent) => {
    const redis = await startRedis({ persistent });
    onTestFinished(() => redis.close());
    const alone = crawl.catalogue(`alone-${persistent}`);
    const counts = await crawl.launchHere(alone);
    expect(counts).toMatchObject({ launched: Object.keys(SERVERS).length });

    const store = crawl.catalogue(`queued-${persistent}`);
    const workers = [1, 2, 3].map(() => crawl.worker(redis.url()));
    const notes: string[] = [];
    const launching = crawl.launchOver(store, redis.url(), { notes });
    await until('a worker has begun with the late server', () => workers.some((worker) => begun(worker, 'late')));
    const victim = workers.find((worker) => begun(worker, 'late'))!;
    await until('its server runs', () => processesWith(`${MARK}-late/scripted.mjs`).length > 0);
    await victim.kill();
    await redis.stop('SIGKILL');
    await redis.start();

    expect(await launching).toEqual(counts);
    expect(notes.join('\n')).toMatch(/connection .* is lost[^]*connected .* again/);
    expect(rowsAfter(store)).toEqual(rowsAfter(alone));
    // Another worker did what the killed one had begun.
    expect(workers.filter((worker) => worker !== victim).some((worker) => begun(worker, 'late'))).toBe(true);
    expect(await redis.client().keys('toolgate:*:job-*')).toEqual([]);
    for (const worker of workers) worker.signal('SIGINT');
    expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual(
      workers.map((worker) => (worker === victim ? null : 0)),
    );
    expect(processesWith(MARK)).toEqual([]);
  });
});
