import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = 100;

/** The official registry's listing with so many servers, made beforehand, so that answering costs next to nothing. */
export async function pagedRegistry(packages: readonly string[]) {
  const pages = Array.from({ length: Math.ceil(packages.length / PAGE) }, (_, page) => {
    const servers = packages.slice(page * PAGE, (page + 1) * PAGE).map((identifier, i) => ({
      server: {
        name: `io.github.owner${(page * PAGE + i) % 997}/${identifier}`,
        description: `Keeps notes, number ${identifier}.`,
        version: '1.0.0',
        packages: [{ registryType: 'npm', identifier, version: '1.0.0', transport: { type: 'stdio' } }],
      },
      _meta: {
        'io.modelcontextprotocol.registry/official': {
          status: 'active',
          isLatest: true,
          publishedAt: '2025-10-01T11:22:24.309888Z',
          updatedAt: '2025-10-01T11:22:24.309888Z',
        },
      },
    }));
    const next = (page + 1) * PAGE < packages.length ? { nextCursor: String(page + 1) } : {};
    return Buffer.from(JSON.stringify({ servers, metadata: { count: servers.length, ...next } }));
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = pages[Number(url.searchParams.get('cursor') ?? 0)];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(body ?? '{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    /** Every page fetched and parsed, nothing done with it. */
    async fetchAll() {
      for (let page = 0; page < pages.length; page++) {
        await (await fetch(`${url}/v0.1/servers?limit=${PAGE}&version=latest&cursor=${page}`)).json();
      }
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
