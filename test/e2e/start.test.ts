/** The main job from the command line: crawl, classify, build; again without a change; and with one. */
import { accessSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { catalogueContent, launchRows, runStatuses } from './catalogue-content.ts';
import { crawlMachine, type CrawlMachine } from './crawl-machine.ts';
import { folderContent } from './folder-content.ts';
import { processesWith, until } from './machine-processes.ts';
import { startToolgate } from './toolgate-process.ts';

const inputSchema = { type: 'object', properties: { id: { type: 'string' } } };
/** The three tools of the rule book's worked examples. */
const BRIEF = ['logout', 'track_logout', 'auth_logout'];
const SERVERS = [
  { name: 'io.example/auth', identifier: 'auth-server' },
  { name: 'io.example/notes', identifier: 'notes-server' },
  { name: 'io.example/keyed', identifier: 'keyed-server' },
  { name: 'io.example/broken', identifier: 'broken-server' },
];
const notes = (version: string, description: string) =>
  testServerPackage(
    'notes-server',
    {
      kind: 'scripted',
      behaviour: 'tools',
      tools: [
        { name: 'get_note', description, inputSchema },
        { name: 'delete_note', description: 'Delete a note permanently.', inputSchema },
      ],
    },
    { version },
  );

let machine: CrawlMachine;
let list: string;
beforeAll(async () => {
  machine = await crawlMachine([
    testServerPackage('auth-server', {
      kind: 'honest',
      tools: BRIEF.map((name) => ({ name, description: 'Log out of the current session.' })),
    }),
    notes('1.0.0', 'Reads a note.'),
    // No value that could be made up is good enough for it.
    testServerPackage('keyed-server', {
      kind: 'scripted',
      behaviour: 'exit',
      code: 1,
      stderr: 'Error: the EXAMPLE_API_KEY environment variable is required',
    }),
    testServerPackage('broken-server', { kind: 'scripted', behaviour: 'exit', code: 3, stderr: 'Error: out of luck' }),
  ]);
  list = machine.list(SERVERS);
});
afterAll(() => machine.close());

const crawl = (...more: string[]) => machine.run('crawl', '--from', list, '--db', machine.at('c.sqlite'), ...more);
const build = (...more: string[]) =>
  machine.run('build', '--db', machine.at('c.sqlite'), '--out', machine.at('out'), ...more);
const published = (file: string) => readFileSync(machine.at('out', file), 'utf8');
/** A document of the API, as far as the tests look at it. */
const server = (slug: string) =>
  JSON.parse(published(`api/v1/servers/${slug}.json`)) as {
    tools: Record<string, { policy: unknown; level: string; category: string; history: unknown[] }>;
  };

test('a first run says what was listed, what failed and why, and what was classified', async () => {
  const { code, stdout, stderr } = await crawl();
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).toMatch(/^4 servers: 2 listed their tools, 2 did not$/m);
  expect(stdout).toMatch(/^ +1 {2}needs-env: .+$/m);
  expect(stdout).toMatch(/^ +io\.example\/keyed \(needs-env\): .*EXAMPLE_API_KEY.*$/m);
  expect(stdout).toMatch(/^ +io\.example\/broken \(crashed\): .+$/m);
  expect(stdout).toMatch(/^5 tools classified: 1 Low, 3 Medium, 0 High, 1 Critical, 0 Unclassified$/m);
  expect(await build()).toMatchObject({ code: 0 });
  // A failed server is a page, not a gap.
  expect(published('tools/io-example-keyed/index.html')).toContain('EXAMPLE_API_KEY');
});

test.each(BRIEF)('%s is Write, Medium, 30 a minute: in the store, the API and on its page', (tool) => {
  const policy = {
    version: '1',
    default: 'deny',
    tools: { [tool]: { limits: [{ counter: `${tool}_rate`, window: 'minute', max: 30, scope: 'grant' }] } },
  };
  const stored = catalogueContent(machine.at('c.sqlite'))
    .flatMap(({ tools }) => tools)
    .find(({ name }) => name === tool);
  expect(stored?.verdict).toMatchObject({ category: 'Write', level: 'Medium' });
  expect(server('io-example-auth').tools[tool]).toMatchObject({ category: 'Write', level: 'Medium', policy });
  const page = published(`tools/io-example-auth/${tool}/index.html`);
  const snippet = /<code id="policy-json">(.*?)<\/code>/s.exec(page)![1]!;
  expect(JSON.parse(snippet.replace(/<[^>]*>/g, '').replaceAll('&quot;', '"'))).toEqual(policy);
  expect(page).toContain('Medium');
});

test('a second run launches, classifies, renders and writes nothing, and says so', async () => {
  const asked = machine.npm.requests.length;
  const before = folderContent(machine.at('out'));
  const crawled = await crawl('--json');
  expect({ code: crawled.code, ...(JSON.parse(crawled.stdout) as object) }).toMatchObject({
    code: 0,
    status: 'done',
    stages: {
      plan: { planned: 0 },
      launch: { launched: 0, listed: 0, failed: 0, toolsAdded: 0, toolsChanged: 0, toolsRemoved: 0 },
      classify: { tools: 5, classified: 0 },
    },
  });
  expect(crawled.stderr).toMatch(/^launch: 0 launched$/m);
  expect(machine.npm.requests.length).toBe(asked);
  const built = await build('--json');
  expect(JSON.parse(built.stdout)).toMatchObject({
    site: { rendered: 0, written: 0 },
    api: { written: 0 },
    removed: 0,
  });
  expect(built.stderr).toMatch(/none of \d+ servers changed/);
  expect(folderContent(machine.at('out'))).toEqual(before);
});

test('a new version in the registry: its server alone is launched, its pages alone are rendered', async () => {
  machine.npm.publish(notes('1.1.0', 'Reads a note and says who wrote it.'));
  machine.list(SERVERS.map((item) => (item.identifier === 'notes-server' ? { ...item, version: '1.1.0' } : item)));
  const asked = machine.npm.requests.length;
  const before = folderContent(machine.at('out'));

  const { stdout } = await crawl('--json');
  expect(JSON.parse(stdout)).toMatchObject({
    stages: { launch: { launched: 1, listed: 1, toolsChanged: 1 }, classify: { classified: 1 } },
  });
  expect(machine.npm.requests.slice(asked).filter((request) => !request.startsWith('/notes-server'))).toEqual([]);
  const launches = launchRows(machine.at('c.sqlite')).map((row) => row.server);
  expect(launches.filter((name) => name === 'io.example/notes')).toHaveLength(2);
  expect(launches).toHaveLength(5);

  await build('--json');
  const after = folderContent(machine.at('out'));
  // Files of the search that stood before, since theirs never change.
  const gone = Object.keys(before).filter((file) => !(file in after));
  expect(gone.filter((file) => !file.startsWith('search/files/'))).toEqual([]);
  const changed = Object.keys(after).filter((file) => after[file] !== before[file] && file.startsWith('tools/'));
  expect(changed).toContain('tools/io-example-notes/get_note/index.html');
  expect(changed.filter((file) => !/^tools\/(io-example-notes\/.*|index\.html)$/.test(file))).toEqual([]);
  const { get_note: read, delete_note: other } = server('io-example-notes').tools;
  expect(read?.history).toMatchObject([{ packageVersion: '1.1.0' }, { packageVersion: '1.0.0' }]);
  expect(other?.history).toMatchObject([{ packageVersion: '1.0.0' }]);
});

test('Ctrl-C during a launch: that one ends and is stored, no other begins, and the next run goes on', async () => {
  const mark = `waits-${process.pid}`;
  machine.npm.publish(testServerPackage(mark, { kind: 'scripted', behaviour: 'late', ms: 6000 }));
  for (const last of ['fine', 'never'])
    machine.npm.publish(testServerPackage(`${mark}-${last}`, { kind: 'scripted', behaviour: 'garbage' }));
  const stopped = machine.list([
    { name: 'io.example/fine', identifier: `${mark}-fine` },
    { name: 'io.example/waits', identifier: mark },
    { name: 'io.example/never', identifier: `${mark}-never` },
  ]);
  const db = machine.at('stopped.sqlite');
  const running = machine.start('crawl', '--from', stopped, '--db', db, '--concurrency', '1', '--json');
  await running.said(/io\.example\/fine .*: 1 tools/);
  await until('the second server runs', () => processesWith(`node_modules/${mark}/scripted.mjs`).length > 0);
  running.signal('SIGINT');
  const { code, stdout } = await running.ended;
  expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({ code: 1, status: 'stopped' });
  expect(processesWith(`node_modules/${mark}`)).toEqual([]);
  expect(runStatuses(db)).toEqual(['stopped']);
  const before = [
    { server: 'io.example/fine', code: 'listed' },
    { server: 'io.example/waits', code: 'listed' },
  ];
  expect(launchRows(db)).toMatchObject(before);

  expect(await machine.run('crawl', '--from', stopped, '--db', db)).toMatchObject({ code: 0 });
  expect(launchRows(db)).toMatchObject([...before, { server: 'io.example/never', code: 'listed' }]);
  expect(runStatuses(db)).toEqual(['stopped', 'done']);
});

test('no sandbox, no launch: a machine without bubblewrap is told what to install', async () => {
  const bin = machine.at('bin');
  mkdirSync(bin);
  for (const program of ['node', 'npm', 'env', 'setpriv', 'prlimit', 'sh']) {
    const found = (process.env['PATH'] ?? '').split(path.delimiter).filter((dir) => !dir.includes('node_modules'));
    const from = found.map((dir) => path.join(dir, program)).find((file) => isThere(file));
    if (from !== undefined) symlinkSync(from, path.join(bin, program));
  }
  const asked = machine.npm.requests.length;
  const db = machine.at('bare.sqlite');
  const { code, stderr } = await startToolgate(['crawl', '--from', machine.list(SERVERS), '--db', db], {
    ...machine.env,
    PATH: bin,
  }).ended;
  expect({ code, stderr }).toMatchObject({ code: 4 });
  expect(stderr).toMatch(/error: bwrap, a part of the sandbox .* cannot be run/);
  expect(stderr).toContain('apt-get install bubblewrap');
  expect(machine.npm.requests.length).toBe(asked);
  expect(launchRows(db)).toEqual([]);
  expect(runStatuses(db)).toEqual(['failed']);
});

test('--isolation none warns', async () => {
  const db = machine.at('none.sqlite');
  const one = machine.list([{ name: 'io.example/notes', identifier: 'notes-server' }]);
  const { code, stderr } = await machine.run('crawl', '--from', one, '--db', db, '--isolation', 'none');
  expect(code).toBe(0);
  expect(stderr).toMatch(/warning: --isolation none runs the code of strangers .* without any protection/);
  const store = openStore(db, { readonly: true });
  const [launch] = store.launches.of(1, 1);
  store.close();
  expect(launch?.report.isolation).toBe('none');
});

function isThere(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
