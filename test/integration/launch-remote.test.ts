/** Remote servers: asked over HTTP on loopback, as strangers without a login. */
import type { ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LaunchPlan } from '../../catalog/model/launch.ts';
import type { Limits } from '../../crawler/launch/limits.ts';
import { startHttpMcpServer, type HttpMcpOptions, type HttpMcpServer } from '../http-mcp-server.ts';
import { launchKinds, type KindsLauncher } from '../mcp-servers/launch-kinds.ts';
import { selfSigned } from '../self-signed.ts';

const MB = 1024 * 1024;
const QUICK: Partial<Limits> = { initializeMs: 400, pageMs: 400, attemptMs: 2_000, stdoutBytes: MB, lineBytes: MB };

const plan = (identifier: string, transport: 'streamable-http' | 'sse' = 'streamable-http'): LaunchPlan => ({
  kind: 'remote',
  identifier,
  transport,
});

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
async function serve(options: HttpMcpOptions = {}): Promise<HttpMcpServer> {
  const server = await startHttpMcpServer(options);
  opened.unshift(server);
  return server;
}
async function launcherFor(hosts: readonly string[], limits: Partial<Limits> = {}): Promise<KindsLauncher> {
  const launcher = await launchKinds({ allowPrivate: hosts }, limits);
  onTestFinished(() => launcher.close());
  return launcher;
}
/** Starts a server and asks it. */
async function ask(options: HttpMcpOptions, limits: Partial<Limits> = {}, transport?: 'sse') {
  const server = await serve(options);
  const launcher = await launcherFor([server.host], limits);
  return { server, outcome: await launcher.launch(plan(server.url, transport)) };
}
const status = (code: number, headers: Record<string, string> = {}, body = '') => ({
  intercept: (_: unknown, response: ServerResponse) => {
    response.writeHead(code, headers).end(body);
    return true;
  },
});

describe('a remote server', () => {
  test.each(['json', 'events'] as const)('lists its tools (%s)', async (answers) => {
    const { server, outcome } = await ask({ answers });
    expect(outcome).toMatchObject({
      code: 'listed',
      toolSource: 'live-remote',
      tools: [{ name: 'fine' }],
      serverInfo: { name: 'remote' },
      protocolVersion: '2025-06-18',
      isolation: 'remote',
      way: { kind: 'remote', identifier: server.url },
      attempts: [{ profile: 'streamable-http', code: 'listed' }],
    });
    const [first, second, ...others] = server.requests;
    expect(first).toEqual({ method: 'POST', path: '/mcp', session: undefined, version: undefined });
    expect(second).toMatchObject({ session: 'session-1', version: '2025-06-18' });
    // It is told that the session is over, and nothing else is asked of it.
    expect(others.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  test('of the older transport lists its tools', async () => {
    const { server, outcome } = await ask({ sse: true }, {}, 'sse');
    expect(outcome).toMatchObject({ code: 'listed', toolSource: 'live-remote', tools: [{ name: 'fine' }] });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /mcp',
      ...Array(3).fill('POST /messages?session=1'),
    ]);
  });

  test('is followed to another path of its own host, with what was sent', async () => {
    const { outcome } = await ask({
      intercept: (request, response) => {
        if (request.url !== '/mcp') return false;
        response.writeHead(307, { location: '/mcp/' }).end();
        return true;
      },
    });
    expect(outcome).toMatchObject({ code: 'listed' });
  });

  test('comes after a package that does not list, and its list counts', async () => {
    const server = await serve();
    const launcher = await launcherFor([server.host]);
    const image: LaunchPlan = {
      kind: 'oci',
      identifier: '127.0.0.1:5000/x',
      version: 'latest',
      arguments: [],
      environment: [],
    };
    expect(await launcher.launch(image, plan(server.url))).toMatchObject({
      code: 'listed',
      toolSource: 'live-remote',
      attempts: [
        { kind: 'oci', code: 'address-refused' },
        { kind: 'remote', code: 'listed' },
      ],
    });
    // What its author names first is what the outcome is about, when nothing lists.
    const closed = await serve(status(500));
    const other = await launcherFor([closed.host]);
    expect(await other.launch(image, plan(closed.url))).toMatchObject({
      code: 'address-refused',
      way: { kind: 'oci' },
      attempts: [{ code: 'address-refused' }, { code: 'http-5xx' }],
    });
  });
});

describe('a remote server that asks for a login', () => {
  const metadata = { resource: 'x', authorization_servers: ['https://login.example.com'], scopes_supported: ['read'] };
  const guarded = (header: (host: string) => string | undefined, at: string): HttpMcpOptions => ({
    intercept: (request, response) => {
      if (request.url === at) response.writeHead(200).end(JSON.stringify(metadata));
      else if (request.method === 'GET') response.writeHead(404).end();
      else {
        const value = header(request.headers.host!);
        response.writeHead(401, value === undefined ? {} : { 'www-authenticate': value }).end();
      }
      return true;
    },
  });

  test.each([
    [
      'in its answer',
      (host: string) => `Bearer resource_metadata="http://${host}/meta", error="invalid_token"`,
      '/meta',
    ],
    ['at the usual place', () => undefined, '/.well-known/oauth-protected-resource/mcp'],
    ['at the place of the host', () => 'Bearer realm="x"', '/.well-known/oauth-protected-resource'],
  ])('is recorded with what it says about it: %s', async (_, header, at) => {
    const { server, outcome } = await ask(guarded(header, at));
    expect(outcome).toMatchObject({
      code: 'auth-required',
      tools: [],
      authorization: {
        servers: ['https://login.example.com'],
        scopes: ['read'],
        metadata: `http://${server.host}${at}`,
      },
    });
    // Nothing is registered or asked for anywhere: one request, and the reading of documents.
    expect(server.requests.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });

  test('and says nothing, or nonsense, about it', async () => {
    expect((await ask(status(401))).outcome).toMatchObject({ code: 'auth-required', authorization: undefined });
    const elsewhere = { 'www-authenticate': 'Bearer resource_metadata="https://169.254.169.254/meta"' };
    expect((await ask(status(401, elsewhere))).outcome).toMatchObject({
      code: 'auth-required',
      authorization: undefined,
    });
    expect((await ask(status(401, {}, 'x'.repeat(2 * MB)))).outcome).toMatchObject({ code: 'auth-required' });
  });
});

describe('a remote server that fails has an outcome of its own for', () => {
  test.each([
    [400, 'http-4xx'],
    [403, 'http-4xx'],
    [404, 'http-4xx'],
    [405, 'http-4xx'],
    [429, 'rate-limited'],
    [500, 'http-5xx'],
    [503, 'http-5xx'],
  ])('status %i', async (code, expected) => {
    const { outcome, server } = await ask(status(code));
    expect(outcome).toMatchObject({ code: expected, tools: [] });
    expect(server.requests).toHaveLength(1);
    expect((await ask(status(code), {}, 'sse')).outcome).toMatchObject({ code: expected });
  });

  test('an error of the protocol', async () => {
    const error = { jsonrpc: '2.0', id: 0, error: { code: -32_000, message: 'Not today' } };
    const { outcome } = await ask(status(400, { 'content-type': 'application/json' }, JSON.stringify(error)));
    expect(outcome).toMatchObject({ code: 'initialize-failed', detail: expect.stringContaining('Not today') });
  });

  test.each([
    ['a page', { 'content-type': 'text/html' }, '<html>Hello</html>'],
    ['nothing', {}, ''],
    ['broken JSON', { 'content-type': 'application/json' }, '{"jsonrpc":'],
  ])('%s in the place of an answer', async (_, headers, body) => {
    expect((await ask(status(200, headers, body))).outcome).toMatchObject({ code: 'initialize-failed' });
  });

  test('a pause of a year, which nobody waits for, and which others of its host are told of', async () => {
    const { server, outcome } = await ask(status(429, { 'retry-after': '31536000' }));
    expect(outcome.code).toBe('rate-limited');
    const launcher = await launcherFor([server.host]);
    for (const asked of [2, 2]) {
      expect(await launcher.launch(plan(server.url))).toMatchObject({ code: 'rate-limited' });
      // The second time it was not asked.
      expect(server.requests).toHaveLength(asked);
    }
  });

  test('redirects to another host, private ones among them', async () => {
    const other = await serve();
    for (const [code, location] of [
      [307, other.url],
      [308, 'https://169.254.169.254/latest/meta-data'],
      [302, '/elsewhere'],
      [307, 'http://['],
    ] as const) {
      const { outcome } = await ask(status(code, { location }));
      expect(outcome).toMatchObject({ code: 'redirected' });
    }
    const { outcome } = await ask({
      intercept: (request, response) => {
        response.writeHead(307, { location: `${request.url}/` }).end();
        return true;
      },
    });
    expect(outcome).toMatchObject({ code: 'redirected', detail: expect.stringContaining('More than 5') });
    expect(other.requests).toEqual([]);
  });

  test('a stream that wants its messages sent elsewhere', async () => {
    const other = await serve();
    const { outcome } = await ask(
      status(200, { 'content-type': 'text/event-stream' }, `event: endpoint\ndata: ${other.url}\n\n`),
      {},
      'sse',
    );
    expect(outcome).toMatchObject({ code: 'redirected' });
    expect(other.requests).toEqual([]);
  });

  test('a certificate that nobody vouches for, and no encryption at all', async () => {
    const { outcome } = await ask({ tls: selfSigned() });
    expect(outcome).toMatchObject({ code: 'tls-failed', detail: expect.stringContaining('SELF_SIGNED') });
    const plain = await serve();
    const launcher = await launcherFor([plain.host]);
    expect(await launcher.launch(plan(plain.url.replace('http:', 'https:')))).toMatchObject({ code: 'tls-failed' });
  });

  test('a name that is none, and a port where nobody is', async () => {
    const launcher = await launchKinds({ allowPrivate: ['127.0.0.1:9'] });
    onTestFinished(() => launcher.close());
    expect(await launcher.launch(plan('https://no-such-host.invalid/mcp'))).toMatchObject({ code: 'dns-failed' });
    expect(await launcher.launch(plan('http://127.0.0.1:9/mcp'))).toMatchObject({ code: 'unreachable' });
  });

  test.each([
    'http://example.com/mcp',
    'https://127.0.0.1/mcp',
    'https://[::1]/mcp',
    'https://[::ffff:10.0.0.1]/mcp',
    'https://169.254.169.254/mcp',
    'https://10.0.0.1/mcp',
    'https://2130706433/mcp',
    'https://0x7f.1/mcp',
    'https://localhost/mcp',
    'https://api.localhost/mcp',
  ])('an address that is not public: %s', async (url) => {
    const launcher = await launcherFor([]);
    expect(await launcher.launch(plan(url))).toMatchObject({ code: 'address-refused' });
  });
});

describe('a hostile remote server', () => {
  let held: ServerResponse[];
  beforeEach(() => (held = []));
  const hold = (headers: Record<string, string> = {}, first = ''): HttpMcpOptions => ({
    intercept: (_, response) => {
      held.push(response);
      response.writeHead(200, headers).write(first);
      return true;
    },
  });
  const events = { 'content-type': 'text/event-stream' };

  test('that says nothing ends in time', async () => {
    const silent = { intercept: () => true };
    expect((await ask(silent, QUICK)).outcome).toMatchObject({ code: 'initialize-timed-out' });
    expect((await ask(silent, QUICK, 'sse')).outcome).toMatchObject({ code: 'initialize-timed-out' });
  });

  test('that holds its stream open without an end ends in time', async () => {
    expect((await ask(hold(events, ': wait\n\n'), QUICK)).outcome).toMatchObject({ code: 'initialize-timed-out' });
    expect((await ask(hold(events, ': wait\n\n'), QUICK, 'sse')).outcome).toMatchObject({
      code: 'initialize-timed-out',
    });
    expect((await ask(hold(events, 'event: endpoint\ndata: /x\n\n'), QUICK, 'sse')).outcome).toMatchObject({
      code: 'initialize-timed-out',
    });
    expect(held.length).toBeGreaterThan(2);
  });

  test.each([
    ['as one answer', { 'content-type': 'application/json' }, '"'],
    ['as one event', events, 'data: '],
    ['as many events', events, 'data: {}\n\n'],
    ['as a comment', events, ': '],
  ])('that sends without an end is cut off: %s', async (_, headers, piece) => {
    const flood: HttpMcpOptions = {
      intercept: (__, response) => {
        response.writeHead(200, headers).write(piece);
        const more = () => {
          while (!response.destroyed && response.write(piece.endsWith('\n') ? piece.repeat(1000) : 'x'.repeat(65_536)));
        };
        response.on('drain', more);
        more();
        return true;
      },
    };
    const { outcome } = await ask(flood, { ...QUICK, initializeMs: 10_000, attemptMs: 15_000 });
    expect(outcome).toMatchObject({ code: 'flooded' });
  });

  test('with a list of 16 MB is cut off, and with one just below is read', async () => {
    const tools = (bytes: number) => [
      { name: 'long', description: 'x'.repeat(bytes), inputSchema: { type: 'object' } },
    ];
    expect((await ask({ tools: tools(17 * MB) })).outcome).toMatchObject({ code: 'flooded' });
    expect((await ask({ tools: tools(7 * MB), answers: 'events' })).outcome).toMatchObject({ code: 'listed' });
  });

  test('that asks without an end is answered for a while, and then no more', async () => {
    let answered = 0;
    const pings = (from: number) =>
      Array.from({ length: 100 }, (_, i) => `data: {"jsonrpc":"2.0","id":"p${from + i}","method":"ping"}\n\n`).join('');
    const { outcome } = await ask(
      {
        async intercept(request, response) {
          const message = JSON.parse(await text(request)) as { method?: string };
          if (message.method !== undefined) {
            response.writeHead(200, events);
            for (let i = 0; i < 50; i++) response.write(pings(i * 100));
            return true;
          }
          answered += 1;
          response.writeHead(202).end();
          return true;
        },
      },
      { replies: 40, initializeMs: 10_000 },
    );
    expect(outcome).toMatchObject({ code: 'flooded', detail: 'It asked for more than 40 answers.' });
    expect(answered).toBeLessThanOrEqual(40);
  });

  test('that leaves our answers hanging gets few at a time, and does not keep us from asking', async () => {
    let hanging = 0;
    const { outcome } = await ask(
      {
        async intercept(request, response) {
          const { id, method } = JSON.parse((await text(request)) || '{}') as { id?: number; method?: string };
          if (id !== undefined && method === undefined) hanging += 1;
          else if (method === 'initialize' || method === 'tools/list') {
            const asks = Array.from(
              { length: 8 },
              (_, i) => `data: {"jsonrpc":"2.0","id":"${method}${i}","method":"ping"}\n\n`,
            );
            const capabilities = { tools: {} };
            const serverInfo = { name: 'asks', version: '1' };
            const result =
              method === 'initialize'
                ? { protocolVersion: '2025-06-18', capabilities, serverInfo }
                : { tools: [{ name: 'fine', inputSchema: { type: 'object' } }] };
            const answer = JSON.stringify({ jsonrpc: '2.0', id, result });
            response.writeHead(200, events).end(`${asks.join('')}data: ${answer}\n\n`);
          } else response.writeHead(202).end();
          return true;
        },
      },
      { repliesAtOnce: 2 },
    );
    expect(outcome.code).toBe('listed');
    expect(hanging).toBe(2);
  });

  test('that breaks off its answer is unreachable', async () => {
    const { outcome } = await ask({
      intercept: (_, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{');
        setTimeout(() => response.destroy(), 50);
        return true;
      },
    });
    expect(outcome).toMatchObject({ code: 'unreachable' });
  });

  test('with headers of its own choice has none of them repeated that is no plain text', async () => {
    const { outcome } = await ask({
      intercept: (_, response) => {
        response.setHeader('mcp-session-id', 'x'.repeat(600));
        return false;
      },
    });
    expect(outcome.code).toBe('listed');
  });
});
