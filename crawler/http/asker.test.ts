import { gzipSync } from 'node:zlib';
import { Octokit } from 'octokit';
import { describe, expect, it, onTestFinished } from 'vitest';
import { messagesOf, Rejected, RetryLater } from '../../catalog/errors.ts';
import { wireServer, type WireAnswer } from '../../test/registries/wire-server.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { createHttpClient, type HttpClientOptions } from './http-client.ts';

const { signal } = new AbortController();

function client(options: HttpClientOptions = {}) {
  const http = createHttpClient({ ...options, limits: { backoffMs: 1, tries: 2, ...options.limits } });
  onTestFinished(() => http.close());
  return http;
}

const ok = (): WireAnswer => ({ body: { a: 1 } });

async function failure(work: Promise<unknown>): Promise<Error> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Error);
  return error as Error;
}

describe('crawler/http/asker.test.ts: addresses', () => {
  it('asks no private address that is not the operator’s, by whatever name', async () => {
    const server = await wireServer(ok);
    const { port } = new URL(server.url);
    const hosts = ['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433'];
    for (const host of hosts) {
      const error = await failure(client().getJson(new URL(`http://${host}:${port}/x`), signal));
      expect(error).toBeInstanceOf(Rejected);
      expect(error.message).toContain('is an address of this machine or of the network around it');
    }
    expect(server.requests).toHaveLength(0);
    await expect(client({ allowPrivate: true }).getJson(new URL(server.url), signal)).resolves.toEqual({ a: 1 });
  });

  it('asks the one that the operator typed, and no other port or spelling of it', async () => {
    const [typed, other] = [await wireServer(ok), await wireServer(ok)];
    const http = client().forOrigin(typed.url, { trusted: true });
    await expect(http.getJson(new URL(`${typed.url}/x`), signal)).resolves.toEqual({ a: 1 });
    await failure(http.getJson(new URL(other.url), signal));
    await failure(http.getJson(new URL(typed.url.replace('127.0.0.1', 'localhost')), signal));
    expect([typed.requests.length, other.requests.length]).toEqual([1, 0]);
  });

  it('is not led to a private address by a redirect', async () => {
    const inside = await wireServer(ok);
    const typed = await wireServer(() => ({ status: 302, headers: { location: `${inside.url}/latest/meta-data` } }));
    const http = client().forOrigin(typed.url, { trusted: true });
    const error = await failure(http.getJson(new URL(typed.url), signal, { redirects: 3 }));
    expect(error.message).toContain('is an address of this machine');
    expect(inside.requests).toHaveLength(0);
  });
});

describe('crawler/http/asker.test.ts: keys and redirects', () => {
  const headers = { Authorization: 'Bearer secret', 'X-Tenant-ID': 'tenant' };

  it('sends a key to its origin only, also behind a redirect', async () => {
    const target = await wireServer(ok);
    const own = await wireServer(({ url }) =>
      url.pathname === '/away' ? { status: 307, headers: { location: target.url } } : ok(),
    );
    const plain = client({ allowPrivate: true });
    const http = plain.forOrigin(own.url, { headers });
    await http.getJson(new URL(`${own.url}/away`), signal, { redirects: 1, headers: { accept: 'text/x', 'x-n': '1' } });
    await http.getJson(new URL(own.url), signal, { headers: { authorization: 'own' } });
    await plain.getJson(new URL(own.url), signal);
    const sent = own.requests.map((request) => [request.headers.authorization, request.headers['x-tenant-id']]);
    expect(sent).toEqual([
      ['Bearer secret', 'tenant'],
      ['Bearer secret', 'tenant'],
      [undefined, undefined],
    ]);
    expect(target.requests).toHaveLength(1);
    expect(target.requests[0]!.headers).toMatchObject({ accept: 'text/x', 'x-n': '1' });
    expect(JSON.stringify(target.requests[0]!.headers)).not.toContain('secret');
  });

  it('has it in no message', async () => {
    const server = await wireServer(ok);
    const http = client({ allowPrivate: true }).forOrigin(server.url, { headers });
    for (const fault of [{ status: 401 }, { status: 500 }, { body: '<' }, 'cut' as const]) {
      server.fault = () => fault;
      const error = await failure(http.getJson(new URL(server.url), signal));
      expect(messagesOf(error).join('\n')).not.toMatch(/secret|tenant/);
    }
  });

  it('follows as many redirects as it was allowed, and no circle', async () => {
    const server = await wireServer(({ url }) => {
      const left = Number(url.pathname.slice(1));
      return left === 0 ? ok() : { status: 301, headers: { location: `/${left - 1}` } };
    });
    const http = client({ allowPrivate: true });
    await expect(http.getJson(new URL(`${server.url}/2`), signal, { redirects: 2 })).resolves.toEqual({ a: 1 });
    expect((await failure(http.getJson(new URL(`${server.url}/3`), signal, { redirects: 2 }))).message).toContain(
      '301',
    );
    server.requests.length = 0;
    await failure(http.getJson(new URL(`${server.url}/999`), signal, { redirects: 999 }));
    expect(server.requests).toHaveLength(6);
  });
});

describe('crawler/http/asker.test.ts: the cache', () => {
  it('asks again with the validators, and takes 304 for what it has', async () => {
    const cacheDir = temporaryFolder();
    let version = 1;
    const server = await wireServer(({ headers }) =>
      headers['if-none-match'] === `"${version}"`
        ? { status: 304 }
        : { headers: { etag: `"${version}"`, 'content-encoding': 'gzip' }, body: gzipSync(`{"v":${version}}`) },
    );
    const url = new URL(`${server.url}/list?page=1`);
    const get = () => client({ allowPrivate: true, cacheDir }).getJson(url, signal);
    expect([await get(), await get(), await get()]).toEqual([{ v: 1 }, { v: 1 }, { v: 1 }]);
    version = 2;
    expect([await get(), await get()]).toEqual([{ v: 2 }, { v: 2 }]);
    const sent = server.requests.map(({ headers }) => headers['if-none-match']);
    expect(sent).toEqual([undefined, '"1"', '"1"', '"1"', '"2"']);
  });

  it('does the same with a date', async () => {
    const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
    const server = await wireServer(({ headers }) =>
      headers['if-modified-since'] === date ? { status: 304 } : { headers: { 'last-modified': date }, body: 'text' },
    );
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    const get = () => http.getText(new URL(server.url), signal, { accepts: () => true });
    expect([await get(), await get()]).toEqual(['text', 'text']);
    expect(server.requests).toHaveLength(2);
    expect(server.requests[1]!.headers['if-modified-since']).toBe(date);
  });

  /** A document of an old date, behind a host that answers 304 to every later one. */
  async function dated() {
    const date = 'Thu, 01 Jan 2026 00:00:00 GMT';
    const server = await wireServer(({ headers }) => {
      const since = Date.parse(headers['if-modified-since'] ?? '');
      return since >= Date.parse(date) ? { status: 304 } : { headers: { 'last-modified': date }, body: { v: 1 } };
    });
    const later = { 'last-modified': 'Fri, 02 Jan 2026 00:00:00 GMT' };
    const conditions = () => server.requests.map(({ headers }) => headers['if-modified-since'] !== undefined);
    return { server, later, conditions, url: new URL(server.url) };
  }

  it('keeps nothing that is not what was meant: a page of maintenance must not outlive the maintenance', async () => {
    const isPage = (body: unknown) => typeof body === 'object' && body !== null && 'v' in body;
    const { server, later, conditions, url } = await dated();
    for (const bad of [
      { headers: { ...later, 'content-type': 'text/html' }, body: '<html>maintenance</html>' },
      { headers: later, body: { error: 'maintenance' } },
    ]) {
      const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
      const get = () => http.getJson(url, signal, { accepts: isPage }).catch((error: Error) => error.message);
      server.requests.length = 0;
      server.fault = () => bad;
      expect(await get()).not.toEqual({ v: 1 });
      server.fault = undefined;
      expect([await get(), await get()]).toEqual([{ v: 1 }, { v: 1 }]);
      expect(conditions()).toEqual([false, false, true]);
    }
  });

  it('keeps no text and no bytes of which nobody says that they are what was meant', async () => {
    const { url, conditions } = await dated();
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    for (const form of ['getText', 'getBytes'] as const) {
      await http[form](url, signal);
      await http[form](url, signal);
    }
    expect(conditions()).toEqual([false, false, false, false]);
  });

  it('drops what it kept when that is no longer what is meant, and asks once without it', async () => {
    const { server, later, conditions, url } = await dated();
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    server.fault = () => ({ headers: later, body: { old: 'form' } });
    await http.getJson(url, signal);
    server.fault = undefined;
    const get = () => http.getJson(url, signal, { accepts: (body) => 'v' in (body as object) });
    expect([await get(), await get()]).toEqual([{ v: 1 }, { v: 1 }]);
    expect(conditions()).toEqual([false, true, false, true]);
  });

  it('takes a date alone for no sign that it is the same document, where its type is another one', async () => {
    const { server, later, conditions, url } = await dated();
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    const get = () => http.getText(url, signal, { accepts: () => true });
    server.fault = () => ({ headers: { ...later, 'content-type': 'text/html' }, body: 'old' });
    await get();
    server.fault = (number) => (number === 2 ? { status: 304 } : undefined);
    expect(await get()).toBe('{"v":1}');
    expect(conditions()).toEqual([false, true, false]);
  });

  it('asks anew for what it kept when that is larger than what is wanted now', async () => {
    const { server, later, conditions, url } = await dated();
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    server.fault = () => ({ headers: later, body: { long: 'x'.repeat(1000) } });
    await http.getJson(url, signal);
    server.fault = undefined;
    expect(await http.getJson(url, signal, { maxBytes: 100 })).toEqual({ v: 1 });
    expect(conditions()).toEqual([false, false]);
  });

  it('keeps answers of different keys and forms apart, and what may not be stored not at all', async () => {
    const server = await wireServer(({ headers, url }) => ({
      headers: { etag: '"1"', ...(url.pathname === '/no-store' ? { 'cache-control': 'private, no-store' } : {}) },
      body: { who: headers.authorization },
    }));
    const plain = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    const keyed = plain.forOrigin(server.url, { headers: { Authorization: 'a' } });
    await keyed.getJson(new URL(server.url), signal);
    await plain.getJson(new URL(server.url), signal);
    await plain.getText(new URL(server.url), signal);
    await plain.postJson(new URL(server.url), {}, signal);
    await plain.getJson(new URL(`${server.url}/no-store`), signal);
    await plain.getJson(new URL(`${server.url}/no-store`), signal);
    expect(server.requests.filter(({ headers }) => headers['if-none-match'] !== undefined)).toEqual([]);
  });

  it('takes no 304 for an answer that it did not ask about', async () => {
    const server = await wireServer(() => ({ status: 304 }));
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    expect(await failure(http.getJson(new URL(server.url), signal))).toBeInstanceOf(Rejected);
  });
});

describe('crawler/http/asker.test.ts: allowances', () => {
  it('waits where the last answer used up the allowance, and asks nothing more where that takes long', async () => {
    const at: number[] = [];
    const server = await wireServer(() => {
      at.push(performance.now());
      return { headers: at.length === 1 ? { ratelimit: '"a";r=0;t=0.3' } : { ratelimit: '"a";r=0;t=900' }, body: {} };
    });
    const http = client({ allowPrivate: true });
    await http.getJson(new URL(server.url), signal);
    await http.getJson(new URL(server.url), signal);
    expect(at[1]! - at[0]!).toBeGreaterThan(295);
    const error = await failure(http.getJson(new URL(server.url), signal));
    expect(error).toBeInstanceOf(RetryLater);
    expect((error as RetryLater).afterMs).toBeGreaterThan(800_000);
    expect(server.requests).toHaveLength(2);
  });

  it.each<Record<string, string>>([
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 900) },
    { 'retry-after': '900' },
  ])('takes 403 with %j for a pause, not for a refusal', async (headers) => {
    const server = await wireServer(() => ({ status: 403, headers }));
    const error = await failure(client({ allowPrivate: true }).getJson(new URL(server.url), signal));
    expect(error).toBeInstanceOf(RetryLater);
    expect((error as RetryLater).afterMs).toBeGreaterThan(800_000);
  });

  it('keeps to the row of a host that only the machine knows, but not against the table', async () => {
    const http = client({ allowPrivate: true });
    const at: number[] = [];
    const server = await wireServer(() => {
      at.push(performance.now());
      return ok();
    });
    // This machine itself is in the table.
    const row = { concurrency: 1, minIntervalMs: 60_000, rule: 'test' };
    const slow = http.forOrigin(server.url, { politeness: [row] });
    await slow.getJson(new URL(server.url), signal);
    await slow.getJson(new URL(server.url), signal);
    expect(at).toHaveLength(2);
  });

  it('keeps a queue of its own for a part of a host that has its own allowance', async () => {
    const server = await wireServer(ok);
    server.fault = (_number, { url }) =>
      url.pathname.startsWith('/search') ? { status: 429, headers: { 'retry-after': '900' } } : undefined;
    const table = [{ host: '127.0.0.1', path: '/search', concurrency: 1, minIntervalMs: 0, rule: 'test' }];
    const politeness = (host: string, path: string) =>
      table.find((row) => path.startsWith(row.path)) ?? { host, concurrency: 1, minIntervalMs: 0, rule: 'test' };
    const http = client({ allowPrivate: true, politeness });
    await failure(http.getJson(new URL(`${server.url}/search?q=1`), signal));
    expect((await failure(http.getJson(new URL(`${server.url}/search?q=2`), signal))).message).toContain(
      'wants no request',
    );
    await expect(http.getJson(new URL(`${server.url}/other`), signal)).resolves.toEqual({ a: 1 });
    expect(server.requests).toHaveLength(2);
  });
});

describe('crawler/http/asker.test.ts: fetch for a library', () => {
  it('serves octokit: answers of any status, our key, the cache, patience with trouble', async () => {
    let troubles = 1;
    const server = await wireServer(({ url, headers }) => {
      if (url.pathname === '/missing') return undefined;
      if (headers['if-none-match'] === '"1"') return { status: 304 };
      return {
        headers: { etag: '"1"', link: `<${server.url}/x?page=2>; rel="next"` },
        body: { by: headers.authorization },
      };
    });
    server.fault = () => (troubles-- > 0 ? { status: 502 } : undefined);
    const http = client({ allowPrivate: true, cacheDir: temporaryFolder() });
    const { fetch } = http.forOrigin(server.url, { headers: { Authorization: 'Bearer key' } });
    const octokit = new Octokit({ baseUrl: server.url, request: { fetch }, retry: { enabled: false } });
    for (const time of ['first', 'again']) {
      const { data, headers, status } = await octokit.request('GET /x');
      expect([time, status, data, headers.link]).toEqual([
        time,
        200,
        { by: 'Bearer key' },
        expect.stringContaining('rel="next"'),
      ]);
    }
    await expect(octokit.request('GET /missing')).rejects.toMatchObject({ status: 404 });
    expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      undefined,
      '"1"',
      undefined,
    ]);
    troubles = 9;
    await expect(octokit.request('GET /x')).rejects.toMatchObject({ cause: expect.any(RetryLater) as RetryLater });
  });

  it('sends a body, and stops when it is told to', async () => {
    const server = await wireServer(({ body, method }) => ({ status: 201, body: { method, got: body } }));
    const { fetch } = client({ allowPrivate: true });
    const response = await fetch(server.url, { method: 'POST', body: '{"q":1}' });
    expect([response.status, await response.json()]).toEqual([201, { method: 'POST', got: '{"q":1}' }]);
    server.fault = () => 'silence';
    const stop = AbortSignal.timeout(30);
    await expect(fetch(server.url, { signal: stop })).rejects.toThrow(/timeout/);
  });
});
