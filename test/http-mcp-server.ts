/** A remote MCP server on the loopback interface that does what a test wants, over either HTTP transport. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface HttpMcpServer {
  url: string;
  host: string;
  /** Method, path and the protocol's own headers of each request. */
  requests: { method: string; path: string; session: string | undefined; version: string | undefined }[];
  close(): Promise<void>;
}

export interface HttpMcpOptions {
  tools?: object[];
  /** How answers come: as JSON, or as a stream of events. */
  answers?: 'json' | 'events';
  /** The older transport, with one stream for all answers. */
  sse?: boolean;
  /** Answers instead of the server when it returns true. */
  intercept?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>;
  tls?: { key: string; cert: string };
}

const resultOf = (method: string | undefined, tools: object[]): object | undefined => {
  if (method === 'initialize') {
    return { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo: { name: 'remote', version: '1' } };
  }
  return method === 'tools/list' ? { tools } : undefined;
};

/** Starts a server on a free port. */
export async function startHttpMcpServer(options: HttpMcpOptions = {}): Promise<HttpMcpServer> {
  const { tools = [{ name: 'fine', inputSchema: { type: 'object' } }], answers = 'json' } = options;
  const requests: HttpMcpServer['requests'] = [];
  let stream: ServerResponse | undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const header = (name: string) => request.headers[name] as string | undefined;
    const { method = '', url: path = '/' } = request;
    requests.push({ method, path, session: header('mcp-session-id'), version: header('mcp-protocol-version') });
    if ((await options.intercept?.(request, response)) === true) return;
    if (options.sse === true && method === 'GET') {
      stream = response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream.write('event: endpoint\ndata: /messages?session=1\n\n');
      return;
    }
    if (method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const message = JSON.parse(await text(request)) as { id?: number; method?: string };
    const result = resultOf(message.method, tools);
    if (message.id === undefined || result === undefined) {
      response.writeHead(202).end();
      return;
    }
    const answer = JSON.stringify({ jsonrpc: '2.0', id: message.id, result });
    const event = `: comment\nevent: message\ndata: ${answer}\n\n`;
    if (options.sse === true) {
      response.writeHead(202).end();
      stream?.write(event);
      return;
    }
    const session = { 'mcp-session-id': 'session-1' };
    if (answers === 'json') response.writeHead(200, { 'content-type': 'application/json', ...session }).end(answer);
    else response.writeHead(200, { 'content-type': 'text/event-stream', ...session }).end(event);
  };
  const listener = (request: IncomingMessage, response: ServerResponse) =>
    void handle(request, response).catch(() => response.destroy());
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://${host}/mcp`,
    host,
    requests,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
