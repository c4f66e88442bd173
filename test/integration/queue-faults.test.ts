/** What goes wrong between a crawl and its workers, over a real Redis. Launches end as told; real ones are in test/e2e. */
import { ServerPlan } from '../../catalog/model/launch.ts';
import { dueLaunches } from '../../crawler/stages/launch-order/due-launches.ts';
import { randomBytes } from 'node:crypto';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import type { LaunchOutcome, LaunchPlan } from '../../catalog/model/launch.ts';
import { jobId } from '../../crawler/queue/job.ts';
import { claimQueue } from '../../crawler/queue/presence.ts';
import { PREFIX, queueName, VERSION_LABEL, WIRE } from '../../crawler/queue/wire.ts';
import { until } from '../e2e/machine-processes.ts';
import { queueCrawl, type QueueCrawl } from '../e2e/queue-crawl.ts';
import { launchOutcome, launchPlan } from '../launch-outcome.ts';
import { inProcessWorker } from '../queue-worker.ts';
import { startRedis, type TestRedis } from '../redis-server.ts';

const MB = 1024 * 1024;
const TOOL = { name: 'get_note' };
const listed = (parts: Partial<LaunchOutcome> = {}) =>
  launchOutcome('listed', { tools: [TOOL], toolSource: 'live', ...parts });

let crawl: QueueCrawl;
let redis: TestRedis;
/** A database of its own for each test. */
let db = 0;
const nextUrl = () => redis.url(++db);
beforeAll(async () => {
  crawl = await queueCrawl([]);
  redis = await startRedis({ args: ['--databases', '100'] });
});
afterAll(async () => {
  await redis?.close();
  await crawl?.close();
});

let stores = 0;
const catalogue = (...names: string[]) => crawl.catalogue(`faults-${++stores}`, names);

/** Codes of all launches by server, in the order of their storage. */
function launches(store: Store): Record<string, string[]> {
  const rows = store.db
    .prepare<[], { name: string; code: string }>(
      `SELECT server.name, code FROM launch JOIN server ON server.id = server_id ORDER BY launch.id`,
    )
    .all();
  const found: Record<string, string[]> = {};
  for (const { name, code } of rows) (found[name.replace('io.example/', '')] ??= []).push(code);
  return found;
}
const idOf = (store: Store, identifier: string) =>
  jobId(dueLaunches(store).chosen.find(({ plan }) => planOf(plan)[0]!.identifier === identifier)!);
const planOf = (text: string) => ServerPlan.parse(JSON.parse(text));
const jobKey = (id: string) => `${PREFIX}:${queueName(WIRE)}:${id}`;
const jobsLeft = (number = db) => redis.client(number).keys(`${PREFIX}:*:job-*`);

/** The real hold on a job, for a process that is busy with large values on both sides. */
const PATIENT = { times: { lockMs: 30_000 } };

/** A promise with its resolution. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** A crawl that is stopped while launches are under way, which the worker then ends. */
async function stopMidway(
  store: Store,
  url: string,
  worker: ReturnType<typeof inProcessWorker>,
  [begun, finish]: readonly [ReturnType<typeof gate>, ReturnType<typeof gate>],
  ends = 1,
): Promise<void> {
  const stop = new AbortController();
  const stopped = crawl.launchOver(store, url, { signal: stop.signal });
  await begun.opened;
  stop.abort(new Error('stopped'));
  await stopped;
  finish.open();
  await until('the worker is done', () => worker.events.filter(({ kind }) => kind === 'ended').length === ends);
}

test('many launches, several workers with several slots: each is launched and stored once, and nothing is left', async () => {
  const url = nextUrl();
  const names = Array.from({ length: 60 }, (_, i) => `many-${i}`);
  const store = catalogue(...names);
  const workers = [1, 2, 3].map(() => inProcessWorker(url, () => listed(), { slots: 4 }));
  expect(await crawl.launchOver(store, url)).toMatchObject({ launched: 60, listed: 60, toolsAdded: 60 });
  expect(workers.flatMap(({ launched }) => launched).sort()).toEqual([...names].sort());
  expect(launches(store)).toEqual(Object.fromEntries(names.map((name) => [name, ['listed']])));
  expect(await jobsLeft()).toEqual([]);
  expect(await redis.client(db).keys(`${PREFIX}:result:*`)).toEqual([]);
});

test('a crawl that stops: what waits is taken back, the result of what was under way is there for the next crawl', async () => {
  const url = nextUrl();
  const store = catalogue('first', 'second', 'third');
  const [begun, finish] = [gate(), gate()];
  const worker = inProcessWorker(url, async ({ identifier }) => {
    if (identifier === 'second') {
      begun.open();
      await finish.opened;
    }
    return listed();
  });
  const stop = new AbortController();
  const stopped = crawl.launchOver(store, url, { signal: stop.signal });
  await begun.opened;
  await expect.poll(() => launches(store)).toEqual({ first: ['listed'] });
  stop.abort(new Error('stopped by SIGINT'));
  expect(await stopped).toMatchObject({ launched: 1 });
  finish.open();
  await until('the worker is done', () => worker.events.filter(({ kind }) => kind === 'ended').length === 2);
  expect(launches(store)).toEqual({ first: ['listed'] });
  expect(await jobsLeft()).toHaveLength(1);

  expect(await crawl.launchOver(store, url)).toMatchObject({ launched: 2 });
  expect(worker.launched).toEqual(['first', 'second', 'third']);
  expect(launches(store)).toEqual({ first: ['listed'], second: ['listed'], third: ['listed'] });
  expect(await jobsLeft()).toEqual([]);
});

test('a crawl that died between storing and tidying up: the result is recognised as stored', async () => {
  const url = nextUrl();
  const store = catalogue('stored');
  const worker = inProcessWorker(url, () => listed());
  // Never tells that it stored something, as one that is killed.
  await crawl.launchOver(store, url, { around: (launcher) => ({ ...launcher, stored: undefined }) });
  expect(await jobsLeft()).toHaveLength(1);
  const { id } = store.servers.put(
    { identity: 'next', server: { name: 'io.example/next', description: 'd' }, status: 'active' },
    '2026-01-01T00:00:00.000Z',
  );
  store.plans.put(id, 'input', { plan: launchPlan('1.0.0', 'next') });
  const notes: string[] = [];
  expect(await crawl.launchOver(store, url, { notes })).toMatchObject({ launched: 1 });
  expect(worker.launched).toEqual(['stored', 'next']);
  expect(launches(store)).toEqual({ stored: ['listed'], next: ['listed'] });
  expect(notes).toEqual([
    'a result for io-example-stored is dropped: it is stored already, or its plan changed meanwhile',
  ]);
  expect(await jobsLeft()).toEqual([]);
});

test('a plan that changed while its result waited: the result is dropped with a note, the new plan is launched', async () => {
  const url = nextUrl();
  const store = catalogue('changes');
  const [begun, finish] = [gate(), gate()];
  const versions: string[] = [];
  const worker = inProcessWorker(url, async (way) => {
    const version = 'version' in way ? way.version : '';
    versions.push(version);
    begun.open();
    await finish.opened;
    return listed({ detail: version });
  });
  await stopMidway(store, url, worker, [begun, finish]);
  store.plans.put(1, 'input', { plan: launchPlan('2.0.0', 'changes') });
  const notes: string[] = [];
  expect(await crawl.launchOver(store, url, { notes })).toMatchObject({ launched: 1 });
  expect(versions).toEqual(['1.0.0', '2.0.0']);
  expect(store.launches.of(1, 9).map(({ detail }) => detail)).toEqual(['2.0.0']);
  expect(notes).toEqual([expect.stringContaining('result for io-example-changes is dropped') as string]);
});

test('results of launches that are due but beyond --limit stay until they are wanted', async () => {
  const url = nextUrl();
  const store = catalogue('a', 'b');
  const [begun, finish] = [gate(), gate()];
  const worker = inProcessWorker(
    url,
    async () => {
      if (worker.launched.length === 2) begun.open();
      await finish.opened;
      return listed();
    },
    { slots: 2 },
  );
  await stopMidway(store, url, worker, [begun, finish], 2);
  const notes: string[] = [];
  expect(await crawl.launchOver(store, url, { limit: 1, notes })).toMatchObject({ launched: 1 });
  expect(await crawl.launchOver(store, url, { notes })).toMatchObject({ launched: 1 });
  expect({ launched: worker.launched.length, notes }).toEqual({ launched: 2, notes: [] });
});

test('16 MB that cannot be compressed come through whole, and leave Redis', async () => {
  const url = nextUrl();
  const store = catalogue('huge');
  const description = randomBytes(12 * MB).toString('base64');
  inProcessWorker(url, () => listed({ tools: [{ name: 'huge', description }] }), PATIENT);
  expect(await crawl.launchOver(store, url)).toMatchObject({ listed: 1 });
  const [tool] = store.tools.of(1);
  expect(store.tools.definition(tool!.definitionHash)?.description).toBe(description);
  expect(await redis.client(db).keys(`${PREFIX}:result:*`)).toEqual([]);
});

test('a result above the bounds has an outcome of its own, without its tools', async () => {
  const url = nextUrl();
  const store = catalogue('endless');
  const tools = Array.from({ length: 70 }, (_, i) => ({ name: `t${i}`, description: 'x'.repeat(MB) }));
  inProcessWorker(url, () => listed({ tools }), PATIENT);
  await crawl.launchOver(store, url);
  expect(launches(store)).toEqual({ endless: ['flooded'] });
  expect(store.launches.of(1, 1)[0]?.detail).toMatch(/^its 70 tools have \d+ bytes, more than a worker may return$/);
});

test('an outcome that breaks its schema is asked for again, a few times, and then has an outcome of its own', async () => {
  const url = nextUrl();
  const store = catalogue('bad', 'once', 'good');
  const worker = inProcessWorker(url, ({ identifier }: LaunchPlan) => {
    const before = worker.launched.filter((name) => name === identifier).length;
    if (identifier === 'bad') return { ...listed(), code: 'harmless' } as unknown as LaunchOutcome;
    if (identifier === 'once' && before === 1) return listed({ tools: [{ name: '' }] });
    return listed();
  });
  const notes: string[] = [];
  expect(await crawl.launchOver(store, url, { notes })).toMatchObject({ launched: 3, listed: 2, failed: 1 });
  expect(launches(store)).toMatchObject({ bad: ['worker-failed'], once: ['listed'], good: ['listed'] });
  expect(worker.launched.filter((name) => name === 'bad')).toHaveLength(3);
  expect(notes).toContainEqual(
    expect.stringMatching(/^the result for io-example-once cannot be used \(1 of 3\): tools\.0/),
  );
  expect(store.launches.of(1, 1)[0]).toMatchObject({
    detail: expect.stringMatching(/^no worker gave a usable result: code: /) as string,
    failures: 1,
  });
  expect(await jobsLeft()).toEqual([]);
});

test('a result that is gone or damaged is launched again', async () => {
  const url = nextUrl();
  const store = catalogue('lost-result');
  const [begun, finish] = [gate(), gate()];
  const worker = inProcessWorker(url, async () => {
    begun.open();
    await finish.opened;
    return listed();
  });
  await stopMidway(store, url, worker, [begun, finish]);
  const client = redis.client(db);
  await client.del(await client.keys(`${PREFIX}:result:*`));
  const notes: string[] = [];
  expect(await crawl.launchOver(store, url, { notes })).toMatchObject({ listed: 1 });
  expect(notes).toEqual([expect.stringContaining('(1 of 3): the result is gone') as string]);
  expect(worker.launched).toEqual(['lost-result', 'lost-result']);
});

test('jobs that are none harm nobody: other jobs are launched, the crawl throws them away', async () => {
  const url = nextUrl();
  const store = catalogue('real-1', 'real-2');
  const client = redis.client(db);
  const queue = new Queue(queueName(WIRE), { connection: client, prefix: PREFIX });
  await queue.add('launch', { plan: { kind: 'shell', command: 'reboot' } }, { jobId: 'forged-1' });
  await queue.add('launch', null, { jobId: 'forged-2' });
  const ticket = { serverId: 77, slug: 'somebody', planHash: 'sha256:0', attempt: 0 };
  await queue.add('launch', { ticket, plan: launchPlan() }, { jobId: 'not-its-id' });
  await queue.add('launch', { ticket, plan: launchPlan('1.0.0', 'stranger') }, { jobId: jobId(ticket) });
  await queue.add('launch', {}, { jobId: 'no-json' });
  await client.hset(jobKey('no-json'), 'data', '{');
  const worker = inProcessWorker(url, () => listed());
  const notes: string[] = [];
  expect(await crawl.launchOver(store, url, { notes })).toMatchObject({ launched: 2, listed: 2 });
  // Well formed and wanted by nobody: launched, as a worker cannot know that, and dropped.
  expect(worker.launched.sort()).toEqual(['real-1', 'real-2', 'stranger']);
  expect(launches(store)).toEqual({ 'real-1': ['listed'], 'real-2': ['listed'] });
  expect(notes.filter((note) => note.includes('is dropped')).length).toBeGreaterThanOrEqual(1);
  await queue.close();
});

test('a job that somebody changed is put there again as it was', async () => {
  const url = nextUrl();
  const store = catalogue('tampered');
  const client = redis.client(db);
  const notes: string[] = [];
  const launching = crawl.launchOver(store, url, { notes });
  const key = jobKey(idOf(store, 'tampered'));
  await expect.poll(() => client.exists(key)).toBe(1);
  const data = JSON.parse((await client.hget(key, 'data'))!) as { plan: LaunchPlan };
  await client.hset(key, 'data', JSON.stringify({ ...data, plan: { ...data.plan, identifier: 'evil' } }));
  await expect.poll(() => notes.length, { timeout: 10_000 }).toBe(1);
  const worker = inProcessWorker(url, () => listed());
  expect(await launching).toMatchObject({ listed: 1 });
  expect(worker.launched).toEqual(['tampered']);
  expect(notes).toEqual(['the job of io-example-tampered was changed by somebody; it is put there again']);
});

test('a machine that can launch no more stops its worker; the job goes to another one', async () => {
  const url = nextUrl();
  const store = catalogue('a', 'b');
  const broken = inProcessWorker(url, () => {
    throw new Error('the sandbox is gone');
  });
  const launching = crawl.launchOver(store, url);
  expect(await broken.ended).toMatchObject({ message: 'the sandbox is gone' });
  expect(broken.launched).toHaveLength(1);
  inProcessWorker(url, () => listed());
  expect(await launching).toMatchObject({ launched: 2, listed: 2 });
});

test('a job that breaks every machine is given up', async () => {
  const url = nextUrl();
  const store = catalogue('curse', 'fine');
  const launching = crawl.launchOver(store, url);
  for (let i = 0; i < 3; i++) {
    const worker = inProcessWorker(url, ({ identifier }) => {
      if (identifier === 'curse') throw new Error('the sandbox is gone');
      return listed();
    });
    expect(await worker.ended).toMatchObject({ message: 'the sandbox is gone' });
  }
  inProcessWorker(url, () => listed());
  expect(await launching).toMatchObject({ launched: 2, listed: 1, failed: 1 });
  expect(launches(store)).toMatchObject({ curse: ['worker-failed'], fine: ['listed'] });
});

test('versions that differ: the worker says so and stops, the crawl says so and waits', async () => {
  const url = nextUrl();
  const store = catalogue('a');
  const client = redis.client(db);
  await client.set(
    `${PREFIX}:crawl`,
    JSON.stringify({ owner: 'x', wire: 'ffffffffffff', version: '9.9.9 (ffffffffffff)' }),
  );
  const worker = inProcessWorker(url, () => listed());
  expect(await worker.ended).toMatchObject({
    name: 'Rejected',
    message: `the crawl runs Toolgate 9.9.9 (ffffffffffff), this worker ${VERSION_LABEL}`,
    hint: 'Install the same version on both machines.',
  });
  expect(worker.launched).toEqual([]);

  await client.flushdb();
  await client.set(
    `${PREFIX}:worker:old`,
    JSON.stringify({ slots: 1, wire: 'eeeeeeeeeeee', version: '0.0.1 (eeeeeeeeeeee)' }),
  );
  await client.sadd(`${PREFIX}:workers`, 'old');
  const notes: string[] = [];
  const launching = crawl.launchOver(store, url, { notes, times: { lonelyMs: 500 } });
  await expect.poll(() => notes.length, { timeout: 10_000 }).toBe(2);
  expect(notes.join('\n')).toContain('a worker runs Toolgate 0.0.1 (eeeeeeeeeeee), this crawl ');
  expect(notes.join('\n')).toContain('no worker of this version is there; start `toolgate worker --queue redis://');
  inProcessWorker(url, () => listed());
  expect(await launching).toMatchObject({ listed: 1 });
});

test('what another version left in Redis is removed', async () => {
  const url = nextUrl();
  const store = catalogue('a');
  const client = redis.client(db);
  const old = new Queue(queueName('dddddddddddd'), { connection: client, prefix: PREFIX });
  await old.add('launch', { old: true }, { jobId: 'job-old' });
  await client.sadd(`${PREFIX}:wires`, 'dddddddddddd');
  inProcessWorker(url, () => listed());
  await crawl.launchOver(store, url);
  expect(await client.keys('*dddddddddddd:job-old')).toEqual([]);
  expect(await client.smembers(`${PREFIX}:wires`)).toEqual([WIRE]);
  await old.close();
});

test('the crawl of another catalogue is refused; the same one takes over from itself', async () => {
  const url = nextUrl();
  const store = catalogue('a');
  const first = crawl.launchOver(store, url, { owner: 'one' });
  await expect.poll(() => redis.client(db).exists(`${PREFIX}:crawl`)).toBe(1);
  await expect(crawl.launchOver(catalogue('b'), url, { owner: 'two' })).rejects.toMatchObject({
    name: 'Rejected',
    message: expect.stringMatching(/^the crawl of another catalogue uses the queue redis:/) as string,
  });
  // A restart of a crawl that was killed: its claim is still there.
  const stop = new AbortController();
  await expect.poll(() => jobsLeft()).toHaveLength(1);
  const again = crawl.launchOver(store, url, { owner: 'one', signal: stop.signal });
  inProcessWorker(url, () => listed());
  const counts = await Promise.all([first, again]);
  expect(launches(store)).toEqual({ a: ['listed'] });
  expect(counts[0]['launched']! + counts[1]['launched']!).toBe(1);
});

test('a worker stops when there was nothing to do: at once, or after a time', async () => {
  const url = nextUrl();
  const once = inProcessWorker(url, () => listed(), { idleMs: 0 });
  expect(await once.ended).toEqual({ launched: 0, listed: 0, failed: 0 });
  const store = catalogue('a', 'b');
  const launching = crawl.launchOver(store, url);
  await expect.poll(() => jobsLeft()).toHaveLength(2);
  const worker = inProcessWorker(url, () => listed(), { idleMs: 500 });
  expect(await launching).toMatchObject({ listed: 2 });
  expect(await worker.ended).toEqual({ launched: 2, listed: 2, failed: 0 });
  expect(await redis.client(db).smembers(`${PREFIX}:workers`)).toEqual([]);
});

test('nothing is taken while no crawl is there to store it', async () => {
  const url = nextUrl();
  const store = catalogue('a');
  const client = redis.client(db);
  const queue = new Queue(queueName(WIRE), { connection: client, prefix: PREFIX });
  const [due] = dueLaunches(store).chosen;
  await queue.add('launch', { ticket: due, plan: planOf(due!.plan) }, { jobId: jobId(due!) });
  const worker = inProcessWorker(url, () => listed());
  await expect.poll(() => worker.events).toContainEqual({ kind: 'crawl', present: false });
  expect({ launched: worker.launched, waiting: await queue.getWaitingCount() }).toEqual({ launched: [], waiting: 1 });
  expect(await crawl.launchOver(store, url)).toMatchObject({ listed: 1 });
  await expect.poll(() => worker.events.at(-1), { timeout: 10_000 }).toEqual({ kind: 'crawl', present: false });
  await queue.close();
});

test('a Redis that stays away: the crawl gives up, what is stored stays, the rest is due', async () => {
  const own = await startRedis();
  onTestFinished(() => own.close());
  const store = catalogue('first', 'second');
  const [begun, finish] = [gate(), gate()];
  const worker = inProcessWorker(own.url(), async ({ identifier }) => {
    if (identifier === 'second') {
      begun.open();
      await finish.opened;
    }
    return listed();
  });
  const launching = crawl.launchOver(store, own.url(), { times: { outageMs: 1_500 } }).catch((error: unknown) => error);
  await begun.opened;
  await expect.poll(() => launches(store)).toEqual({ first: ['listed'] });
  await own.stop('SIGKILL');
  expect(await launching).toMatchObject({
    name: 'RetryLater',
    message: expect.stringMatching(/^the queue redis:.* was away/) as string,
  });
  expect(launches(store)).toEqual({ first: ['listed'] });
  // The worker ends as well, though it cannot say good-bye.
  worker.stop();
  finish.open();
  expect(await worker.ended).toMatchObject({ name: 'RetryLater' });

  await own.start();
  inProcessWorker(own.url(), () => listed());
  expect(await crawl.launchOver(store, own.url())).toMatchObject({ launched: 1 });
  expect(launches(store)).toEqual({ first: ['listed'], second: ['listed'] });
});

test('a claim that runs out while it is renewed is taken again, and nobody is said to have taken it', async () => {
  const client = redis.client(++db);
  expect(await claimQueue(client, 'ours', 60_000)).toBe(true);
  let expired = false;
  // The moment between finding the queue taken and asking by whom: no clock can be told to hit it.
  const late = new Proxy(client, {
    get(target, name) {
      if (name !== 'get') return Reflect.get(target, name).bind(target) as unknown;
      return async (key: string) => {
        if (!expired) await target.del(key);
        expired = true;
        return target.get(key);
      };
    },
  });
  expect(await claimQueue(late, 'ours', 60_000)).toBe(true);
  expect(expired).toBe(true);
  expect(await claimQueue(client, 'theirs', 60_000)).toBe(false);
});

test('a Redis that comes back after a while is waited for, by the crawl and the worker', async () => {
  const own = await startRedis();
  onTestFinished(() => own.close());
  const store = catalogue('a', 'b', 'c');
  const [begun, finish] = [gate(), gate()];
  const worker = inProcessWorker(own.url(), async () => {
    begun.open();
    await finish.opened;
    return listed();
  });
  const notes: string[] = [];
  const launching = crawl.launchOver(store, own.url(), { notes });
  await begun.opened;
  await own.stop('SIGKILL');
  // The launch ends during the outage.
  finish.open();
  await expect.poll(() => notes.length).toBe(1);
  await own.start();
  expect(await launching).toMatchObject({ launched: 3, listed: 3 });
  expect(launches(store)).toEqual({ a: ['listed'], b: ['listed'], c: ['listed'] });
  // Redis had lost everything, so that the one under way was launched twice and stored once.
  expect(worker.launched.filter((name) => name === 'a')).toHaveLength(2);
});
