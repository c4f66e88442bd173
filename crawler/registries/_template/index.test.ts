import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer, type WireRequest } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { templateRegistry } from './index.ts';

const PAGE_SIZE = 4;

/** What the real server answers; write it after its documentation, not after the adapter. */
function answer(records: readonly unknown[], { url }: WireRequest) {
  if (url.pathname !== '/api/servers') return undefined;
  const page = Number(url.searchParams.get('page'));
  const items = records.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  return { body: { items, pages: Math.ceil(records.length / PAGE_SIZE), next: `${url.origin}/api/servers` } };
}

const nativeId = (number: number) => `server-${number}`;

describeConformance('crawler/registries/_template/index.test.ts', {
  about: templateRegistry,
  basePath: '/api',
  record: (number) => ({ id: nativeId(number), title: `Server ${number}`, npm: `package-${number}` }),
  nativeId,
  bad: [null, 7, {}, { id: '' }, { id: 'x', title: 7 }, { id: 'x', npm: ['y'] }],
  answer,
  pagedRecords: 10,
  hostileNext: (records, evil) => ({ body: { items: records, pages: 1, next: `${evil}/api/servers?page=2` } }),
});

describe('crawler/registries/_template/index.test.ts', () => {
  it('keeps declared tools with the record', async () => {
    const tools = [{ name: 'read', description: 'd', inputSchema: { type: 'object' } }, { name: 7 }];
    const server = await wireServer((request) => answer([{ id: 'a', tools }], request));
    const http = createHttpClient();
    onTestFinished(() => http.close());
    const registry = await openRegistry(templateRegistry, { http, env: {}, base: `${server.url}/api` });
    const [page] = await Array.fromAsync(registry.list({ signal: new AbortController().signal }));
    expect(page!.entries).toMatchObject([
      {
        nativeId: 'a',
        listing: 'https://registry.example.org/servers/a',
        declaredTools: { tools: [{ name: 'read' }] },
      },
    ]);
  });
});
