import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../catalog/store/open.ts';
import { openOutput } from '../../output/output-directory.ts';
import { openSearch, type Question, type SearchAnswer } from '../../site/search/browser/search.ts';
import { publishSearchIndex } from '../../publish/search-index.ts';
import { FACET_LEVELS } from '../../site/search/format.ts';
import { serveFolder } from '../browser/static-server.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { publishIndex } from './publish-index.ts';
import { addServer } from './search-catalogue.ts';

const NO_FILTERS = { levels: [], categories: [], servers: [] };
const never = () => new AbortController().signal;

/** 40 servers of 500 tools: words so common that their postings have parts. */
const KINDS = ['note', 'invoice', 'ticket', 'photo', 'album', 'contact', 'calendar', 'device', 'payment', 'report'];
const VERBS = ['list', 'read', 'update', 'remove', 'export'];
const SERVERS = Array.from({ length: 40 }, (_, server) => ({
  name: `acme${server}/desk${server}`,
  tools: Array.from({ length: 500 }, (_tool, i) => ({
    name: `${VERBS[i % 5]}_${KINDS[Math.floor(i / 5) % 10]}_${i}`,
    description: i % 50 === 0 ? 'Works on the whole warehouse.' : 'Works on one thing.',
    level: FACET_LEVELS[i % 4]!,
  })),
}));

const HOSTILE = [
  '../../../etc/passwd',
  '__proto__',
  'constructor',
  'con',
  'nul aux',
  'x'.repeat(1_000_000),
  '\ud83d cut \udc00',
  '\u202Eevil\u202C',
  '<img src=x onerror=alert(1)>',
  'a?b#c%2F&d',
  '工具列表',
];

/** Names that differ in what nearly all names have, or have nothing else; `proceedings` has a stem that has one itself. */
const ALIKE = [
  'x-mcp-server',
  'x',
  'mcp-server-x',
  '@a/server-b',
  'io.github.a/b-mcp',
  'mcp-server',
  'MCP Server of proceedings',
  `io.github.long/${'one two three four five '.repeat(6)}end`,
];

describe('test/search/index.test.ts', () => {
  const close: (() => unknown)[] = [];
  let ask: (text: string, more?: Partial<Question>) => Promise<SearchAnswer>;
  const names = async (answer: SearchAnswer, to = 5) =>
    (await answer.records(0, to, never())).map(({ serverName, name }) => `${serverName} ${name}`);

  beforeAll(async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const { tmpdir } = await import('node:os');
    const folder = mkdtempSync(join(tmpdir(), 'toolgate-search-'));
    close.push(() => rmSync(folder, { recursive: true, force: true }));
    const store = openStore(join(folder, 'c.sqlite'));
    store.transaction(() => {
      for (const { name, tools } of SERVERS) addServer(store, name, tools);
      addServer(store, 'github', [
        { name: 'create_issue', description: 'Opens a GitHub issue.', category: 'Write', level: 'Medium' },
        { name: 'createPullRequest', category: 'Write', level: 'Medium' },
        { name: 'getLivestreams' },
        { name: 'delete_repository', category: 'Destructive', level: 'Critical' },
      ]);
      addServer(store, 'books', [{ name: 'ReadPages' }, { name: 'reading-page' }, { name: 'read_page' }]);
      addServer(store, 'mcp-server-weather', [
        { name: 'forecast', description: '查询天气预报。' },
        { name: '산불', description: '산불 위치를 지도에 표시합니다' },
      ]);
      for (const name of ALIKE) addServer(store, name, [{ name: 'ring_bell' }]);
      addServer(
        store,
        'hostile',
        HOSTILE.map((name) => ({ name, description: name })),
      );
    });
    await publishIndex(store, join(folder, 'out'));
    store.close();
    const server = await serveFolder(join(folder, 'out'));
    close.push(() => server.close());
    const search = openSearch(`${server.url}/search/`);
    ask = (text, more = {}) => search.ask({ text, filters: NO_FILTERS, first: 5, ...more }, never());
  });
  afterAll(async () => {
    for (const end of close.toReversed()) await end();
  });

  it('finds each tool that has all words, and counts them', async () => {
    // Rare beside common: the parts of "list" that tell about the few of the warehouse are loaded.
    const answer = await ask('warehouse list ', { thorough: true });
    expect(answer).toMatchObject({ total: 400, exact: 400 });
    const wanted = SERVERS.flatMap(({ name, tools }) =>
      tools
        .filter((tool) => tool.name.startsWith('list') && tool.description.includes('warehouse'))
        .map((tool) => `${name} ${tool.name}`),
    );
    expect((await names(answer, 400)).sort()).toEqual(wanted.sort());
  });

  it('reads no more of a common word than it needs, and says so', async () => {
    const answer = await ask('list ');
    expect(answer.more).toBe(true);
    expect(answer.total).toBeGreaterThan(11);
    expect(answer.total).toBeLessThan(4000);
    for (const name of await names(answer, 12)) expect(name).toMatch(/ list_/);
  });

  it('puts the name that was typed first', async () => {
    expect((await names(await ask('list_photo_15 ')))[0]).toMatch(/ list_photo_15$/);
    expect((await names(await ask('create issue')))[0]).toBe('github create_issue');
    expect((await names(await ask('createPullReq')))[0]).toBe('github createPullRequest');
  });

  it('puts the very name that was typed before others of the same words', async () => {
    for (const [query, name] of [
      ['read_page', 'read_page'],
      ['ReadPages', 'ReadPages'],
      ['reading page', 'reading-page'],
      ['read page level:low', 'read_page'],
    ] as const)
      expect((await names(await ask(query)))[0]).toBe(`books ${name}`);
  });

  it('gives all that a server has when it is asked for alone', async () => {
    const all = ['x-mcp-server ', 'x-mcp-server ring_bell'];
    const exact = { ...NO_FILTERS, servers: [{ name: 'x-mcp-server', exact: true }] };
    expect(await names(await ask('', { filters: exact }))).toEqual(all);
    expect(await names(await ask('server:"x-mcp-server"'))).toEqual(all);
    expect((await ask('server:desk7')).total).toBe(501);
    expect((await ask('level:critical')).total).toBe(0);
  });

  it('finds a server before its tools', async () => {
    expect((await names(await ask('acme7 desk7')))[0]).toBe('acme7/desk7 ');
    expect((await names(await ask('github')))[0]).toBe('github ');
  });

  it.each([
    ['a word that is not finished', 'forec', 'mcp-server-weather forecast'],
    ['a slip of the keys', 'githbu issue', 'github create_issue'],
    ['a letter too few', 'delte repository', 'github delete_repository'],
    ['other forms of words', 'deleting repositories', 'github delete_repository'],
    ['words that are one', 'live stream', 'github getLivestreams'],
    ['names in prose', 'GitHub issues', 'github create_issue'],
    ['Chinese', '天气预报', 'mcp-server-weather forecast'],
    ['one Chinese character', '预', 'mcp-server-weather forecast'],
    ['Korean', '산불 위치', 'mcp-server-weather 산불'],
    ['an abbreviation before another word', 'repo delete', 'github delete_repository'],
    ['a word too many', 'delete repository forever', 'github delete_repository'],
    ['the name of a level', 'github critical', 'github delete_repository'],
    ['the name of a category', 'repository destructive', 'github delete_repository'],
  ])('finds with %s', async (_, query, wanted) => {
    expect((await names(await ask(query)))[0]).toBe(wanted);
  });

  it('says how many have all that was typed, and how many come close', async () => {
    expect(await ask('forecast')).toMatchObject({ total: 1, exact: 1 });
    expect(await ask('forecats')).toMatchObject({ total: 1, exact: 0 });
    const some = await ask('delete repository forever');
    expect([some.exact, some.total > 0]).toEqual([0, true]);
    // A tool that is Critical has the word, wherever it stands or not.
    expect((await ask('github critical')).exact).toBe(1);
    expect((await ask('nothing at all of it xyzzy')).documents).toBeGreaterThan(4000);
  });

  it('filters and counts by level and category, in the text and beside it', async () => {
    const all = await ask('warehouse list ', { thorough: true });
    expect(all.levels.reduce((sum, n) => sum + n)).toBe(400);
    const high = await ask('warehouse list level:high ', { thorough: true });
    expect(high.total).toBe(all.levels[FACET_LEVELS.indexOf('High')]);
    // The counts say what another choice would give.
    expect(high.levels).toEqual(all.levels);
    expect(
      await ask('warehouse list ', {
        thorough: true,
        filters: { ...NO_FILTERS, levels: [FACET_LEVELS.indexOf('High')] },
      }),
    ).toMatchObject({
      total: high.total,
    });
    expect(new Set((await high.records(0, 400, never())).map(({ level }) => level))).toEqual(new Set(['High']));
    expect(await names(await ask('category:destructive,financial repository'))).toEqual(['github delete_repository']);
    expect((await ask('level:none repository')).total).toBeGreaterThan(0);
  });

  it('filters by server without asking for more files', async () => {
    const answer = await ask('server:desk7 warehouse ');
    expect(answer.total).toBe(10);
    expect(new Set((await answer.records(0, 10, never())).map(({ serverName }) => serverName))).toEqual(
      new Set(['acme7/desk7']),
    );
    expect((await ask('server:"acme7/desk7" warehouse ')).total).toBe(10);
    expect((await ask('server:"desk7" warehouse ')).total).toBe(0);
    expect((await ask('server:nobody warehouse ')).total).toBe(0);
  });

  it.each(ALIKE)('filters by the server that was chosen among results: %s', async (name) => {
    const all = await ask('ring bell ', { first: 20 });
    expect(all.first).toHaveLength(ALIKE.length);
    // As a line of results has it, and so the choice beside it.
    const shown = all.first.find(({ serverName }) => serverName.startsWith(name.slice(0, 60).trim()))!.serverName;
    const chosen = await ask('ring bell ', { filters: { ...NO_FILTERS, servers: [{ name: shown, exact: true }] } });
    expect(chosen.first.map(({ serverName }) => serverName)).toEqual([shown]);
  });

  it.each([
    ['io.github.a/b-mcp', ['@a/server-b', 'io.github.a/b-mcp']],
    ['a/b', ['@a/server-b', 'io.github.a/b-mcp']],
    ['io.github.a', ['@a/server-b', 'io.github.a/b-mcp']],
    ['x-mcp-server', ['mcp-server-x', 'x', 'x-mcp-server']],
    ['mcp-server', ['mcp-server']],
    ['"mcp-server-x"', ['mcp-server-x']],
  ])('filters by a name that was typed as registries have it: %s', async (name, wanted) => {
    const { first } = await ask(`server:${name} ring bell `, { first: 20 });
    expect(first.map(({ serverName }) => serverName).sort()).toEqual(wanted);
  });

  it('finds hostile names, by what of them is words', async () => {
    for (const [query, name] of [
      ['passwd', HOSTILE[0]],
      ['proto', '__proto__'],
      ['constructor', 'constructor'],
      ['con', 'con'],
      ['aux', 'nul aux'],
      ['onerror', HOSTILE[8]],
      ['evil', HOSTILE[7]],
      ['工具', '工具列表'],
    ]) {
      const records = await (await ask(`${query} `)).records(0, 5, never());
      expect({ query, names: records.map((record) => record.name) }).toEqual({
        query,
        names: expect.arrayContaining([name]),
      });
      expect(records[0]!.toolSlug).toMatch(/^[\w.-]+$/);
    }
    expect((await (await ask('cut')).records(0, 1, never()))[0]!.name).toBe('\ufffd cut \ufffd');
    expect((await (await ask('x'.repeat(500))).records(0, 1, never()))[0]!.name).toHaveLength(120);
  });

  it.each(['', '   ', '…', '🦊', '__proto__', 'constructor.prototype', '"', 'server:', 'level:', '\ud800', '%%%'])(
    'answers %j',
    async (query) => {
      const answer = await ask(query);
      expect((await answer.records(0, 20, never())).length).toBe(Math.min(answer.total, 20));
    },
  );

  it('looks at the beginning of an endless query', async () => {
    expect((await ask('github '.repeat(100_000))).first[0]!.name).toBe('');
  });

  it('gives up when told to, and answers the next question', async () => {
    const stop = new AbortController();
    const server = openSearch('http://127.0.0.1:9/search/');
    stop.abort();
    await expect(server.ask({ text: 'list', filters: NO_FILTERS, first: 1 }, stop.signal)).rejects.toThrow(
      /abort|fetch/,
    );
    expect((await ask('github')).total).toBeGreaterThan(0);
  });
});

describe('publishing the index', () => {
  const files = (root: string) =>
    readdirSync(join(root, 'search'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

  it('gives the same bytes each time, under plain names, and writes only what changed', async () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'c.sqlite'));
    store.transaction(() => {
      for (const { name, tools } of SERVERS.slice(0, 8)) addServer(store, name, tools);
    });
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    expect(await publishIndex(store, one)).toBe(files(one).length);
    await publishIndex(store, two);
    expect(files(one).map((file) => readFileSync(file))).toEqual(files(two).map((file) => readFileSync(file)));
    for (const file of files(one))
      expect(file.slice(one.length)).toMatch(
        /^\/search\/(?:index|files\/[0-9a-f]{16}\/(?:(?:terms|parts|records)\/)?[\w-]+)\.bin$/,
      );
    expect(await publishIndex(store, one, 'stamp')).toBe(0);
    const again = openOutput(one);
    const closed = openStore(join(folder, 'other.sqlite'));
    closed.close();
    // The stamp says that there is nothing to read.
    expect(await publishSearchIndex(closed, again, 'stamp')).toBe(0);
    await expect(publishSearchIndex(closed, again, 'another')).rejects.toThrow('not open');
    again.prune();
    again.close();
    expect(files(one)).toHaveLength(files(two).length);
    // Files under one name never change: others stand beside them, and then they go.
    const { name, tools } = SERVERS[3]!;
    const changed = [{ ...tools[0]!, description: 'Works on the whole cellar.' }, ...tools.slice(1)];
    store.transaction(() => addServer(store, name, changed));
    const before = files(one);
    await publishIndex(store, one);
    expect(files(one).filter((file) => before.includes(file))).toEqual([join(one, 'search/index.bin')]);
    expect(readdirSync(join(one, 'search/files'))).toHaveLength(1);
    store.close();
  });

  it('publishes nothing of servers that are private, withdrawn or deleted', async () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'c.sqlite'));
    addServer(store, 'shown', [{ name: 'open_door' }]);
    const hidden = addServer(store, 'secret', [{ name: 'secret_door', description: 'A secret.' }]);
    const gone = addServer(store, 'gone', [{ name: 'gone_door' }]);
    store.db.prepare(`UPDATE server SET visibility = 'private' WHERE id = ?`).run(hidden);
    store.servers.withdraw(gone, 'Nothing speaks for it.', '2026-11-20T10:00:00.000Z');
    await publishIndex(store, join(folder, 'out'));
    store.close();
    const server = await serveFolder(join(folder, 'out'));
    const search = openSearch(`${server.url}/search/`);
    const found = async (text: string) =>
      (await search.ask({ text, filters: NO_FILTERS, first: 9 }, never())).first.map(({ name }) => name);
    expect(await found('door ')).toEqual(['open_door']);
    expect(await found('secret ')).toEqual([]);
    const bytes = files(join(folder, 'out')).map((file) => readFileSync(file));
    expect(bytes.map((content) => inflateRawSync(content).toString()).join('\n')).not.toMatch(/secret|gone/);
    await server.close();
  });

  it('has something to say of an empty catalogue', async () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'c.sqlite'));
    await publishIndex(store, join(folder, 'out'));
    store.close();
    const server = await serveFolder(join(folder, 'out'));
    const answer = await openSearch(`${server.url}/search/`).ask(
      { text: 'anything', filters: NO_FILTERS, first: 1 },
      never(),
    );
    expect(answer).toMatchObject({ total: 0, more: false });
    await server.close();
  });

  it('is opened anew when the site was published meanwhile', async () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'c.sqlite'));
    addServer(store, 'one', [{ name: 'first_thing' }]);
    await publishIndex(store, join(folder, 'out'));
    const server = await serveFolder(join(folder, 'out'));
    const search = openSearch(`${server.url}/search/`);
    // Only what every question needs.
    expect((await search.ask({ text: '', filters: NO_FILTERS, first: 1 }, never())).total).toBe(0);
    addServer(store, 'a', [{ name: 'second_thing' }]);
    await publishIndex(store, join(folder, 'out'));
    store.close();
    const answer = await search.ask({ text: 'second thing', filters: NO_FILTERS, first: 1 }, never());
    expect(answer.first[0]!.name).toBe('second_thing');
    expect(statSync(join(folder, 'out/search/index.bin')).size).toBeLessThan(1000);
    await server.close();
  });

  it('is opened anew past a cache that still has what was published before', async () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'c.sqlite'));
    addServer(store, 'one', [{ name: 'first_thing' }]);
    await publishIndex(store, join(folder, 'out'));
    const server = await serveFolder(join(folder, 'out'));
    // As a CDN: what it was asked for once, it answers from memory.
    const kept = new Map<string, Buffer>();
    const cdn = createServer((request, response) => {
      const address = request.url!;
      void (async () => {
        const known = kept.get(address);
        const answer = known === undefined ? await fetch(server.url + address) : undefined;
        if (answer?.ok === false) return response.writeHead(answer.status).end();
        const content = known ?? Buffer.from(await answer!.arrayBuffer());
        kept.set(address, content);
        return response.end(content);
      })();
    });
    await new Promise<void>((resolve) => cdn.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}/search/`;
    const question = (text: string) => ({ text, filters: NO_FILTERS, first: 1 });
    expect((await openSearch(base).ask(question(''), never())).total).toBe(0);
    addServer(store, 'a', [{ name: 'second_thing' }]);
    await publishIndex(store, join(folder, 'out'));
    store.close();
    const answer = await openSearch(base).ask(question('second thing'), never());
    expect(answer.first[0]!.name).toBe('second_thing');
    cdn.closeAllConnections();
    cdn.close();
    await server.close();
  });

  it('puts what a more important server has too after other tools that fit as well', async () => {
    const folder = temporaryFolder();
    const store = openStore(join(folder, 'c.sqlite'));
    const description =
      'Extracts structured data from any page of the web by a question in plain words, and gives it as a table.';
    const tool = { name: 'extract_web_data', description };
    for (const owner of ['alder', 'birch', 'cedar', 'dogwood', 'elm']) addServer(store, `${owner}/agent`, [tool]);
    addServer(store, 'some-other-and-longer-name', [
      { name: 'extract_table_data', description: 'Structured data of a page.' },
    ]);
    await publishIndex(store, join(folder, 'out'));
    store.close();
    const server = await serveFolder(join(folder, 'out'));
    const ask = async (text: string) =>
      (await openSearch(`${server.url}/search/`).ask({ text, filters: NO_FILTERS, first: 9 }, never())).first;
    const names = (await ask('extract structured data')).map(({ serverName, name }) => `${serverName} ${name}`);
    expect(names.slice(0, 2)).toEqual(['elm/agent extract_web_data', 'some-other-and-longer-name extract_table_data']);
    expect(names).toHaveLength(6);
    // Who names one is given it.
    expect((await ask('cedar extract web data'))[0]).toMatchObject({
      serverName: 'cedar/agent',
      name: 'extract_web_data',
    });
    await server.close();
  });
});
