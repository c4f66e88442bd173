/** A server on the loopback interface that answers in the wire format of some registry, with any trouble a test asks for. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface WireRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface WireAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is when it is text or bytes, as JSON otherwise. */
  body?: unknown;
}

/** An answer in place of the right one. */
export type WireFault =
  | WireAnswer
  /** Cuts the connection after half of the right answer. */
  | 'cut'
  /** Never answers. */
  | 'silence';

export interface WireServer {
  /** `http://127.0.0.1:<port>`, without a slash. */
  url: string;
  requests: WireRequest[];
  /** Called for every request, with its number from 1; a test may change it. */
  fault: ((number: number, request: WireRequest) => WireFault | undefined) | undefined;
}

/** Starts the server; it is closed when the test ends. `answer` gives what a right registry says, `undefined` is 404. */
export async function wireServer(
  answer: (request: WireRequest, url: string) => WireAnswer | undefined,
): Promise<WireServer> {
  const server = createServer((incoming, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk);
      const { method = 'GET', headers } = incoming;
      const request = { method, url: new URL(incoming.url ?? '/', wire.url), headers, body };
      const number = wire.requests.push(request);
      const fault = wire.fault?.(number, request);
      if (fault === 'silence') return;
      const right = () => answer(request, wire.url) ?? { status: 404, body: { error: 'not found' } };
      if (fault === 'cut') cut(response, right());
      else send(response, fault ?? right());
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const wire: WireServer = { url: `http://127.0.0.1:${port}`, requests: [], fault: undefined };
  return wire;
}

const bytesOf = (body: unknown) =>
  typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body) : Buffer.from(JSON.stringify(body) ?? '');

function send(response: ServerResponse, { status = 200, headers, body }: WireAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(bytesOf(body));
}

function cut(response: ServerResponse, { status = 200, headers, body }: WireAnswer): void {
  const bytes = bytesOf(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers, 'content-length': bytes.length + 1 });
  response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => response.destroy());
}
