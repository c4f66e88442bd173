import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ApiRedirects } from '../../api/model/api-redirects.ts';
import type { ApiServer } from '../../api/model/api-server.ts';
import type { Store } from '../../catalog/store/open.ts';
import { classifyTools } from '../../crawler/stages/classify.ts';
import { brokenLinks } from '../browser/link-check.ts';
import { identityWorld } from '../identity-world.ts';
import { registryEntry as entry } from '../listed-registry.ts';
import { publishFolder } from '../publish-folder.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

const AT = '2026-11-01T00:00:00.000Z';
const notes = [{ registryType: 'npm', identifier: '@acme/notes', version: '1.0.0', transport: { type: 'stdio' } }];

function listTools(store: Store, slug: string, ...names: string[]) {
  const serverId = store.servers.bySlug(slug)!.id;
  const tools = names.map((name) => ({ name, description: `Reads ${name}.` }));
  store.tools.replaceList({ serverId, tools, source: 'live', launchId: null, packageVersion: null, at: AT });
  classifyTools(store, [], { runId: 0, report: () => {}, signal: new AbortController().signal });
}

const publish = (dbPath: string, root: string) => publishFolder(root, { dbPath, siteUrl: 'https://toolgate.example' });

test('addresses of servers that become one lead to it, with those of their tools, until they part again', async () => {
  const folder = temporaryFolder();
  const [dbPath, out] = [join(folder, 'catalogue.sqlite'), join(folder, 'out')];
  const store = temporaryStore(dbPath);
  const { list } = identityWorld(store);
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  const json = (path: string): unknown => JSON.parse(read(path));

  await list({ one: [entry('one/notes', { description: 'Notes of a listing', packages: notes })] });
  listTools(store, 'one-notes', 'read_notes', 'old_tool', 'delete_note');
  await publish(dbPath, out);
  const before = globSync('**/one-notes{,.*,/**/*.*}', { cwd: out }).filter((path) => /\.\w+$/.test(path));
  const kinds = new Set(before.map((path) => path.split('/')[0]));
  expect(kinds).toEqual(new Set(['api', 'badges', 'cards', 'risk', 'tools']));
  expect(read('tools/one-notes/read_notes/index.html')).toContain('Reads read_notes.');
  expect(read('_redirects')).not.toContain('notes');

  // The owner publishes it, under its own name: the listing is put with it.
  await list({ official: [entry('io.github.acme/notes', { title: 'Notes', packages: notes })] });
  listTools(store, 'io-github-acme-notes', 'read_notes');
  await publish(dbPath, out);
  expect(read('tools/one-notes/index.html')).toContain('url=/tools/io-github-acme-notes/"');
  expect(read('tools/one-notes/read_notes/index.html')).toContain('url=/tools/io-github-acme-notes/read_notes/"');
  expect(read('tools/one-notes/old_tool/index.html')).toContain('url=/tools/io-github-acme-notes/"');
  expect(read('tools/one-notes/index.html')).toContain('href="https://toolgate.example/tools/io-github-acme-notes/"');
  expect(read('_redirects').split('\n').slice(0, 11)).toEqual([
    '/api/v1/servers/one-notes.json /api/v1/servers/io-github-acme-notes.json 301',
    '/cards/one-notes.png /cards/io-github-acme-notes.png 301',
    ...['recommended', 'read-only', 'strict'].map(
      (name) => `/api/v1/policies/one-notes/${name}.json /api/v1/policies/io-github-acme-notes/${name}.json 301`,
    ),
    '/tools/one-notes/delete_note/ /tools/io-github-acme-notes/ 301',
    '/tools/one-notes/old_tool/ /tools/io-github-acme-notes/ 301',
    '/tools/one-notes/read_notes/ /tools/io-github-acme-notes/read_notes/ 301',
    '/risk/critical/one-notes/ /tools/io-github-acme-notes/ 301',
    '/risk/low/one-notes/ /risk/low/io-github-acme-notes/ 301',
    '/tools/one-notes/ /tools/io-github-acme-notes/ 301',
  ]);
  // Every address of a page, of its twin and of the badge answers on any host; all others are led on by hosts that can.
  const led = new Set(
    read('_redirects')
      .split('\n')
      .map((line) => line.split(' ')[0]!.slice(1)),
  );
  const twins = before.filter((path) => path.endsWith('.md'));
  const pages = before.filter((path) => path.endsWith('.html'));
  for (const path of twins)
    expect(read(path)).toMatch(/^# This page has moved\n\nThe catalogue [^\n]+: \[`(\/[^`]+\/)`\]\(\1index\.md\)\.\n$/);
  for (const path of pages) expect(read(path)).toContain(`content-security-policy" content="default-src 'none'`);
  for (const path of before) {
    expect([path, existsSync(join(out, path)) || led.has(path)]).toEqual([path, true]);
  }
  expect(read('badges/one-notes.svg')).toBe(read('badges/io-github-acme-notes.svg'));
  expect(await publish(dbPath, out)).toMatchObject({ site: { written: 0 }, removed: 0 });
  expect((json('api/v1/redirects.json') as ApiRedirects).redirects).toEqual([
    {
      from: 'one-notes',
      to: 'io-github-acme-notes',
      url: '/api/v1/servers/io-github-acme-notes.json',
      tools: [{ from: 'delete_note' }, { from: 'old_tool' }, { from: 'read_notes', to: 'read_notes' }],
    },
  ]);
  expect(existsSync(join(out, 'api/v1/servers/one-notes.json'))).toBe(false);
  expect(json('api/v1/servers/io-github-acme-notes.json') as ApiServer).toMatchObject({
    formerSlugs: ['one-notes'],
    nameProven: true,
    entries: [{ standing: 'owner' }, { registry: 'one', standing: 'claimant', joinedBy: 'package' }],
  });
  expect(brokenLinks(out, (path) => path.endsWith('.json'))).toEqual([]);

  // Renamed by its owner: the address stays.
  await list({ official: [entry('io.github.acme/notebook', { title: 'Notebook', packages: notes })] });
  await publish(dbPath, out);
  const moved = store.servers.bySlug('io-github-acme-notes')!;
  expect(moved).toMatchObject({ name: 'io.github.acme/notebook', status: 'active' });
  expect(read('tools/io-github-acme-notes/index.html')).toContain('io.github.acme/notebook');

  // The listing names something else now: its own address is back.
  await list({ one: [entry('one/notes', { description: 'Notes of a listing' })] });
  await publish(dbPath, out);
  expect(read('tools/one-notes/index.html')).toContain('Notes of a listing');
  expect(read('_redirects')).not.toContain('notes');
  for (const path of before) expect(existsSync(join(out, path))).toBe(true);
  expect(read('badges/one-notes.svg')).not.toBe(read('badges/io-github-acme-notes.svg'));
  expect(brokenLinks(out, (path) => path.endsWith('.json'))).toEqual([]);
}, 240_000);

test('a package that says that it belongs to another server is labelled on every page of the server, and in the API', async () => {
  const folder = temporaryFolder();
  const [dbPath, out] = [join(folder, 'catalogue.sqlite'), join(folder, 'out')];
  const store = temporaryStore(dbPath);
  const { list } = identityWorld(store);
  await list({
    official: [
      entry('com.thief/notes', { description: 'Steals', packages: notes }),
      entry('io.github.acme/notes', { description: 'Is the owner', packages: notes }),
    ],
  });
  for (const slug of ['com-thief-notes', 'io-github-acme-notes']) listTools(store, slug, 'read_notes');
  store.identities.putStatement({
    package: 'package:npm:@acme/notes',
    mcpNames: ['io.github.acme/notes'],
    version: '1.0.0',
    checkedAt: AT,
  });
  await list({});
  await publish(dbPath, out);
  const read = (path: string) => readFileSync(join(out, path), 'utf8');
  for (const page of ['', 'read_notes/']) {
    expect(read(`tools/com-thief-notes/${page}index.html`)).toMatch(/class="warning".*io\.github\.acme\/notes/s);
    expect(read(`tools/io-github-acme-notes/${page}index.html`)).not.toContain('class="warning"');
  }
  const check = (slug: string) => (JSON.parse(read(`api/v1/servers/${slug}.json`)) as ApiServer).ownership;
  const checked = { registryType: 'npm', identifier: '@acme/notes', version: '1.0.0', checkedAt: AT };
  expect(check('com-thief-notes')).toEqual([{ ...checked, status: 'mismatch', statedNames: ['io.github.acme/notes'] }]);
  expect(check('io-github-acme-notes')).toEqual([
    { ...checked, status: 'verified', statedNames: ['io.github.acme/notes'] },
  ]);
  expect(read('tools/com-thief-notes/index.html')).toContain('href="/tools/io-github-acme-notes/"');
  expect(brokenLinks(out, (path) => path.endsWith('.json'))).toEqual([]);
});

test('folders without a page of their own lead to what stands for them, also after the API was published alone', async () => {
  const folder = temporaryFolder();
  const [dbPath, out] = [join(folder, 'catalogue.sqlite'), join(folder, 'out')];
  const { list } = identityWorld(temporaryStore(dbPath));
  await list({ official: [entry('io.github.acme/notes', { title: 'Notes', packages: notes })] });
  await publish(dbPath, out);
  const leads = () =>
    ['servers/', 'publishers/', 'api/', 'api/v1/'].map((path) => {
      const page = readFileSync(join(out, path, 'index.html'), 'utf8');
      expect(page).toContain('<nav aria-label="Main">');
      return /url=([^"]+)"/.exec(page)?.[1];
    });
  const expected = ['/tools/', '/browse/publisher/', '/api-reference/', '/api-reference/'];
  expect(leads()).toEqual(expected);
  for (const to of new Set(expected)) expect(existsSync(join(out, to, 'index.html'))).toBe(true);
  expect(readFileSync(join(out, '_redirects'), 'utf8')).toContain('\n/api/v1/ /api-reference/ 301\n');
  expect(readFileSync(join(out, 'browse/index.md'), 'utf8')).toContain('/browse/publisher/');

  await publishFolder(out, { dbPath, siteUrl: 'https://toolgate.example', respects: ['documents'] });
  expect(leads()).toEqual(expected);
});
