import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { officialWire } from '../../../test/registries/official-wire.ts';
import { wireServer } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import type { ListOptions } from '../registry.ts';
import { pulsemcpRegistry } from './index.ts';

describeConformance('crawler/registries/pulsemcp/index.test.ts', officialWire(pulsemcpRegistry));

const env = { TOOLGATE_PULSEMCP_KEY: 'key', TOOLGATE_PULSEMCP_TENANT: 'tenant' };

async function list(servers: unknown[], options: Partial<ListOptions> = {}) {
  const server = await wireServer(() => ({ body: { servers, metadata: { count: servers.length } } }));
  const http = createHttpClient({ limits: { tries: 1 } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(pulsemcpRegistry, { http, env, base: server.url });
  const pages = await Array.fromAsync(registry.list({ signal: new AbortController().signal, ...options }));
  return { server, entries: pages.flatMap(({ entries }) => entries), refused: pages.flatMap(({ refused }) => refused) };
}

const record = (name: string, meta: object, ways: object = {}) => ({
  server: { name, description: 'd', version: '1.0.0', ...ways },
  _meta: { 'com.pulsemcp/server': { isOfficial: true }, 'com.pulsemcp/server-version': meta },
});

describe('crawler/registries/pulsemcp/index.test.ts', () => {
  it('reads what it says of a record under its own key', async () => {
    const { entries, server } = await list(
      [
        record('a/old', { status: 'active', isLatest: false }),
        record('a/gone', { status: 'deleted', updatedAt: '2026-01-02T03:04:05Z', isLatest: true }),
        record('a/here', { status: 'deprecated', statusMessage: 'use a/new' }),
      ],
      { since: '2026-01-01T00:00:00.000Z' },
    );
    expect(entries).toMatchObject([
      { nativeId: 'a/gone', status: 'deleted', updatedAt: '2026-01-02T03:04:05.000Z' },
      { nativeId: 'a/here', status: 'deprecated', statusMessage: 'use a/new' },
    ]);
    const [{ headers, url }] = server.requests as [(typeof server.requests)[0]];
    expect([headers['x-api-key'], headers['x-tenant-id']]).toEqual(['key', 'tenant']);
    expect(url.searchParams.get('updated_since')).toBe('2026-01-01T00:00:00.000Z');
  });

  it('keeps the tools that some plans add, and salvages bad ones', async () => {
    const tool = (name: string) => ({ name, description: 'd', inputSchema: { type: 'object' } });
    const packages = [
      { registryType: 'npm', identifier: 'x', transport: { type: 'stdio' }, tools: [tool('one'), { name: 7 }] },
    ];
    const remotes = [
      { type: 'streamable-http', url: 'https://x.example/mcp', tools: [tool('one'), tool('two')] },
      { type: 'sse', url: 'https://x.example/sse', tools: 'none' },
    ];
    const { entries } = await list([record('a/b', {}, { packages, remotes }), record('a/c', {}, { remotes: null })]);
    expect(entries[0]!.declaredTools).toMatchObject({ tools: [{ name: 'one' }, { name: 'two' }], complete: false });
    expect(entries[1]!.declaredTools).toBeUndefined();
  });
});
