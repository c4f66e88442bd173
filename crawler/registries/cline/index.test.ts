import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { clineRegistry } from './index.ts';

const item = (name: string, changes: Record<string, unknown> = {}) => ({
  mcpId: `github.com/someone/${name}`,
  githubUrl: `https://github.com/someone/${name}`,
  name: `The ${name}`,
  author: 'someone',
  description: `Does ${name}.`,
  category: 'databases',
  tags: ['sql'],
  requiresApiKey: false,
  githubStars: 7,
  createdAt: '2025-02-17T22:22:33.123Z',
  updatedAt: '2025-09-01T10:00:00.5Z',
  ...changes,
});

const nameOf = (number: number) => `server-${number}`;

describeConformance('crawler/registries/cline/index.test.ts', {
  about: clineRegistry,
  basePath: '/v1/mcp',
  record: (number) => item(nameOf(number)),
  nativeId: (number) => `github.com/someone/${nameOf(number)}`,
  bad: [null, 7, [], {}, item('x', { mcpId: '' }), item('x', { name: 7 }), item('x', { description: {} })],
  answer: (records, { url }) => (url.pathname === '/v1/mcp/marketplace' ? { body: records } : undefined),
});

async function listed(body: unknown) {
  const server = await wireServer(() => ({ body }));
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(clineRegistry, { http, env: {}, base: server.url });
  return Array.fromAsync(registry.list({ signal: new AbortController().signal }));
}

describe('crawler/registries/cline/index.test.ts', () => {
  it('makes an entry of an item', async () => {
    const [page] = await listed([item('notes')]);
    expect(page!.entries).toEqual([
      {
        nativeId: 'github.com/someone/notes',
        status: 'active',
        updatedAt: '2025-09-01T10:00:00.500Z',
        listing: 'https://cline.bot/mcp-marketplace',
        stars: 7,
        server: expect.objectContaining({
          title: 'The notes',
          description: 'Does notes.',
          repository: { url: 'https://github.com/someone/notes', source: 'github' },
          packages: [],
          remotes: [],
        }),
      },
    ]);
  });

  it('needs no more than an id', async () => {
    expect((await listed([{ mcpId: 'x' }]))[0]!.entries).toMatchObject([
      { nativeId: 'x', server: { description: '' } },
    ]);
  });

  it('reads the array also where it is wrapped', async () => {
    expect((await listed({ items: [item('notes')] }))[0]!.entries).toHaveLength(1);
  });

  it('keeps no address that is no web address, and cuts what no author would have written', async () => {
    const [page] = await listed([item('notes', { githubUrl: 'javascript:alert(1)', description: 'x'.repeat(9000) })]);
    const { repository, description } = page!.entries[0]!.server;
    expect(repository?.url).toBeUndefined();
    expect(description).toHaveLength(5000);
  });
});
