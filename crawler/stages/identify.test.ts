import { describe, expect, it } from 'vitest';
import { catalogueReader } from '../../catalog/store/reader.ts';
import type { ServerJson } from '../../catalog/model/server-json.ts';
import { identityWorld, shownServers } from '../../test/identity-world.ts';
import { registryEntry as entry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { identifyEntries } from './identify.ts';

const npm = (identifier: string, version = '1.0.0'): ServerJson['packages'][number] => ({
  registryType: 'npm',
  identifier,
  version,
  transport: { type: 'stdio' },
});
const image = (identifier: string) => ({ ...npm(identifier), registryType: 'oci' });
const remote = (url: string) => ({ type: 'streamable-http', url });
const repository = (url: string, subfolder?: string) => ({ repository: { url, subfolder } });

const ACME = entry('io.github.acme/notes', {
  title: 'Notes',
  packages: [npm('@acme/notes')],
  ...repository('https://github.com/acme/notes'),
});

function world() {
  const store = temporaryStore();
  return { store, ...identityWorld(store), shown: () => shownServers(store) };
}

describe('crawler/stages/identify.test.ts: what is one server', () => {
  it('puts listings by package, repository in any spelling, and remote with what owns them', async () => {
    const { list, shown } = world();
    await list({
      official: [
        ACME,
        entry('com.example/maps', { remotes: [remote('https://mcp.example.com/mcp')] }),
        entry('io.github.acme/other', repository('https://github.com/acme/mono', 'servers/other')),
      ],
      one: [
        entry('one/a', { packages: [npm('@acme/notes', '0.9.0')] }),
        entry('one/b', { remotes: [remote('https://MCP.example.com:443/mcp/?key=1')] }),
      ],
      two: [
        entry('two/a', repository('https://www.GitHub.com/Acme/Notes.git')),
        entry('two/b', repository('https://github.com/acme/mono/tree/main/servers/other')),
        entry('two/c', repository('https://github.com/acme/mono')),
      ],
    });
    expect(shown()).toEqual({
      'io-github-acme-notes': ['official:io.github.acme/notes', 'one:one/a', 'two:two/a'],
      'com-example-maps': ['official:com.example/maps', 'one:one/b'],
      'io-github-acme-other': ['official:io.github.acme/other', 'two:two/b'],
      'two-c': ['two:two/c'],
    });
  });

  it('puts listings together that nobody owns, by what they name', async () => {
    const { list, shown } = world();
    const acme = repository('https://github.com/acme/x');
    await list({
      one: [
        entry('one/x', { packages: [npm('@acme/x')], ...acme }),
        entry('one/r', { remotes: [remote('https://r.example/mcp')] }),
      ],
      two: [entry('two/x', acme), entry('two/p', { packages: [npm('@acme/x')] })],
      three: [
        entry('three/x', { packages: [image('docker.io/acme/x:1')], ...acme }),
        entry('three/r', { remotes: [remote('https://r.example/mcp/')] }),
      ],
    });
    expect(Object.values(shown())).toEqual([
      ['one:one/r', 'three:three/r'],
      ['one:one/x', 'three:three/x', 'two:two/p', 'two:two/x'],
    ]);
  });

  it('tells servers of one repository apart, and takes no side for a listing that names only the repository', async () => {
    const { list, shown } = world();
    const mono = repository('https://github.com/acme/mono');
    await list({
      official: [
        entry('io.github.acme/a', { packages: [npm('@acme/a')], ...mono }),
        entry('io.github.acme/b', { packages: [npm('@acme/b')], ...mono }),
      ],
      one: [entry('one/mono', mono), entry('one/a', { packages: [npm('@acme/a')], ...mono })],
    });
    expect(shown()).toEqual({
      'io-github-acme-a': ['official:io.github.acme/a', 'one:one/a'],
      'io-github-acme-b': ['official:io.github.acme/b'],
      'one-mono': ['one:one/mono'],
    });
  });

  it('does not take a name for the server, unless something else agrees or there is nothing else', async () => {
    const { list, shown } = world();
    await list({
      official: [ACME],
      one: [
        entry('io.github.acme/notes', { packages: [npm('notes-of-somebody')], nativeId: 'other package' }),
        entry('io.github.ACME/notes', { nativeId: 'nothing else' }),
      ],
      two: [
        entry('io.github.acme/notes', {
          ...repository('https://github.com/acme/notes'),
          remotes: [remote('https://x.example/mcp')],
        }),
      ],
    });
    expect(Object.values(shown())).toEqual([
      ['official:io.github.acme/notes', 'one:nothing else', 'two:io.github.acme/notes'],
      ['one:other package'],
    ]);
  });

  it('joins what proves each other: a package that names a repository, and the repository that names the package', async () => {
    const { list, shown } = world();
    const x = { packages: [npm('x')], ...repository('https://github.com/acme/x') };
    await list({ npm: [entry('npm/x', x)], github: [entry('github/x', repository('https://github.com/acme/x'))] });
    expect(Object.keys(shown())).toEqual(['github-x', 'npm-x']);
    await list({ github: [entry('github/x', x)] });
    expect(Object.values(shown())).toEqual([['github:github/x', 'npm:npm/x']]);
  });
});

describe('crawler/stages/identify.test.ts: what nobody can take over', () => {
  it('a server, by naming its package or repository', async () => {
    const evil = entry('com.evil/notes', {
      title: 'Evil',
      packages: [npm('evil-notes')],
      updatedAt: '2027-01-01T00:00:00.000Z',
      ...repository('https://github.com/acme/notes'),
    });
    const thief = entry('com.thief/notes', {
      packages: [npm('@acme/notes')],
      ...repository('https://github.com/acme/notes'),
    });
    for (const order of [
      { one: [evil], official: [thief, evil, ACME], two: [evil] },
      { official: [ACME, evil, thief], two: [evil], one: [evil] },
    ]) {
      const { store, list, shown } = world();
      await list(order);
      const view = catalogueReader(store).view('io-github-acme-notes')!;
      expect(view.server.title).toBe('Notes');
      expect(view.packages.map(({ identifier }) => identifier)).toEqual(['@acme/notes']);
      expect(view.entries.filter(({ standing }) => standing === 'owner').map(({ nativeId }) => nativeId)).toEqual([
        'io.github.acme/notes',
      ]);
      expect(shown()).toEqual({
        'io-github-acme-notes': ['official:io.github.acme/notes'],
        'com-evil-notes': ['official:com.evil/notes', 'one:com.evil/notes', 'two:com.evil/notes'],
        'com-thief-notes': ['official:com.thief/notes'],
      });
    }
  });

  it('the words and the packages of a server, by a listing that is put with it', async () => {
    const { store, list } = world();
    const listing = entry('one/notes', {
      title: 'Best notes',
      description: 'buy',
      websiteUrl: 'https://evil.example/',
      packages: [npm('@acme/notes'), npm('evil-notes')],
      updatedAt: '2027-01-01T00:00:00.000Z',
    });
    await list({ one: [listing], official: [ACME] });
    const view = catalogueReader(store).view('io-github-acme-notes')!;
    expect(view.server).toMatchObject({ title: 'Notes', websiteUrl: null });
    expect(view.packages).toHaveLength(1);
    expect(view.entries).toMatchObject([
      { standing: 'owner' },
      { registry: 'one', standing: 'claimant', joinedBy: 'package' },
    ]);
  });

  it('its place in the catalogue, by a listing that is taken down', async () => {
    const { list, shown } = world();
    await list({ official: [ACME], one: [entry('one/x', { packages: [npm('@acme/notes')], status: 'deleted' })] });
    expect(Object.keys(shown())).toEqual(['io-github-acme-notes']);
    await list({ official: [{ ...ACME, status: 'deleted' }] });
    expect(shown()).toEqual({});
  });

  it('two servers at once, by a listing that names both', async () => {
    const { list, shown } = world();
    const b = entry('io.github.acme/b', { packages: [npm('@acme/b')] });
    await list({ official: [ACME, b], one: [entry('one/x', { packages: [npm('@acme/notes'), npm('@acme/b')] })] });
    expect(Object.keys(shown())).toEqual(['io-github-acme-b', 'io-github-acme-notes']);
  });

  it('the address of its name', async () => {
    const { store, list, shown } = world();
    await list({ one: [entry('io.github/acme-notes', { packages: [npm('evil')] })] });
    expect(Object.keys(shown())).toEqual(['io-github-acme-notes']);
    await list({ official: [ACME] });
    expect(shown()['io-github-acme-notes']).toEqual(['official:io.github.acme/notes']);
    expect(store.servers.bySlug('io-github-acme-notes')!.name).toBe('io.github.acme/notes');
    expect(Object.keys(shown())[1]).toMatch(/^io-github-acme-notes-[0-9a-f]{8}$/);
  });

  it('a package whose owner is gone', async () => {
    const { list, shown } = world();
    await list({ official: [ACME] });
    await list({ official: [entry('com.thief/notes', { packages: [npm('@acme/notes')] })] });
    expect(shown()).toEqual({ 'com-thief-notes': ['official:com.thief/notes'] });
  });

  it('a repository that nobody owns, by a package or a remote that is not called after it', async () => {
    const { list, shown } = world();
    const x = repository('https://github.com/acme/x');
    await list({
      one: [entry('one/x', x)],
      two: [entry('two/x', { packages: [npm('evil')], ...x })],
      three: [entry('three/x', { remotes: [remote('https://evil.example/mcp')], ...x })],
    });
    expect(Object.keys(shown())).toEqual(['one-x', 'three-x', 'two-x']);
  });
});

describe('crawler/stages/identify.test.ts: a package that says whose it is', () => {
  const moved = entry('com.acme/notes', { packages: [npm('@acme/notes')] });
  const statement = { package: 'package:npm:@acme/notes', version: '1.0.0' };

  it('settles whose it is, and leaves the other a server of its own', async () => {
    const { store, list, shown } = world();
    await list({ official: [ACME, moved], one: [entry('one/n', { packages: [npm('@acme/notes')] })] });
    expect(Object.keys(shown())).toEqual(['com-acme-notes', 'io-github-acme-notes', 'one-n']);
    store.identities.putStatement({
      ...statement,
      mcpNames: ['com.acme/notes'],
      checkedAt: '2026-01-01T00:00:00.000Z',
    });
    identifyEntries(store);
    expect(shown()).toEqual({
      'com-acme-notes': ['official:com.acme/notes', 'one:one/n'],
      'io-github-acme-notes': ['official:io.github.acme/notes'],
    });
  });

  it('joins both when it has named both', async () => {
    const { store, list, shown } = world();
    await list({ official: [ACME] });
    store.identities.putStatement({
      ...statement,
      mcpNames: ['io.github.acme/notes'],
      checkedAt: '2026-01-01T00:00:00.000Z',
    });
    await list({ official: [{ ...ACME, status: 'deprecated' }, moved] });
    expect(Object.keys(shown())).toEqual(['com-acme-notes', 'io-github-acme-notes']);
    store.identities.putStatement({
      ...statement,
      mcpNames: ['com.acme/notes'],
      checkedAt: '2026-02-01T00:00:00.000Z',
    });
    identifyEntries(store);
    expect(shown()).toEqual({ 'io-github-acme-notes': ['official:com.acme/notes', 'official:io.github.acme/notes'] });
    expect(store.servers.bySlug('io-github-acme-notes')).toMatchObject({ name: 'com.acme/notes', status: 'active' });
    expect(store.identities.statementOf(statement.package)).toMatchObject({ mcpNames: ['com.acme/notes'] });
  });
});

describe('crawler/stages/identify.test.ts: addresses', () => {
  it('are kept by the older server when two become one, and given back when they part again', async () => {
    const { store, list, shown } = world();
    const a = entry('npm/a', { packages: [npm('a')] });
    const b = entry('npm/b', { packages: [npm('b')] });
    await list({ npm: [a, b] });
    const [first, second] = [store.servers.bySlug('npm-a')!, store.servers.bySlug('npm-b')!];
    const tools = { source: 'live', launchId: null, packageVersion: null, at: '2026-01-01' } as const;
    store.tools.replaceList({ ...tools, serverId: second.id, tools: [{ name: 'tool' }] });
    const bridge = entry('com.acme/both', { packages: [npm('a'), npm('b')] });
    await list({ official: [bridge] });
    expect(shown()).toEqual({ 'npm-a': ['npm:npm/a', 'npm:npm/b', 'official:com.acme/both'] });
    expect(store.servers.byId(first.id)).toMatchObject({ name: 'com.acme/both' });
    expect([...store.identities.merged()]).toEqual([[second.id, first.id]]);

    await list({ official: [entry('com.acme/else')] });
    expect(shown()).toEqual({
      'com-acme-else': ['official:com.acme/else'],
      'npm-a': ['npm:npm/a', 'official:com.acme/both'],
      'npm-b': ['npm:npm/b'],
    });
    expect(catalogueReader(store).view('npm-b')).toMatchObject({
      server: { id: second.id },
      tools: [{ name: 'tool' }],
    });
    expect(store.identities.merged().size).toBe(0);
  });

  it('are kept when a project is listed under another name, whether the old one stays or not', async () => {
    for (const old of [[], [{ ...ACME, status: 'deprecated' as const }]]) {
      const { store, list, shown } = world();
      await list({ official: [ACME] });
      const { id } = store.servers.bySlug('io-github-acme-notes')!;
      const renamed = entry('io.github.acme/notebook', { packages: [npm('@acme/notes')] });
      await list({ official: [...old, renamed] });
      const slugs = Object.keys(shown());
      expect(slugs).toHaveLength(1);
      const merged = store.identities.merged();
      const leads = merged.get(id) ?? id;
      expect(store.servers.byId(leads)).toMatchObject({
        slug: slugs[0],
        name: 'io.github.acme/notebook',
        status: 'active',
      });
    }
  });
});

describe('crawler/stages/identify.test.ts: conflicts and copies', () => {
  it('says on what registries disagree, and who says what', async () => {
    const { store, list } = world();
    await list({
      official: [ACME],
      one: [
        entry('one/notes', {
          title: ' notes',
          packages: [npm('@acme/notes', '2.0.0')],
          version: '2.0.0',
          ...repository('https://github.com/fork/notes'),
        }),
      ],
    });
    const { id } = store.servers.bySlug('io-github-acme-notes')!;
    const said = store.identities.identityOf(id).conflicts;
    expect(said.map(({ field }) => field)).toEqual(['name', 'repository']);
    expect(said[1]!.values).toEqual([
      { value: 'github.com/acme/notes', entries: [{ registry: 'official', nativeId: 'io.github.acme/notes' }] },
      { value: 'github.com/fork/notes', entries: [{ registry: 'one', nativeId: 'one/notes' }] },
    ]);
    await list({ one: [entry('one/else')] });
    expect(store.identities.identityOf(id).conflicts).toEqual([]);
  });

  it('counts servers with the same description', async () => {
    const { store, list } = world();
    const many = Array.from({ length: 5 }, (_, i) =>
      entry(`com.spam/s${i}`, {
        description: i < 4 ? 'The very best  tools for you' : 'Something of its own',
        packages: [npm(`s${i}`)],
      }),
    );
    many[1]!.server.description = 'the very best tools FOR you ';
    await list({ official: many });
    const copies = (i: number) => store.identities.identityOf(store.servers.bySlug(`com-spam-s${i}`)!.id).copies;
    expect([0, 1, 2, 3, 4].map(copies)).toEqual([3, 3, 3, 3, 0]);
    expect(store.identities.state().report).toMatchObject({ entries: 5, servers: 5, copiedDescriptions: 4 });
  });
});
