import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer, type WireAnswer, type WireRequest } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { smitheryRegistry } from './index.ts';

const TOOL = { name: 'add_note', description: 'Adds a note.', inputSchema: { type: 'object' } };

interface Item {
  qualifiedName: string;
  namespace: string;
  remote: boolean;
}

const server = (namespace: string, slug: string, changes: Record<string, unknown> = {}) => ({
  id: `${namespace}-${slug}`,
  qualifiedName: `${namespace}/${slug}`,
  namespace,
  slug,
  displayName: `The ${slug}`,
  description: `Does ${slug}.`,
  verified: false,
  useCount: 7,
  remote: true,
  isDeployed: true,
  createdAt: '2025-05-05T20:08:35.123Z',
  homepage: `https://github.com/${namespace}/${slug}`,
  ...changes,
});

const detail = ({ qualifiedName }: Item) => ({
  qualifiedName,
  displayName: 'another name',
  deploymentUrl: 'https://server.example.com',
  connections: [
    { type: 'http', deploymentUrl: `https://server.example.com/${qualifiedName}/mcp`, configSchema: {} },
    {
      type: 'stdio',
      bundleUrl: `https://bundles.example.com/${qualifiedName}.mcpb`,
      runtime: 'node',
      configSchema: {},
    },
    { type: 'pigeon' },
  ],
  security: { scanPassed: true },
  tools: [TOOL],
});

/** The API with its rules: pages from 1, at most 100 items; browsing shows only the first `shown` servers of a query. */
function smithery(records: readonly unknown[], { url }: WireRequest, shown = 500): WireAnswer | undefined {
  const items = records as readonly Partial<Item>[];
  if (url.pathname === '/servers') {
    const { namespace, remote, page: number = '1', pageSize = '10' } = Object.fromEntries(url.searchParams);
    if (Number(number) < 1 || Number(pageSize) > 100) return { status: 400, body: { error: 'bad page' } };
    const found = items.filter((item) =>
      namespace === undefined ? String(item?.remote ?? true) === remote : item?.namespace === namespace,
    );
    const seen = namespace === undefined ? found.slice(0, shown) : found;
    const from = (Number(number) - 1) * Number(pageSize);
    const totalPages = Math.ceil(seen.length / Number(pageSize));
    const pagination = { currentPage: Number(number), pageSize: Number(pageSize), totalPages, totalCount: seen.length };
    return { body: { servers: seen.slice(from, from + Number(pageSize)), pagination } };
  }
  const name = decodeURIComponent(url.pathname.replace(/^\/servers\//, ''));
  const item = items.find((candidate) => candidate?.qualifiedName === name);
  return item && { body: detail(item as Item) };
}

const nameOf = (number: number) => `server-${String(number).padStart(4, '0')}`;
const spaceOf = (number: number) => `space-${Math.floor(number / 4)}`;

describeConformance('crawler/registries/smithery/index.test.ts', {
  about: smitheryRegistry,
  record: (number) => server(spaceOf(number), nameOf(number)),
  nativeId: (number) => `${spaceOf(number)}/${nameOf(number)}`,
  bad: [null, 7, [], {}, server('space-0', 'x', { qualifiedName: '' }), server('space-0', 'x', { displayName: 7 })],
  answer: (records, request) => smithery(records, request),
  pagedRecords: 20,
  recordPath: /server-(\d{4})$/,
});

async function open(answer: (request: WireRequest) => WireAnswer | undefined, env: NodeJS.ProcessEnv = {}) {
  const wire = await wireServer(answer);
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(smitheryRegistry, { http, env, base: wire.url });
  return {
    wire,
    pages: (cursor?: string) => Array.fromAsync(registry.list({ cursor, signal: new AbortController().signal })),
  };
}

describe('crawler/registries/smithery/index.test.ts', () => {
  it('makes an entry of a server and its detail', async () => {
    const { pages, wire } = await open((request) => smithery([server('someone', 'notes')], request));
    expect((await pages()).flatMap(({ entries }) => entries)).toMatchObject([
      {
        nativeId: 'someone/notes',
        listing: 'https://smithery.ai/server/someone/notes',
        declaredTools: { tools: [TOOL], complete: true },
        server: {
          name: 'smithery.someone/notes',
          title: 'The notes',
          description: 'Does notes.',
          repository: { url: 'https://github.com/someone/notes' },
          remotes: [{ type: 'streamable-http', url: 'https://server.example.com/someone/notes/mcp' }],
          packages: [{ registryType: 'mcpb', identifier: 'https://bundles.example.com/someone/notes.mcpb' }],
        },
      },
    ]);
    expect(wire.requests.some(({ url }) => url.pathname === '/servers/someone%2Fnotes')).toBe(true);
    expect(wire.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true);
  });

  it('reaches what browsing does not show, through the namespaces that it shows', async () => {
    const records = Array.from({ length: 300 }, (_, i) => server(i % 2 === 0 ? 'even' : 'odd', nameOf(i)));
    const locals = [server('local', 'x', { remote: false }), server('even', 'local', { remote: false })];
    const { pages } = await open((request) => smithery([...records, ...locals], request, 20));
    const entries = (await pages()).flatMap(({ entries: some }) => some);
    expect(new Set(entries.map(({ nativeId }) => nativeId)).size).toBe(302);
  });

  it('goes on in the middle of a page', async () => {
    const records = ['a', 'b', 'c'].map((space) => server(space, 'x'));
    const { pages, wire } = await open((request) => smithery(records, request));
    const all = await pages();
    expect(all.map(({ next }) => next)).toEqual(['0:1:a', '0:1:b', '1:1:', undefined]);
    wire.requests.length = 0;
    expect((await pages('0:1:b')).flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId))).toEqual(['c/x']);
  });

  it('lists a large namespace page by page, and goes on in the middle of it', async () => {
    const records = [
      ...Array.from({ length: 250 }, (_, i) => server('big', nameOf(i))),
      ...['a', 'c'].map((space) => server(space, 'x')),
    ];
    const { pages } = await open((request) => smithery(records, request, 500));
    const all = await pages();
    expect(all.map(({ entries, next }) => [entries.length, next])).toEqual([
      [100, '0:1+2:big'],
      [100, '0:1+3:big'],
      [50, '0:2:'],
      [0, '0:3:'],
      [1, '0:3:a'],
      [1, '1:1:'],
      [0, undefined],
    ]);
    const ids = (some: typeof all) => some.flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId));
    const rest = ids(await pages(all[0]!.next));
    expect(rest.slice(0, 150)).toEqual(records.slice(100, 250).map(({ qualifiedName }) => qualifiedName));
    for (const cursor of ['0:1+0:big', '0:1+2:', '0:1+x:big', '0:1+1000:big']) {
      expect(() => pages(cursor)).toThrow('none of Smithery');
    }
  });

  it('refuses a server whose detail is larger than any, and no other', async () => {
    const records = [server('a', 'large'), server('a', 'good')];
    const { pages } = await open((request) => {
      const large = { body: { connections: [], note: 'x'.repeat(5_000_000) } };
      return request.url.pathname.endsWith('large') ? large : smithery(records, request);
    });
    const [page] = await pages();
    expect(page!.entries).toMatchObject([{ nativeId: 'a/good' }]);
    expect(page!.refused).toMatchObject([
      { nativeId: 'a/large', reason: expect.stringContaining('more than') as string },
    ]);
  });

  it('takes a server without detail as the list has it, and refuses one whose detail is none', async () => {
    const records = [server('a', 'gone'), server('a', 'broken'), server('a', 'good')];
    const { pages } = await open((request) => {
      if (request.url.pathname.endsWith('gone')) return undefined;
      return request.url.pathname.endsWith('broken') ? { body: '{' } : smithery(records, request);
    });
    const [page] = await pages();
    expect(page!.entries).toMatchObject([{ nativeId: 'a/gone', server: { remotes: [] } }, { nativeId: 'a/good' }]);
    expect(page!.refused).toMatchObject([{ label: 'a/broken', nativeId: 'a/broken' }]);
  });

  it('ends a query without end', async () => {
    const { pages } = await open(({ url }) => ({
      body: { servers: [server('a', `x${url.search.length}`)], pagination: { totalPages: 99_999 } },
    }));
    await expect(pages()).rejects.toThrow('more than 200 pages');
  });
});
