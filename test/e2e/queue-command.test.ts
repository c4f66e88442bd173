/** `toolgate crawl --queue`, `worker` and `status --queue` as users start them. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { startRedis } from '../redis-server.ts';
import { launchRows, runStatuses } from './catalogue-content.ts';
import { crawlMachine, type CrawlMachine } from './crawl-machine.ts';
import { filesBelow } from './folder-content.ts';
import { processesWith, until } from './machine-processes.ts';
import { runCommand } from './run-command.ts';
import { startToolgate } from './toolgate-process.ts';

const MARK = `commanded-${process.pid}`;
const NAMES = ['slow', 'a', 'b', 'c'];
const PASSWORD = 'a-secret-of-the-test';
const TLS = path.resolve(import.meta.dirname, '../tls');

let machine: CrawlMachine;
let list: string;
beforeAll(async () => {
  const config = (name: string) => (name === 'slow' ? { behaviour: 'late', ms: 8_000 } : { behaviour: 'garbage' });
  machine = await crawlMachine(
    NAMES.map((name) => testServerPackage(`${MARK}-${name}`, { kind: 'scripted', ...config(name) })),
  );
  list = machine.list(NAMES.map((name) => ({ name: `io.example/${name}`, identifier: `${MARK}-${name}` })));
});
afterAll(async () => {
  await machine?.close();
});

const slowRuns = () => processesWith(`${MARK}-slow/scripted.mjs`).length > 0;

test(
  'a crawl that is killed: its restart takes the result that waits; the password is nowhere',
  { timeout: 180_000 },
  async () => {
    const redis = await startRedis({ args: ['--requirepass', PASSWORD] });
    onTestFinished(() => redis.close());
    const url = redis.url().replace('redis://', `redis://:${PASSWORD}@`);
    const db = machine.at('killed.sqlite');
    const crawl = () => machine.start('crawl', '--from', list, '--db', db, '--queue', url);
    const env = { ...machine.env, TOOLGATE_QUEUE_PASSWORD: PASSWORD };
    const worker = startToolgate(['worker', '--queue', redis.url(), '--concurrency', '1', '--json'], env);
    onTestFinished(() => worker.signal('SIGKILL'));

    const killed = crawl();
    await until('the slow server runs', slowRuns);
    const status = await runCommand(['status', '--db', db, '--queue', url, '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      queue: { queue: redis.url(), waiting: 3, active: 1, results: 0, workers: [{ slots: 1, sameVersion: true }] },
    });
    const said = await runCommand(['status', '--db', db, '--queue', url]);
    expect(said.stdout).toContain(`queue ${redis.url()}: 3 waiting, 1 under way, 0 results to be stored\n`);
    killed.signal('SIGKILL');
    const { stderr } = await killed.ended;
    const again = await crawl().ended;
    expect(again).toMatchObject({ code: 0 });
    worker.signal('SIGINT');
    const ending = await worker.ended;
    expect(ending.code).toBe(0);

    expect(runStatuses(db)).toEqual(['stopped', 'done']);
    const codes = Object.fromEntries(
      launchRows(db).map(({ server, code }) => [server.slice('io.example/'.length), code]),
    );
    expect(codes).toEqual({ slow: 'listed', a: 'listed', b: 'listed', c: 'listed' });
    expect(launchRows(db)).toHaveLength(4);
    // Each was launched once, and each line of the worker is JSON.
    const lines = ending.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event?: string });
    expect(lines.filter(({ event }) => event === 'begun')).toHaveLength(4);
    expect(lines.at(-1)).toEqual({ command: 'worker', status: 'stopped', launched: 4, listed: 4, failed: 0 });
    const everything = [stderr, again.stdout, again.stderr, ending.stdout, ending.stderr, status.stdout, said.stdout];
    expect(everything.join('\n')).not.toContain(PASSWORD);
    const kept = filesBelow(machine.folder).filter((file) => file.startsWith('killed.sqlite'));
    expect(kept.filter((file) => readFileSync(machine.at(file)).includes(PASSWORD))).toEqual([]);
  },
);

test('a wrong password, and nobody at the address, are said without it: exit codes 2 and 3', async () => {
  const redis = await startRedis({ args: ['--requirepass', PASSWORD] });
  onTestFinished(() => redis.close());
  for (const url of [redis.url(), redis.url().replace('redis://', 'redis://:not-it-either@')]) {
    const { code, stderr } = await runCommand(['worker', '--queue', url, '--once']);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${redis.url()} refuses the login`) as string,
    });
    expect(stderr).not.toContain('not-it-either');
  }
  const odd = await runCommand([
    'crawl',
    '--from',
    list,
    '--db',
    machine.at('x.sqlite'),
    '--queue',
    `http://:${PASSWORD}@q`,
  ]);
  expect(odd.code).toBe(2);
  expect(odd.stderr).not.toContain(PASSWORD);
  await redis.stop('SIGKILL');
  const db = machine.at('nobody.sqlite');
  const away = await runCommand([
    'crawl',
    '--from',
    list,
    '--db',
    db,
    '--queue',
    redis.url().replace('//', `//:${PASSWORD}@`),
  ]);
  expect(away).toMatchObject({
    code: 3,
    stderr: expect.stringContaining(`the queue ${redis.url()} does not answer`) as string,
  });
  expect(away.stderr).not.toContain(PASSWORD);
  expect(runStatuses(db)).toEqual(['failed']);
});

test('TLS: with the authority known, and refused without', { timeout: 120_000 }, async () => {
  const files = ['--tls-cert-file', path.join(TLS, 'cert.pem'), '--tls-key-file', path.join(TLS, 'key.pem')];
  const redis = await startRedis({ tls: true, args: [...files, '--tls-auth-clients', 'no'] });
  onTestFinished(() => redis.close());
  const refused = await machine.run('worker', '--queue', redis.url(), '--once');
  expect(refused).toMatchObject({ code: 3, stderr: expect.stringMatching(/self.signed certificate/) as string });

  const env = { ...machine.env, NODE_EXTRA_CA_CERTS: path.join(TLS, 'cert.pem') };
  const db = machine.at('tls.sqlite');
  const packages = [{ registryType: 'npm', identifier: `${MARK}-a`, version: '1.0.0', transport: { type: 'stdio' } }];
  writeFileSync(
    machine.at('one.json'),
    JSON.stringify([{ name: 'io.example/a', description: 'd', version: '1.0.0', packages }]),
  );
  const worker = startToolgate(['worker', '--queue', redis.url()], env);
  onTestFinished(() => worker.signal('SIGKILL'));
  const crawl = await startToolgate(
    ['crawl', '--from', machine.at('one.json'), '--db', db, '--queue', redis.url()],
    env,
  ).ended;
  expect(crawl).toMatchObject({ code: 0 });
  expect(launchRows(db)).toMatchObject([{ code: 'listed' }]);
  worker.signal('SIGINT');
  expect(await worker.ended).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('worker: 1 launched') as string,
  });
});

test('--queue local starts everything and ends it again, also when it is killed', { timeout: 180_000 }, async () => {
  const db = machine.at('local.sqlite');
  const contact = ['--contact', 'mailto:ops@example.org'];
  const crawl = () =>
    machine.start('crawl', '--from', list, '--db', db, '--queue', 'local', '--workers', '2', ...contact);
  const parts = () => processesWith(machine.folder).filter((line) => /\/redis-server|main\.ts worker/.test(line));
  const killed = crawl();
  await until('the slow server runs', slowRuns);
  expect(parts()).toHaveLength(3);
  killed.signal('SIGKILL');
  await killed.ended;
  await until('all is ended', () => parts().length === 0 && !slowRuns());

  const done = await crawl().ended;
  expect(done).toMatchObject({ code: 0 });
  expect(launchRows(db)).toHaveLength(4);
  // The workers ask, and in the crawl's name.
  const ours = [...machine.npm.agents].filter((agent) => agent?.startsWith('toolgate-crawler/'));
  expect(ours.at(-1)).toContain('(+mailto:ops@example.org)');
  expect(parts()).toEqual([]);
  expect(processesWith(MARK)).toEqual([]);
  expect(
    filesBelow(machine.at('tmp')).filter((file) => file.includes('redis') && !file.startsWith('toolgate-queue-')),
  ).toEqual([]);
});

test('options that say nothing to a queue are refused', async () => {
  const db = machine.at('y.sqlite');
  for (const args of [
    ['--workers', '2'],
    ['--queue', 'redis://127.0.0.1:1', '--workers', '2'],
  ]) {
    expect(await runCommand(['crawl', '--from', list, '--db', db, ...args])).toMatchObject({ code: 2 });
  }
  expect(await runCommand(['worker'])).toMatchObject({ code: 2 });
});
