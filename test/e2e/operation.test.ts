/** What an operator does with a catalogue, with the real program and real servers in the sandbox: look ahead, run, look back. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunReport } from '../../catalog/model/run-report.ts';
import type { PublishedPackage } from '../npm-registry.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { launchRows, runStatuses } from './catalogue-content.ts';
import { crawlMachine, type CrawlMachine } from './crawl-machine.ts';
import { processesWith, strangersWith, until } from './machine-processes.ts';

/** Part of the name of every package here, by which their processes are found. */
const MARK = `operated-${process.pid}`;

const tool = (name: string, description: string, properties: object = { id: { type: 'string' } }) => ({
  name,
  description,
  inputSchema: { type: 'object', properties },
});
const NOTES = [tool('get_note', 'Gets a note.'), tool('delete_note', 'Deletes a note for good.')];

function server(name: string, config: Record<string, unknown>, version = '1.0.0'): PublishedPackage {
  return testServerPackage(
    `${MARK}-${name}`,
    { kind: 'scripted', behaviour: 'tools', tools: NOTES, ...config },
    { version },
  );
}

/** Takes its time before it serves, so that an interrupt meets it in the sandbox. */
function slowServer(name: string): PublishedPackage {
  const { manifest, files } = server(name, {});
  const slow = `#!/usr/bin/env node\nawait new Promise((go) => setTimeout(go, 3000));\nawait import('./scripted.mjs');\n`;
  return { manifest: { ...manifest, bin: 'slow.mjs' }, files: { ...files, 'slow.mjs': slow } };
}

const listed = (owner: string, name: string, version = '1.0.0') => ({
  name: `io.github.${owner}/${name}`,
  identifier: `${MARK}-${name}`,
  version,
});

let machine: CrawlMachine;
beforeAll(async () => {
  machine = await crawlMachine([
    server('notes', {}),
    server(
      'notes',
      {
        tools: [
          tool('get_note', 'Gets a note.', { id: { type: 'string' }, path: {} }),
          tool('new_note', 'Makes a note.'),
        ],
      },
      '2.0.0',
    ),
    server('breaks', {}),
    server('breaks', { behaviour: 'exit', stderr: 'TypeError: boom\n    at start\n', code: 3 }, '2.0.0'),
    server('keyed', {
      behaviour: 'exit',
      stderr: 'Error: \u001b[31mAPI_KEY\u001b[0m environment variable is required\n',
      code: 1,
    }),
    server('third', {}),
    slowServer('slow'),
  ]);
});
afterAll(() => machine.close());

const FIRST = [listed('acme', 'notes'), listed('acme', 'breaks'), listed('other', 'keyed'), listed('third', 'third')];
const SECOND = [listed('acme', 'notes', '2.0.0'), listed('acme', 'breaks', '2.0.0'), listed('other', 'keyed')];

async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await machine.run(...args, '--json');
  expect({ args, code, stderr }).toMatchObject({ code: 0 });
  return JSON.parse(stdout) as T;
}

/** Servers in the order in which they were launched. */
const launchedBy = (stderr: string) => Array.from(stderr.matchAll(/^ {2}(io\.github\.\S+) \(/gm), ([, name]) => name!);

interface DryRun {
  launches: { server: string; reason: string; expectedMs?: number }[];
  listings: { registry: string; how: string }[];
  estimate: { totalMs?: number; basedOn: number };
}

describe('an operator', { timeout: 180_000 }, () => {
  const db = () => machine.at('operated.sqlite');
  const names = ({ launches }: DryRun) => launches.map(({ server: name, reason }) => `${reason} ${name}`);

  test('looks ahead before anything is there: nothing is made, and the run does what was said', async () => {
    const list = machine.list(FIRST);
    const before = readdirSync(machine.folder);
    const plan = await json<DryRun>('crawl', '--from', list, '--db', db(), '--dry-run');
    expect(existsSync(db())).toBe(false);
    expect(readdirSync(machine.folder)).toEqual(before);
    expect(readdirSync(machine.at('tmp'))).toEqual([]);
    expect(machine.npm.requests).toEqual([]);
    expect(plan.estimate).toEqual({ each: [null, null, null, null], basedOn: 0 });

    const { code, stderr } = await machine.run('crawl', '--from', list, '--db', db(), '--concurrency', '1');
    expect(code).toBe(0);
    expect(launchedBy(stderr).map((name) => `new ${name}`)).toEqual(names(plan));
    // Every publisher has its turn before one has a second.
    expect(launchedBy(stderr).at(-1)).toBe('io.github.acme/breaks');
    expect(stderr).not.toContain('\u001B');
  });

  test('looks back at that run', async () => {
    const report = await json<RunReport & { command: string }>('report', '--db', db());
    expect(report).toMatchObject({
      command: 'report',
      run: { id: 1, command: 'crawl', status: 'done' },
      registries: [{ entries: 4, changed: 4, refused: 0, withdrawn: 0 }],
      launches: {
        launched: 4,
        listed: 3,
        left: 0,
        byOutcome: [
          { code: 'listed', launched: 3 },
          { code: 'needs-env', launched: 1 },
        ],
        byReason: [{ reason: 'new', launched: 4, listed: 3 }],
        byKind: [{ kind: 'npm', launched: 4, listed: 3 }],
        byRegistry: [{ launched: 4, listed: 3 }],
      },
      changes: { servers: { new: { count: 4 } }, tools: { new: { count: 6 }, changed: { count: 0 } } },
    });
    const times = report.launches.slowest.map(({ fetchMs, launchMs }) => fetchMs + launchMs);
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(report.launches.totalMs).toBe(times.reduce((sum, ms) => sum + ms, 0));
  });

  test('runs again at once: nothing is launched, and that is said', async () => {
    const asked = machine.npm.requests.length;
    const { stdout } = await machine.run('crawl', '--db', db(), '--dry-run');
    expect(stdout).toContain('time: nothing to launch\n');
    expect((await machine.run('crawl', '--db', db())).code).toBe(0);
    expect(machine.npm.requests.length).toBe(asked);
    expect((await machine.run('report', '--db', db())).stdout).toContain('nothing was launched; none is due now\n');
  });

  test('picks what to launch', async () => {
    const plan = (...args: string[]) => json<DryRun>('crawl', '--db', db(), '--dry-run', '--now', ...args).then(names);
    expect(await plan('--outcome', 'needs-env')).toEqual(['asked io.github.other/keyed']);
    expect(await plan('--namespace', 'io.github.acme', '--limit', '1')).toEqual(['asked io.github.acme/notes']);
    expect(await plan('--name', '*/th?rd', 'KEYED')).toEqual([
      'asked io.github.other/keyed',
      'asked io.github.third/third',
    ]);
    expect(await plan('--only', 'failed')).toEqual(['asked io.github.other/keyed']);
    expect(await plan('--kind', 'pypi')).toEqual([]);

    const { code, stderr } = await machine.run('crawl', '--db', db(), '--name', 'third', '--now');
    expect(code).toBe(0);
    expect(launchedBy(stderr)).toEqual(['io.github.third/third']);
    expect(stderr).toContain('1 of 4 servers that can be launched match, 1 of them are launched now');
    expect((await machine.run('crawl', '--db', db(), '--only', 'failed')).stderr).toContain('1 of 4 servers');
  });

  test('follows new versions: changed ones only, and the report names what changed', async () => {
    const list = machine.list(SECOND);
    const args = ['--from', list, '--db', db()];
    const plan = await json<DryRun>('crawl', ...args, '--dry-run');
    expect(names(plan)).toEqual(['changed io.github.acme/notes', 'changed io.github.acme/breaks']);
    expect(plan.estimate.basedOn).toBe(3);
    expect(plan.estimate.totalMs).toBeGreaterThan(0);
    // What the dry run stored in its copy is in no catalogue.
    expect(runStatuses(db())).not.toContain('running');

    const file = machine.at('report.json');
    expect(await machine.run('crawl', ...args, '--report', file)).toMatchObject({ code: 0 });
    const { changes, launches, registries } = JSON.parse(readFileSync(file, 'utf8')) as RunReport;
    expect(registries).toMatchObject([{ changed: 2, withdrawn: 1 }]);
    expect(launches.byReason).toEqual([{ reason: 'changed', launched: 2, listed: 1 }]);
    const place = { server: 'io.github.acme/notes', slug: 'io-github-acme-notes' };
    expect(changes).toEqual({
      servers: {
        new: { count: 0, first: [] },
        changed: {
          count: 2,
          first: [
            { name: 'io.github.acme/breaks', slug: 'io-github-acme-breaks' },
            { name: 'io.github.acme/notes', slug: 'io-github-acme-notes' },
          ],
        },
        gone: { count: 1, first: [{ name: 'io.github.third/third', slug: 'io-github-third-third' }] },
      },
      tools: {
        new: { count: 1, first: [{ ...place, tool: 'new_note' }] },
        changed: {
          count: 1,
          first: [{ ...place, tool: 'get_note', severity: 'low', says: ['the argument `path` is new'] }],
        },
        gone: { count: 1, first: [{ ...place, tool: 'delete_note' }] },
      },
    });
    expect(await json('report', '--db', db())).toMatchObject({ changes });
  });

  test('sees that the list of before is kept and dated when the new version fails', async () => {
    const status = await json<{ staleLists: object[]; coverage: object; causes: { code: string }[] }>(
      'status',
      '--db',
      db(),
    );
    expect(status.staleLists).toMatchObject([
      { server: 'io.github.acme/breaks', listedVersion: '1.0.0', triedVersion: '2.0.0', code: 'crashed' },
    ]);
    expect(status.coverage).toMatchObject({ byKind: [{ name: 'npm', servers: 3, launchable: 3, listed: 2 }] });
    expect(status.causes.map(({ code }) => code)).toEqual(['crashed', 'needs-env']);

    const { stdout } = await machine.run('explain', `${MARK}-breaks@2.0.0`, '--db', db());
    expect(stdout).toMatch(/^tools: 2 \(live\)/m);
    expect(stdout).toMatch(/^ {2}list of version 1\.0\.0 from \S+$/m);
    expect(stdout).toMatch(/^ {2}kept, because the launch of version 2\.0\.0 on \S+ failed: crashed$/m);
    expect(stdout).toContain('      | TypeError: boom\n      |     at start\n');
    expect(stdout).toContain('launched because its record or the way to launch it changed since the last launch');
    expect(stdout).toContain('launches: 2 launches, newest first');

    expect(await machine.run('build', '--db', db(), '--out', machine.at('site'), '--quiet')).toMatchObject({ code: 0 });
    const page = readFileSync(machine.at('site/tools/io-github-acme-breaks/index.html'), 'utf8').replaceAll(
      /<[^>]+>|\s+/g,
      ' ',
    );
    expect(page).toMatch(
      /last good one: version 1\.0\.0, as of .* the newer version 2\.0\.0, tried on .* the server crashed/,
    );
    const changed = readFileSync(machine.at('site/tools/io-github-acme-notes/get_note/index.html'), 'utf8');
    expect(changed.replaceAll(/<[^>]+>|\s+/g, ' ').replaceAll(/ +/g, ' ')).toContain('the argument path is new low');
  });

  test('finds a server by whatever names it, and is told what looks alike', async () => {
    for (const name of [
      'io.github.other/keyed',
      'io-github-other-keyed',
      `${MARK}-keyed`,
      'https://catalogue.example/tools/io-github-other-keyed/',
    ]) {
      expect((await json<{ server: { name: string } }>('explain', name, '--db', db())).server.name).toBe(
        'io.github.other/keyed',
      );
    }
    const { code, stderr } = await machine.run('explain', 'io.github.other/keyd', '--db', db());
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'error: the catalogue has no server io.github.other/keyd\n  Did you mean io.github.other/keyed?\n',
    });
    // Colours of the server are gone from what is kept of its standard error.
    type Told = { launches: { stderrTail: string; attempts: object[] }[] };
    const { launches } = await json<Told>('explain', 'io.github.other/keyed', '--db', db());
    expect(launches[0]!.stderrTail).toBe('Error: API_KEY environment variable is required');
    expect(launches[0]!.attempts.length).toBeGreaterThan(0);
  });

  test('reads how definitions changed', async () => {
    const { stdout } = await machine.run('diff', 'io.github.acme/notes', '--db', db());
    expect(stdout).toMatch(
      /^io\.github\.acme\/notes: get_note\n {2}\S+, version 2\.0\.0: 1 change\n {4}low {5}the argument `path` is new/,
    );
    expect(stdout).toMatch(/^io\.github\.acme\/notes: delete_note\n {2}gone since /m);
    const { tools } = await json<{ tools: { tool: string }[] }>(
      'diff',
      'io.github.acme/notes',
      'get_note',
      '--db',
      db(),
    );
    expect(tools).toMatchObject([
      { tool: 'get_note', versions: [{ packageVersion: '2.0.0' }, { packageVersion: '1.0.0' }] },
    ]);
    expect(await machine.run('diff', 'io.github.acme/notes', 'nope', '--db', db())).toMatchObject({ code: 2 });
  });
});

describe('an interrupted crawl', { timeout: 180_000 }, () => {
  const SERVERS = [listed('a', 'slow'), listed('b', 'notes'), listed('c', 'third')];
  const running = async (db: string) => {
    const crawl = machine.start('crawl', '--from', machine.list(SERVERS), '--concurrency', '1', '--db', machine.at(db));
    await until('the slow server runs', () => strangersWith(`node_modules/${MARK}-slow/slow.mjs`).length > 0);
    return crawl;
  };
  const rows = (db: string) => launchRows(machine.at(db)).map(({ server: name, code }) => `${name} ${code}`);

  test('once: what runs ends and is stored, nothing else begins', async () => {
    const crawl = await running('once.sqlite');
    crawl.signal('SIGINT');
    const { code, stderr } = await crawl.ended;
    expect(code).toBe(1);
    expect(stderr).toContain('stopping: 1 under way, which end first; interrupt again to stop at once');
    expect(rows('once.sqlite')).toEqual(['io.github.a/slow listed']);
    expect(runStatuses(machine.at('once.sqlite'))).toEqual(['stopped']);
    const report = await json<RunReport>('report', '--db', machine.at('once.sqlite'));
    expect(report).toMatchObject({ run: { status: 'stopped' }, launches: { launched: 1, left: 2 } });

    expect((await machine.run('crawl', '--db', machine.at('once.sqlite'))).code).toBe(0);
    expect(rows('once.sqlite').slice(1).toSorted()).toEqual(['io.github.b/notes listed', 'io.github.c/third listed']);
  });

  test('twice: at once, nothing runs on, and the next crawl does it all', async () => {
    const crawl = await running('twice.sqlite');
    crawl.signal('SIGINT');
    await crawl.said(/stopping: 1 under way/);
    crawl.signal('SIGINT');
    expect((await crawl.ended).code).toBe(130);
    await until('no server runs', () => processesWith(`node_modules/${MARK}-slow`).length === 0);
    expect(rows('twice.sqlite')).toEqual([]);

    // A run that could not end has launches at most, and says so.
    const killed = await machine.run('report', '--db', machine.at('twice.sqlite'));
    expect(killed.stdout).toContain('what it changed is not known: it was killed before it could compare');
    expect((await machine.run('crawl', '--db', machine.at('twice.sqlite'))).code).toBe(0);
    expect(rows('twice.sqlite')).toHaveLength(3);
    expect(runStatuses(machine.at('twice.sqlite'))).toEqual(['stopped', 'done']);
    expect(await json('report', '1', '--db', machine.at('twice.sqlite'))).toMatchObject({
      run: { id: 1, endedAt: null },
    });
  });
});
