import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { messagesOf, Rejected, RetryLater } from '../../catalog/errors.ts';
import { createHttpClient, type HttpClientOptions, type HttpLimits } from './http-client.ts';

type Handler = (response: ServerResponse, number: number, request: IncomingMessage) => void;

/** A server that is closed when the test ends; the handler is told the number of the request, from 1. */
async function serve(handler: Handler) {
  const times: number[] = [];
  const server = createServer((request, response) => handler(response, times.push(performance.now()), request));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/list?token=secret`);
  return { url, times, requests: () => times.length };
}

function client(limits: Partial<HttpLimits> = {}, options: Omit<HttpClientOptions, 'limits'> = {}) {
  const http = createHttpClient({ allowPrivate: true, ...options, limits: { backoffMs: 1, ...limits } });
  onTestFinished(() => http.close());
  return http;
}

const never = new AbortController().signal;
const status = (code: number, headers: Record<string, string> = {}): Handler => {
  return (response) => response.writeHead(code, headers).end('{"ignored":true}');
};
const ok = (response: ServerResponse, body: string | Buffer = '{"a":1}') => response.end(body);
const fine: Handler = (response) => ok(response);

async function failure(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  // No message on the way to a log may hold the query, which can be a secret.
  expect(messagesOf(error).join('\n')).not.toContain('secret');
  return error as Error;
}

describe('crawler/http/http-client.test.ts: answers', () => {
  it('parses JSON, a byte order mark included, and says who asks', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const { url } = await serve((response, _, request) => {
      seen.push(request.headers);
      ok(response, '\uFEFF{"ü":"😀"}');
    });
    await expect(client().getJson(url, never)).resolves.toEqual({ ü: '😀' });
    expect(seen).toMatchObject([
      { accept: 'application/json', 'user-agent': expect.stringMatching(/^toolgate-crawler\/\d/) },
    ]);
  });

  it('gives undefined for 404', async () => {
    const { url, requests } = await serve(status(404));
    await expect(client().getJson(url, never)).resolves.toBeUndefined();
    expect(requests()).toBe(1);
  });

  it.each([400, 401, 403, 410, 418, 422, 204, 206])('rejects %i without another try', async (code) => {
    const { url, requests } = await serve(status(code));
    const error = await failure(client().getJson(url, never));
    expect(error).toBeInstanceOf(Rejected);
    expect(error.message).toContain(`127.0.0.1:${url.port} answered ${code} to /list`);
    expect(requests()).toBe(1);
  });

  it('follows no redirect, not even on the same host, and says where it leads', async () => {
    const other = await serve(fine);
    for (const location of [other.url.href.replace('127', 'user:secret@127'), '/elsewhere', 'http://[']) {
      const { url, requests } = await serve(status(302, { location }));
      const error = await failure(client().getJson(url, never));
      expect(error).toBeInstanceOf(Rejected);
      expect(error.message).toMatch(/answered 302 to \/list, which leads to .*redirects are not followed/);
      expect(requests()).toBe(1);
    }
    expect(other.requests()).toBe(0);
  });

  it.each(['{"servers":[', '<html>maintenance\u001b[31m</html>', ''])('rejects %j, which is no JSON', async (body) => {
    const { url, requests } = await serve((response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      ok(response, body);
    });
    const error = await failure(client().getJson(url, never));
    expect(error).toBeInstanceOf(Rejected);
    expect(error.message).toBe(`${url.host} sent no JSON for /list (${body.length} characters, text/html)`);
    expect(requests()).toBe(1);
  });

  it('stops reading a body above the limit, packed or endless', async () => {
    const endless = await serve((response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      };
      response.on('drain', more);
      more();
    });
    const bomb = await serve((response) => {
      response.setHeader('content-encoding', 'gzip');
      ok(response, gzipSync(`"${'0'.repeat(5_000_000)}"`));
    });
    for (const { url, requests } of [endless, bomb]) {
      const error = await failure(client({ maxBytes: 100_000 }).getJson(url, never));
      expect(error).toBeInstanceOf(Rejected);
      expect(error.message).toContain('sent more than 100000 bytes');
      expect(requests()).toBe(1);
    }
  });
});

describe('crawler/http/http-client.test.ts: hosts in trouble', () => {
  it.each([408, 429, 500, 502, 503, 504])('tries again after %i', async (code) => {
    const { url, requests } = await serve((response, n) => (n < 3 ? status(code)(response, n, null!) : ok(response)));
    await expect(client().getJson(url, never)).resolves.toEqual({ a: 1 });
    expect(requests()).toBe(3);
  });

  it('gives up after all tries', async () => {
    const { url, requests } = await serve(status(503));
    const error = await failure(client({ tries: 3 }).getJson(url, never));
    expect(error).toBeInstanceOf(RetryLater);
    expect(error.message).toBe(`${url.host} answered 503`);
    expect(requests()).toBe(3);
  });

  it('waits longer after each failure', async () => {
    const { url, times } = await serve(status(500));
    await failure(client({ tries: 4, backoffMs: 20 }).getJson(url, never));
    const gaps = times.slice(1).map((time, i) => time - times[i]!);
    // At least half of 20, 40 and 80 ms, and a timer may be a millisecond early.
    for (const [i, gap] of gaps.entries()) expect(gap).toBeGreaterThan(10 * 2 ** i - 2);
  });

  it('waits as long as the host says, in seconds', async () => {
    const { url, times } = await serve((response, n) =>
      n === 1 ? status(429, { 'retry-after': '1' })(response, n, null!) : ok(response),
    );
    await client().getJson(url, never);
    expect(times[1]! - times[0]!).toBeGreaterThan(990);
  });

  it.each([
    ['3600', 3_600_000],
    [new Date(Date.now() + 7_200_000).toUTCString(), 7_199_000],
  ])('does not wait for hours: Retry-After %s', async (header, ms) => {
    const { url, requests } = await serve(status(429, { 'retry-after': header }));
    const error = await failure(client().getJson(url, never));
    expect(error).toBeInstanceOf(RetryLater);
    expect((error as RetryLater).afterMs).toBeGreaterThan(ms - 60_000);
    expect(requests()).toBe(1);
  });

  it('tries again when nobody listens, and says what happened', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    const error = await failure(client({ tries: 2 }).getJson(new URL(`http://127.0.0.1:${port}/?secret`), never));
    expect(error).toBeInstanceOf(RetryLater);
    expect(messagesOf(error).join('; ')).toMatch(/could not be reached.*ECONNREFUSED/);
  });

  it('tries again when the connection breaks in the middle of a body', async () => {
    const { url, requests } = await serve((response, n) => {
      if (n === 3) return ok(response);
      response.writeHead(200, n === 1 ? { 'content-length': 1000 } : {});
      return response.write('{"a":', () => response.destroy());
    });
    await expect(client().getJson(url, never)).resolves.toEqual({ a: 1 });
    expect(requests()).toBe(3);
  });

  it('tries again when a body takes too long', async () => {
    const { url, requests } = await serve((response, n) => (n === 2 ? ok(response) : response.write('{"a":')));
    await expect(client({ timeoutMs: 200 }).getJson(url, never)).resolves.toEqual({ a: 1 });
    expect(requests()).toBe(2);
    const silent = await serve(() => {});
    const error = await failure(client({ timeoutMs: 50, tries: 2 }).getJson(silent.url, never));
    expect(error).toBeInstanceOf(RetryLater);
    expect(silent.requests()).toBe(2);
  });
});

describe('crawler/http/http-client.test.ts: politeness', () => {
  const polite = (concurrency: number, minIntervalMs: number) => ({
    politeness: (host: string) => ({ host, concurrency, minIntervalMs, rule: 'test' }),
  });

  it('has no more requests to a host under way than its row says', async () => {
    const open: ServerResponse[] = [];
    let most = 0;
    const { url } = await serve((response) => {
      most = Math.max(most, open.push(response));
      // Both are answered once a third one has had the time to come.
      if (open.length === 2) setTimeout(() => open.splice(0).forEach((waiting) => ok(waiting)), 30);
    });
    const http = client({}, polite(2, 0));
    await Promise.all(Array.from({ length: 8 }, () => http.getJson(url, never)));
    expect(most).toBe(2);
  });

  it('frees the place of a request that failed', async () => {
    const { url } = await serve((response, n) => (n === 1 ? status(400)(response, n, null!) : ok(response)));
    const http = client({}, polite(1, 0));
    await failure(http.getJson(url, never));
    await expect(http.getJson(url, never)).resolves.toEqual({ a: 1 });
  });

  it('is stopped at once, in a wait, in a pause and in an answer', async () => {
    const stopped = (work: Promise<unknown>) => expect(work).rejects.toThrow('stop');
    const waits = await serve(fine);
    const slow = client({}, polite(1, 3_600_000));
    await slow.getJson(waits.url, never);
    const first = new AbortController();
    const waiting = slow.getJson(waits.url, first.signal);
    first.abort(new Error('stop'));
    await stopped(waiting);
    expect(waits.requests()).toBe(1);

    const second = new AbortController();
    const busy = await serve((response, n, request) => {
      status(503, { 'retry-after': '100' })(response, n, request);
      setTimeout(() => second.abort(new Error('stop')), 20);
    });
    await stopped(client().getJson(busy.url, second.signal));

    const third = new AbortController();
    const silent = await serve((response) => {
      response.write('{');
      setTimeout(() => third.abort(new Error('stop')), 20);
    });
    await stopped(client().getJson(silent.url, third.signal));
    expect([busy.requests(), silent.requests()]).toEqual([1, 1]);
    await stopped(client().getJson(waits.url, third.signal));
  });

  it.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'http://user:secret@127.0.0.1:9/', 'http://secret@127.0.0.1:9/'])(
    'does not ask %s',
    async (url) => {
      expect(await failure(client().getJson(new URL(url), never))).toBeInstanceOf(Rejected);
    },
  );

  it('asks this machine without the proxy of the environment, and refuses a proxy that is none', async () => {
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv('no_proxy', undefined);
    vi.stubEnv('http_proxy', 'http://user:secret@127.0.0.1:9');
    const { url } = await serve(fine);
    await expect(client({ tries: 1 }).getJson(url, never)).resolves.toEqual({ a: 1 });
    vi.stubEnv('http_proxy', 'no URL: secret');
    const error = await failure(Promise.resolve().then(() => createHttpClient()));
    expect(error).toBeInstanceOf(Rejected);
  });
});
