import { readFileSync } from 'node:fs';
import { createServer, type OutgoingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { Rejected } from '../catalog/errors.ts';
import { CONTENT_SECURITY_HEADER } from '../site/discovery/content-security-policy.ts';
import { contentType } from '../site/discovery/content-type.ts';

/** Tried in turn when no port is asked for. */
const PORTS = Array.from({ length: 20 }, (_, i) => 4321 + i);

/**
 * Serves a published folder on HTTP, each file as it is at the time of the request.
 *
 * @throws Rejected when the port is taken or the address cannot be listened on
 */
export async function startServer({ out, host, port }: { out: string; host: string; port?: number | undefined }) {
  const notFound = (response: ServerResponse) => {
    response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(notFoundPage(out));
  };
  const files = sirv(out, {
    // Looks at the disk for each request, so that a rebuild shows at once. In this mode it serves dot folders too.
    dev: true,
    etag: true,
    setHeaders: (response, pathname) => {
      const type = contentType(pathname);
      if (type !== undefined) response.setHeader('content-type', type);
      if (pathname.endsWith('.gz')) withoutEncoding(response);
    },
    onNoMatch: (_, response) => notFound(response),
  });
  const server = createServer((request, response) => {
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('content-security-policy', CONTENT_SECURITY_HEADER);
    // Public data, for pages and programs anywhere; nothing here is private or changed by a request.
    response.setHeader('access-control-allow-origin', '*');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    if (isHidden(request.url)) {
      notFound(response);
      return;
    }
    files(request, response);
  });
  await listen(server, host, port === undefined ? PORTS : [port]);
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * As other hosts are told to: packed files are downloads, not an encoding of something else. The library takes them for that, and
 * browsers and fetch() then unpack what people want to keep, of lists made of pieces only the first.
 */
function withoutEncoding(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, headers: unknown = {}) => {
    const kept = Object.entries(headers as OutgoingHttpHeaders).filter(([name]) => !/^content-encoding$/i.test(name));
    return writeHead(status, Object.fromEntries(kept));
  };
}

async function listen(server: Server, host: string, ports: readonly number[]): Promise<void> {
  for (const [i, port] of ports.entries()) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return;
    } catch (cause) {
      const taken = (cause as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (taken && i + 1 < ports.length) continue;
      throw new Rejected(`cannot listen on ${host}:${port}`, { cause, hint: 'Choose another --port or --host.' });
    }
  }
}

/** Toolgate's own state lies in the published folder behind a dot; nothing that is published does. */
function isHidden(url = '/'): boolean {
  try {
    return /[/\\]\./.test(decodeURIComponent(url.split('?', 1)[0]!));
  } catch {
    return true;
  }
}

function notFoundPage(out: string): Buffer | string {
  try {
    return readFileSync(join(out, '404.html'));
  } catch {
    return 'not found';
  }
}
