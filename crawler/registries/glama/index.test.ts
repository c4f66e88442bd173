import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer, type WireAnswer, type WireRequest } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { glamaRegistry } from './index.ts';

const TOOL = { name: 'add_note', description: 'Adds a note.', inputSchema: { type: 'object', properties: {} } };

const server = (slug: string, changes: Record<string, unknown> = {}) => ({
  id: `id-${slug}`,
  name: `The ${slug}`,
  namespace: 'someone',
  slug,
  description: `Does ${slug}.`,
  repository: { url: `https://github.com/someone/${slug}` },
  spdxLicense: { name: 'MIT License', url: 'https://spdx.org/licenses/MIT.json' },
  url: `https://glama.ai/mcp/servers/someone/${slug}`,
  attributes: ['hosting:local-only'],
  environmentVariablesJsonSchema: null,
  tools: [TOOL],
  ...changes,
});

const slugOf = (number: number) => `server-${String(number).padStart(4, '0')}`;

/** Pages by `first` and `after`, whose cursors are made of positions; other parameters do nothing, as over there. */
function page(list: string, records: readonly unknown[], { url }: WireRequest): WireAnswer {
  const first = Math.min(Number(url.searchParams.get('first') ?? 10), 100);
  const from = Number(Buffer.from(url.searchParams.get('after') ?? '', 'base64').toString() || 0);
  const items = records.slice(from, from + first);
  const end = from + items.length;
  const endCursor = Buffer.from(String(end)).toString('base64');
  return { body: { pageInfo: { endCursor, hasNextPage: end < records.length }, [list]: items } };
}

describeConformance('crawler/registries/glama/index.test.ts', {
  about: glamaRegistry,
  basePath: '/api/mcp',
  record: (number) => server(slugOf(number)),
  nativeId: (number) => `servers/someone/${slugOf(number)}`,
  bad: [null, 7, [], {}, server('x', { namespace: undefined }), server('x', { slug: '' }), server('x', { name: {} })],
  answer: (records, request) => {
    if (request.url.pathname === '/api/mcp/v1/servers') return page('servers', records, request);
    return request.url.pathname === '/api/mcp/v1/connectors' ? page('connectors', [], request) : undefined;
  },
  pagedRecords: 250,
  hostileNext: (records, evil) => ({
    body: { pageInfo: { hasNextPage: true, endCursor: `${evil}/x`, next: `${evil}/x` }, next: evil, servers: records },
  }),
});

async function open(answer: (request: WireRequest) => WireAnswer | undefined) {
  const wire = await wireServer(answer);
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(glamaRegistry, { http, env: { TOOLGATE_GLAMA_KEY: 'k' }, base: wire.url });
  return { wire, list: (cursor?: string) => registry.list({ cursor, signal: new AbortController().signal }) };
}

const listed = async (servers: unknown[], connectors?: unknown[]) => {
  const { list } = await open((request) => {
    if (request.url.pathname === '/v1/servers') return page('servers', servers, request);
    return connectors && page('connectors', connectors, request);
  });
  return (await Array.fromAsync(list())).flatMap(({ entries }) => entries);
};

describe('crawler/registries/glama/index.test.ts', () => {
  it('makes an entry of a server, with its tools and the link that the terms ask for', async () => {
    expect(await listed([server('notes')])).toEqual([
      {
        nativeId: 'servers/someone/notes',
        status: 'active',
        listing: 'https://glama.ai/mcp/servers/someone/notes',
        declaredTools: { tools: [TOOL], complete: true },
        licence: 'MIT',
        server: expect.objectContaining({
          name: 'glama.someone/notes',
          title: 'The notes',
          description: 'Does notes.',
          repository: { url: 'https://github.com/someone/notes' },
        }),
      },
    ]);
  });

  it('makes an entry of a connector, with its remote and annotations', async () => {
    const annotations = { readOnlyHint: true };
    const connector = {
      namespace: 'someone',
      slug: 'notes',
      name: 'Notes',
      description: 'Remote notes.',
      connection: { authType: 'none', transport: 'sse', url: 'https://notes.example.com/sse' },
      tools: [{ ...TOOL, annotations }, { description: 'nameless' }],
    };
    const entries = await listed([], [connector, { namespace: 'someone', slug: 'bare' }]);
    expect(entries).toMatchObject([
      {
        nativeId: 'connectors/someone/notes',
        listing: 'https://glama.ai/mcp/connectors/someone/notes',
        server: {
          name: 'glama-connector.someone/notes',
          remotes: [{ type: 'sse', url: 'https://notes.example.com/sse' }],
        },
        declaredTools: { tools: [{ annotations }], malformed: [{ index: 1 }], complete: true },
      },
      { nativeId: 'connectors/someone/bare', server: { remotes: [] } },
    ]);
    expect(entries[1]).not.toHaveProperty('declaredTools');
  });

  it('links to nobody but Glama', async () => {
    const entries = await listed([server('a b', { url: 'https://evil.example/' }), server('c', { url: null })]);
    expect(entries.map(({ listing }) => listing)).toEqual([
      'https://glama.ai/mcp/servers/someone/a%20b',
      'https://glama.ai/mcp/servers/someone/c',
    ]);
  });

  it('asks with the names that the API knows, and never the same page twice', async () => {
    const all = Array.from({ length: 150 }, (_, i) => server(slugOf(i)));
    const { wire, list } = await open((request) =>
      request.url.pathname === '/v1/servers' ? page('servers', all, request) : page('connectors', [], request),
    );
    await Array.fromAsync(list());
    expect(wire.requests.map(({ url }) => `${url.pathname}${url.search}`)).toEqual([
      '/v1/servers?first=100',
      '/v1/servers?first=100&after=MTAw',
      '/v1/connectors?first=100',
    ]);
  });

  it('counts on where a pass goes on', async () => {
    const { wire, list } = await open(() => ({
      body: { pageInfo: { hasNextPage: true, endCursor: String(wire.requests.length) }, servers: [] },
    }));
    const rest = Array.fromAsync(list('servers:4998:x'));
    await expect(rest).rejects.toThrow('more than 5000 pages');
    expect(wire.requests).toHaveLength(2);
  });

  it.each([
    [{ pageInfo: { hasNextPage: true, endCursor: 'x' }, servers: [] }, /repeats a page cursor/],
    [{ pageInfo: { hasNextPage: true, endCursor: null }, servers: [] }, /promises a next page .* and names none/],
    [{ pageInfo: { hasNextPage: false } }, /a page that has no servers/],
  ])('ends where the pages make no sense: %j', async (body, message) => {
    const { list } = await open(() => ({ body }));
    await expect(Array.fromAsync(list())).rejects.toThrow(message);
  });
});
