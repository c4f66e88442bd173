import { chmod, chown } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { egressAllowed, originOf } from './egress-rules.ts';

/** The only way out of the jail of a fetch. */
export interface EgressProxy {
  /** What has passed and what was refused so far. */
  readonly counts: { allowed: number; denied: number; bytes: number };
  /** The first few targets that were refused, to name them in an outcome. */
  readonly deniedTargets: string[];
  /** Whether the byte cap was reached; everything is cut off from then on. */
  readonly overflowed: boolean;
  close(): Promise<void>;
}

interface ProxyOptions {
  /** Path of the Unix socket to listen on. */
  socket: string;
  /** User that may connect to it; `undefined` for the current one. */
  uid: number | undefined;
  /** Where it leads: base addresses of registries. */
  registries: readonly URL[];
  /** The machine's own proxy, if it needs one. */
  proxy: URL | undefined;
  /** Bytes from the registries. */
  maxBytes: number;
  maxConnections: number;
  /** Milliseconds after which a silent connection is closed. */
  idleMs: number;
}

const DENIED_KEPT = 5;

/** Starts a proxy that lets through what {@link egressAllowed} allows and answers 403 to everything else. */
export async function startEgressProxy(options: ProxyOptions): Promise<EgressProxy> {
  const { registries, proxy } = options;
  const counts = { allowed: 0, denied: 0, bytes: 0 };
  const deniedTargets: string[] = [];
  const open = new Set<Duplex>();
  let overflowed = false;

  const allow = (message: IncomingMessage): URL | undefined => {
    const asked = { method: message.method, target: message.url };
    const allowed = overflowed ? undefined : registries.find((one) => egressAllowed(asked, one));
    counts[allowed === undefined ? 'denied' : 'allowed'] += 1;
    if (allowed === undefined && deniedTargets.length < DENIED_KEPT)
      deniedTargets.push(message.url?.slice(0, 200) ?? '');
    return allowed;
  };
  const track = <T extends Duplex>(socket: T): T => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => open.delete(socket));
    return socket;
  };
  const count = (chunk: Buffer) => {
    counts.bytes += chunk.length;
    if (counts.bytes <= options.maxBytes) return;
    overflowed = true;
    for (const socket of open) socket.destroy();
  };

  const connectThrough = async (registry: URL, authority: string, client: Duplex, head: Buffer) => {
    try {
      const { upstream, established } = await tunnel(registry, proxy, authority);
      track(upstream).setTimeout(options.idleMs, () => upstream.destroy());
      upstream.on('data', count);
      upstream.on('close', () => client.destroy());
      client.on('close', () => upstream.destroy());
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      client.write(established);
      upstream.pipe(client);
      client.pipe(upstream);
      if (client.destroyed) upstream.destroy();
    } catch {
      // The installer sees it, tries again, and says so in its own words when it gives up.
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    }
  };

  const server = createServer((message, response) => {
    const registry = allow(message);
    if (registry === undefined) response.writeHead(403).end();
    else forward(message, response, registry, proxy, count);
  });
  server.on('connection', track);
  server.on('connect', (message, client, head) => {
    track(client);
    const registry = allow(message);
    if (registry === undefined) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    void connectThrough(registry, message.url!, client, head);
  });
  server.maxConnections = options.maxConnections;
  server.listen(options.socket);
  await once(server, 'listening');
  await chmod(options.socket, 0o600);
  if (options.uid !== undefined) await chown(options.socket, options.uid, options.uid);

  return {
    counts,
    deniedTargets,
    get overflowed() {
      return overflowed;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

/** A connection to the registry, or through the machine's own proxy to it, with what arrived after that proxy's answer. */
async function tunnel(
  registry: URL,
  proxy: URL | undefined,
  authority: string,
): Promise<{ upstream: Socket; established: Buffer }> {
  if (proxy === undefined) {
    const upstream = connect(originOf(registry));
    await once(upstream, 'connect');
    return { upstream, established: Buffer.alloc(0) };
  }
  const asking = request({ ...originOf(proxy), method: 'CONNECT', path: authority, headers: { host: authority } });
  asking.end();
  const [answer, upstream, head] = (await once(asking, 'connect')) as [IncomingMessage, Socket, Buffer];
  if (answer.statusCode === 200) return { upstream, established: head };
  upstream.destroy();
  throw new Error(`the proxy answered ${answer.statusCode}`);
}

/** A plain-http registry: the request is made anew, so that nothing but method, path and plain headers is passed on. */
function forward(
  message: IncomingMessage,
  response: ServerResponse,
  registry: URL,
  proxy: URL | undefined,
  count: (chunk: Buffer) => void,
): void {
  const url = new URL(message.url!);
  const { 'proxy-connection': _, 'proxy-authorization': __, connection: ___, ...headers } = message.headers;
  const asking = request({
    ...originOf(proxy ?? registry),
    method: message.method,
    path: proxy === undefined ? `${url.pathname}${url.search}` : url.href,
    headers: { ...headers, host: registry.host },
  });
  asking.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.on('data', count);
    answer.on('error', () => response.destroy());
    answer.pipe(response);
  });
  asking.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  response.on('close', () => asking.destroy());
  asking.end();
}
