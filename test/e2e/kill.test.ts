/** `toolgate` killed without warning at many instants, and run again: nothing finished is lost, nothing is done twice. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHANGED_FILES } from '../../api/paths.ts';
import { openStore } from '../../catalog/store/open.ts';
import type { PublishedPackage } from '../npm-registry.ts';
import { testServerPackage } from '../mcp-servers/test-server-package.ts';
import { catalogueContent, launchRows, runStatuses } from './catalogue-content.ts';
import { crawlMachine, type CrawlMachine } from './crawl-machine.ts';
import { folderContent } from './folder-content.ts';
import { processesWith, strangersWith, until } from './machine-processes.ts';

/** Part of the name of every package here, by which their processes are found. */
const MARK = `killed-${process.pid}`;
const SERVERS = Array.from({ length: 8 }, (_, i) => ({
  name: `io.example/${MARK}-${i}`,
  identifier: `${MARK}-${i}`,
}));
const SLOW = [SERVERS[1]!.identifier, SERVERS[4]!.identifier];

const schema = { type: 'object', properties: { id: { type: 'string' } } };
const toolsOf = (i: number) =>
  ['get_note', 'delete_note', 'send_note', 'logout'].slice(0, 1 + (i % 4)).map((name) => ({
    name,
    description: `${name.replace('_', ' ')} number ${i}`,
    inputSchema: schema,
  }));

/** Ordinary servers, one that fails, and two that take their time, so that a kill meets them in the sandbox. */
function packages(): PublishedPackage[] {
  return SERVERS.map(({ identifier }, i) => {
    const config = i === 6 ? { behaviour: 'exit', stderr: 'no', code: 3 } : { behaviour: 'tools', tools: toolsOf(i) };
    const made = testServerPackage(identifier, { kind: 'scripted', ...config });
    if (!SLOW.includes(identifier)) return made;
    const slow = `#!/usr/bin/env node\nawait new Promise((go) => setTimeout(go, 1500));\nawait import('./scripted.mjs');\n`;
    return { manifest: { ...made.manifest, bin: 'slow.mjs' }, files: { ...made.files, 'slow.mjs': slow } };
  });
}

let machine: CrawlMachine;
let list: string;
/** The catalogue of a crawl that nobody disturbed. */
let undisturbed: ReturnType<typeof catalogueContent>;
beforeAll(async () => {
  machine = await crawlMachine(packages());
  list = machine.list(SERVERS);
  await crawl('undisturbed.sqlite').ended;
  undisturbed = catalogueContent(machine.at('undisturbed.sqlite'));
});
afterAll(() => machine.close());

const crawl = (db: string) => machine.start('crawl', '--from', list, '--concurrency', '2', '--db', machine.at(db));

/** Servers whose launch the output reports as finished. */
const reported = (stderr: string) =>
  Array.from(stderr.matchAll(/^ {2}(io\.example\/\S+) \(.*\): .*$/gm), ([, name]) => name!);

/** Servers whose package was asked for since a point in the registry's log. */
const asked = (since: number) =>
  SERVERS.filter(({ identifier }) => machine.npm.requests.slice(since).includes(`/${identifier}/1.0.0`)).map(
    ({ name }) => name,
  );

/** No stranger's process outlives the program that started it. */
async function nothingRuns() {
  // The kernel ends them after their parent, not at the same moment.
  await until('no server runs', () => strangersWith(`node_modules/${MARK}`).length === 0);
}

/** What must hold after a kill and one whole run. */
async function finishAndCompare(db: string, finished: readonly string[]) {
  const before = launchRows(machine.at(db));
  expect(before.map(({ server }) => server)).toEqual(expect.arrayContaining([...finished]));
  const since = machine.npm.requests.length;

  const ending = await crawl(db).ended;
  expect(ending).toMatchObject({ code: 0 });
  const after = launchRows(machine.at(db));
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.map(({ server }) => server).sort()).toEqual(SERVERS.map(({ name }) => name).sort());
  const stored = new Set(before.map(({ server }) => server));
  expect(asked(since).filter((name) => stored.has(name))).toEqual([]);
  expect(reported(ending.stderr).filter((name) => stored.has(name))).toEqual([]);

  expect(catalogueContent(machine.at(db))).toEqual(undisturbed);
  expect(processesWith(machine.folder)).toEqual([]);
}

/** What a killed run had in its work folder; the next run that launches anything removes it. */
const leftInTemp = () => readdirSync(machine.at('tmp')).filter((name) => name.startsWith('toolgate-launch-'));

test('a crawl that nobody disturbs lists all servers but the one that fails', () => {
  expect(
    undisturbed.map(({ launches }) => launches.map(({ code }) => code)).filter(([code]) => code === 'listed'),
  ).toHaveLength(7);
  expect(undisturbed.flatMap(({ tools }) => tools).length).toBeGreaterThan(10);
});

describe('a crawl that is killed', { timeout: 180_000 }, () => {
  test('while a server runs in the sandbox', async () => {
    const running = crawl('running.sqlite');
    const [slow] = SLOW;
    await until('the server runs', () => strangersWith(`node_modules/${slow}/slow.mjs`).length > 0);
    running.signal('SIGKILL');
    const { stderr } = await running.ended;
    await nothingRuns();
    expect(reported(stderr)).not.toContain(SERVERS[1]!.name);
    expect(leftInTemp()).toHaveLength(1);
    await finishAndCompare('running.sqlite', reported(stderr));
    expect(leftInTemp()).toEqual([]);
    expect(runStatuses(machine.at('running.sqlite'))).toEqual(['stopped', 'done']);
  });

  test.each([1, 3])('after launch %i', async (launches) => {
    const db = `after-${launches}.sqlite`;
    const running = crawl(db);
    await running.said(new RegExp(`(^ {2}io\\.example/.*\\n[^]*?){${launches}}`, 'm'));
    running.signal('SIGKILL');
    const { code, stderr } = await running.ended;
    expect(code).toBe(null);
    await nothingRuns();
    expect(reported(stderr).length).toBeGreaterThanOrEqual(launches);
    await finishAndCompare(db, reported(stderr));
    expect(runStatuses(machine.at(db))).toEqual(['stopped', 'done']);
  });

  test('again and again, after each launch', async () => {
    const db = 'again.sqlite';
    const finished: string[] = [];
    let kills = 0;
    for (; kills <= SERVERS.length; kills++) {
      const running = crawl(db);
      const died = running.said(/^ {2}io\.example\//m).then(
        () => running.signal('SIGKILL'),
        () => {},
      );
      const { code, stderr } = await running.ended;
      await died;
      finished.push(...reported(stderr));
      if (code !== null) break;
    }
    // Each of the runs that were killed had finished one launch at least, so this comes to an end.
    expect(kills).toBeGreaterThanOrEqual(2);
    expect(new Set(finished).size).toBe(finished.length);
    await finishAndCompare(db, finished);
    const statuses = runStatuses(machine.at(db));
    expect(statuses.slice(0, 2)).toEqual(['stopped', 'stopped']);
    // A kill of the last run can come after it was recorded as done.
    expect(statuses.filter((status) => status !== 'stopped' && status !== 'done')).toEqual([]);
  });
});

describe('tools from a file', () => {
  const ROWS = Array.from({ length: 10_000 }, (_, i) => ({
    server: `io.example/imported-${i % 40}`,
    name: `get_note_${i}`,
    description: `Reads note number ${i}. ${'It returns the text of the note and its date. '.repeat(8)}`,
    inputSchema: schema,
  }));
  const lines = ROWS.map((row) => `${JSON.stringify(row)}\n`);

  const counted = (db: string, table: string): number => {
    const store = openStore(machine.at(db), { readonly: true });
    try {
      return store.db.prepare<[], { n: number }>(`SELECT count(*) n FROM ${table}`).get()!.n;
    } finally {
      store.close();
    }
  };

  test(
    'an import that is killed keeps what it had stored, and a classification as well',
    { timeout: 180_000 },
    async () => {
      writeFileSync(machine.at('rows.jsonl'), lines.join(''));
      const whole = await machine.run('import', machine.at('rows.jsonl'), '--db', machine.at('imported.sqlite'));
      expect(whole).toMatchObject({ code: 0 });

      const db = 'killed-import.sqlite';
      const importing = machine.start('import', '-', '--db', machine.at(db), '--json');
      // Its standard input stays open, so that it cannot be done before the kill.
      importing.stdin.write(lines.slice(0, 7_250).join(''));
      const stored = () => {
        try {
          return counted(db, 'tool');
        } catch {
          return 0; // No catalogue yet.
        }
      };
      await until('rows are stored', () => stored() > 0);
      importing.signal('SIGKILL');
      await importing.ended;
      const kept = stored();
      expect(kept).toBeGreaterThan(0);
      expect(kept).toBeLessThan(ROWS.length);

      const again = machine.start('import', machine.at('rows.jsonl'), '--db', machine.at(db), '--json');
      await until('tools are classified', () => counted(db, 'classification') > 0);
      again.signal('SIGKILL');
      await again.ended;
      const judged = counted(db, 'classification');
      expect(judged).toBeGreaterThan(0);
      expect(judged).toBeLessThan(ROWS.length);
      expect(counted(db, 'tool_history')).toBe(ROWS.length);

      const last = await machine.run('import', machine.at('rows.jsonl'), '--db', machine.at(db), '--json');
      expect(JSON.parse(last.stdout)).toMatchObject({
        stages: {
          import: { rows: ROWS.length, toolsAdded: 0, toolsChanged: 0, toolsRemoved: 0 },
          classify: { tools: ROWS.length, classified: ROWS.length - judged },
        },
      });
      expect(catalogueContent(machine.at(db))).toEqual(catalogueContent(machine.at('imported.sqlite')));
      expect(runStatuses(machine.at(db))).toEqual(['stopped', 'stopped', 'done']);
    },
  );
});

/** What is published, except for when each file was written: the list of changed files without its dates. */
function timeless(out: string) {
  const rows = readFileSync(join(machine.at(out), CHANGED_FILES), 'utf8')
    .trimEnd()
    .split('\n');
  const undated = rows.map((row) => row.slice(row.indexOf(','))).toSorted();
  return { ...folderContent(machine.at(out)), [CHANGED_FILES.slice(1)]: undated };
}

describe('a build that is killed', { timeout: 180_000 }, () => {
  test.each([
    ['before anything is made', /servers to make/],
    ['when the pages of servers are in place, but no lists are', /pages and lists about all servers/],
  ])('%s', async (_, instant) => {
    const name = instant.source.replaceAll(' ', '-');
    const build = (out: string) =>
      machine.start('build', '--db', machine.at('undisturbed.sqlite'), '--out', machine.at(out));
    const killed = build(name);
    await killed.said(instant);
    killed.signal('SIGKILL');
    expect((await killed.ended).code).toBe(null);
    expect(await build(name).ended).toMatchObject({ code: 0 });
    expect(await build(`${name}-fresh`).ended).toMatchObject({ code: 0 });
    const content = timeless(name);
    expect(content).toEqual(timeless(`${name}-fresh`));
    expect(Object.keys(content)).toContain('api/v1/index.json');
  });
});
