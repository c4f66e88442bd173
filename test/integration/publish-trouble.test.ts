/** What happens to a publication when something goes wrong in the middle of it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import { openOutput, type OutputDirectory } from '../../output/output-directory.ts';
import { publish } from '../../publish/publish.ts';
import { MANIFEST, type SearchManifest } from '../../site/search/format.ts';
import { hashesOf } from '../api/published.ts';
import { startProgram } from '../child-process.ts';
import { publishFolder } from '../publish-folder.ts';
import { addServer } from '../search/search-catalogue.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

const CHANGES = 'api/v1/changes.csv';

/** All files that follow from the data alone. */
function contentOf(folder: string) {
  const { [CHANGES]: _, ...files } = hashesOf(folder);
  return files;
}

function catalogue(folder: string): { dbPath: string; store: Store } {
  const dbPath = join(folder, 'catalogue.sqlite');
  const store = temporaryStore(dbPath);
  addServer(store, 'one', [{ name: 'read_note', description: 'Reads a note.' }]);
  addServer(store, 'two', [{ name: 'open_door', description: 'Opens a door.' }]);
  return { dbPath, store };
}

/** Puts into the verdicts of a server what no version of this program wrote, and back what was there. */
function verdictsOf(store: Store, serverId: number): { spoil: () => void; mend: () => void } {
  const write = store.db.prepare<[string, number]>(`UPDATE classification SET evidence = ? WHERE definition_hash IN
    (SELECT definition_hash FROM tool WHERE server_id = ?)`);
  const { evidence } = store.tools.of(serverId).map(({ id }) => store.classifications.of(id)!)[0]!;
  return {
    spoil: () => write.run('{"no": "list"}', serverId),
    mend: () => write.run(JSON.stringify(evidence), serverId),
  };
}

test('a server that cannot be made stays as it was, is named, and keeps nobody else from being published', async () => {
  const folder = temporaryFolder();
  const { dbPath, store } = catalogue(folder);
  const out = join(folder, 'out');
  await publishFolder(out, { dbPath });
  const page = (path: string) => readFileSync(join(out, 'tools', path, 'index.html'), 'utf8');
  const before = page('one/read_note');
  const verdicts = verdictsOf(store, store.servers.bySlug('one')!.id);
  verdicts.spoil();
  addServer(store, 'two', [{ name: 'open_door', description: 'Opens a window.' }]);
  const { failed } = await publishFolder(out, { dbPath });
  expect(failed).toEqual([{ slug: 'one', problem: expect.stringMatching(/\w/) as string }]);
  expect(page('one/read_note')).toBe(before);
  expect(page('two/open_door')).toContain('Opens a window.');
  expect(readFileSync(join(out, 'api/v1/servers.json'), 'utf8')).toContain('"one"');
  // It is tried again each time, until it can be made.
  expect((await publishFolder(out, { dbPath })).failed).toHaveLength(1);
  verdicts.mend();
  expect((await publishFolder(out, { dbPath })).failed).toEqual([]);
  const clean = join(folder, 'clean');
  await publishFolder(clean, { dbPath });
  expect(contentOf(out)).toEqual(contentOf(clean));
});

test('a new server that cannot be made is named nowhere, as its address would lead nowhere, until it can be', async () => {
  const folder = temporaryFolder();
  const { dbPath, store } = catalogue(folder);
  const [out, clean] = [join(folder, 'out'), join(folder, 'clean')];
  const id = addServer(store, 'absentee', [{ name: 'ring_bell', description: 'Rings a bell.' }]);
  const old = addServer(store, 'formerly-absentee', []);
  store.db.prepare(`UPDATE server SET status = 'deleted', merged_into = ? WHERE id = ?`).run(id, old);
  const verdicts = verdictsOf(store, id);
  const naming = () =>
    Object.keys(hashesOf(out)).filter((path) => readFileSync(join(out, path), 'latin1').includes('absentee'));
  const searched = () =>
    JSON.parse(inflateRawSync(readFileSync(join(out, 'search', MANIFEST))).toString()) as SearchManifest;
  verdicts.spoil();
  expect((await publishFolder(out, { dbPath })).failed).toHaveLength(1);
  expect(naming()).toEqual([]);
  expect(searched()).toMatchObject({ documents: 4, tools: 2 });
  const home = readFileSync(join(out, 'index.md'), 'utf8');
  expect(home).toContain('2 servers');
  verdicts.mend();
  expect((await publishFolder(out, { dbPath })).failed).toEqual([]);
  expect(naming()).toContain('tools/index.html');
  expect(naming()).toContain('tools/formerly-absentee/index.html');
  expect(searched()).toMatchObject({ documents: 6, tools: 3 });
  await publishFolder(clean, { dbPath });
  expect(contentOf(out)).toEqual(contentOf(clean));
});

test('what a change of the program alone mends is made as it would have been, and so are all lists', async () => {
  const folder = temporaryFolder();
  const { dbPath, store } = catalogue(folder);
  const [out, clean] = [join(folder, 'out'), join(folder, 'clean')];
  await publishFolder(clean, { dbPath });
  const stamp = () => store.serverStamps.all().find(({ slug }) => slug === 'one')!.stamp;
  const verdicts = verdictsOf(store, store.servers.bySlug('one')!.id);
  verdicts.spoil();
  const failedWith = stamp();
  expect((await publishFolder(out, { dbPath })).failed).toHaveLength(1);
  // As if another program could read the row: the row is whole again, and the stamp is the one that it failed with.
  verdicts.mend();
  const restore = store.db.prepare<[string]>(`UPDATE server_stamp SET stamp = unhex(?)
    WHERE server_id = (SELECT id FROM server WHERE slug = 'one')`);
  restore.run(failedWith);
  expect(stamp()).toBe(failedWith);
  expect((await publishFolder(out, { dbPath })).failed).toEqual([]);
  expect(contentOf(out)).toEqual(contentOf(clean));
});

test('what is stored while it runs is for the next time, in all threads alike', async () => {
  const folder = temporaryFolder();
  const { dbPath, store } = catalogue(folder);
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  const copy = join(folder, 'copy.sqlite');
  copyFileSync(dbPath, copy);
  const [out, expected] = [join(folder, 'out'), join(folder, 'expected')];
  let changed = false;
  await publishFolder(out, {
    dbPath,
    threads: 2,
    onProgress({ step }) {
      if (changed || step !== 'servers') return;
      changed = true;
      store.db.prepare(`UPDATE server SET visibility = 'private' WHERE slug = 'two'`).run();
      addServer(store, 'one', [{ name: 'read_note', description: 'Reads all notes.' }]);
      addServer(store, 'three', [{ name: 'ring_bell' }]);
    },
  });
  expect(changed).toBe(true);
  await publishFolder(expected, { dbPath: copy });
  expect(contentOf(out)).toEqual(contentOf(expected));
  await publishFolder(out, { dbPath });
  expect(existsSync(join(out, 'tools/two'))).toBe(false);
  expect(existsSync(join(out, 'tools/three/index.html'))).toBe(true);
});

test('the list of changed files is made after a pass that was killed before it, also when nothing else is left to do', async () => {
  const folder = temporaryFolder();
  const { dbPath, store } = catalogue(folder);
  const out = join(folder, 'out');
  const respects = ['documents'] as const;
  const list = () => readFileSync(join(out, CHANGES), 'utf8');
  await publishFolder(out, { dbPath, respects });
  const named = '/api/v1/servers/two.json,server';
  expect(list()).toContain(named);
  store.db.prepare(`UPDATE server SET visibility = 'private' WHERE slug = 'two'`).run();
  const killed = startProgram('publish-without-list.ts', dbPath, out);
  await killed.said('paused');
  await killed.kill();
  expect(existsSync(join(out, 'api/v1/servers/two.json'))).toBe(false);
  expect(list()).toContain(named);

  const { api, removed } = await publishFolder(out, { dbPath, respects });
  expect([api.written, removed]).toEqual([1, 0]);
  expect(list()).not.toContain('two');
  expect(list()).toMatch(/,everything\n$/);
  expect((await publishFolder(out, { dbPath, respects })).api.written).toBe(0);
});

test.each<[string, (file: string) => void]>([
  ['deleted', (file) => rmSync(file)],
  [
    'changed',
    (file) => {
      writeFileSync(file, readFileSync(file, 'utf8').toUpperCase());
      utimesSync(file, 5, 5);
    },
  ],
])('the list of changed files comes back when somebody has %s it', async (_, spoil) => {
  const folder = temporaryFolder();
  const { dbPath } = catalogue(folder);
  const out = join(folder, 'out');
  const file = join(out, CHANGES);
  const respects = ['documents'] as const;
  await publishFolder(out, { dbPath, respects });
  const list = readFileSync(file, 'utf8');
  spoil(file);
  expect((await publishFolder(out, { dbPath, respects })).api.written).toBe(1);
  expect(readFileSync(file, 'utf8')).toBe(list);
});

test('the pages of a large server are handed over a few at a time', async () => {
  const folder = temporaryFolder();
  const dbPath = join(folder, 'catalogue.sqlite');
  const store = temporaryStore(dbPath);
  const tools = Array.from({ length: 400 }, (_, i) => ({ name: `tool_${i}`, description: 'Reads a note.' }));
  addServer(store, 'large', tools);
  const output = openOutput(join(folder, 'out'));
  const sizes: number[] = [];
  const watched: OutputDirectory = {
    ...output,
    beginPart(name) {
      const part = output.beginPart(name);
      if (!name.startsWith('pages/')) return part;
      return {
        ...part,
        put(files) {
          sizes.push(files.reduce((sum, { content }) => sum + (content?.length ?? 0), 0));
          return part.put(files);
        },
      };
    },
  };
  await publish({ dbPath, output: watched });
  output.close();
  expect(sizes.length).toBeGreaterThan(5);
  // A slice, and the page that filled it.
  expect(Math.max(...sizes)).toBeLessThan(2_000_000);
});

test('a full disk is said in one line', () => {
  const folder = temporaryFolder();
  const { dbPath, store } = catalogue(folder);
  for (let i = 0; i < 40; i += 1) addServer(store, `server${i}`, [{ name: 'read_note' }]);
  const root = resolve(import.meta.dirname, '../..');
  const build = [process.execPath, join(root, 'cli/main.ts'), 'build', '--db', dbPath, '--out', '/mnt/out'];
  const [program, ...args] = [
    'bwrap',
    '--dev-bind',
    '/',
    '/',
    '--size',
    '6000000',
    '--tmpfs',
    '/mnt',
    ...build,
  ] as const;
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  expect(stderr).toContain('no room is left on the disk of /mnt/out');
  expect(stderr).not.toContain('    at ');
  expect(status).toBe(4);
});
