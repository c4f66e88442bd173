import { describe, expect, it, onTestFinished } from 'vitest';
import { RetryLater } from '../../catalog/errors.ts';
import { wireServer, type WireAnswer } from '../../test/registries/wire-server.ts';
import { readText } from './bounded-body.ts';
import { createHttpClient, type HttpClientOptions } from './http-client.ts';
import { isWebFailure, type WebClient, type WebRequest } from './web-client.ts';
import type { WebAnswer } from './web-answer.ts';

const { signal } = new AbortController();
const YEAR = { 'retry-after': String(365 * 24 * 3600) };
const ok = (): WireAnswer => ({ body: { a: 1 } });

function clients(options: HttpClientOptions = {}) {
  const http = createHttpClient({ allowPrivate: true, limits: { backoffMs: 1 }, ...options });
  onTestFinished(() => http.close());
  const to = (...allowPrivate: string[]) => http.toStrangers({ allowPrivate, route: {} });
  return { http, to };
}

/** One place, so that a second request has to wait for the first. */
const oneAtATime = (host: string) => ({ host, concurrency: 1, minIntervalMs: 0, rule: 'test' });

async function ask(web: WebClient, url: string, more: Partial<WebRequest> = {}) {
  return web.ask({ url: new URL(url), signal, follow: 'anywhere', ...more });
}

async function answer(web: WebClient, url: string, more: Partial<WebRequest> = {}): Promise<WebAnswer> {
  const got = await ask(web, url, more);
  if (isWebFailure(got)) throw new Error(`${got.code}: ${got.detail}`);
  return got;
}

describe('crawler/http/web-client.test.ts: addresses', () => {
  const hostOf = (url: string) => new URL(url).host;

  it('asks those that are allowed by name, and is led to no other private one', async () => {
    const inside = await wireServer(ok);
    const allowed = await wireServer(({ url }) => {
      const to = url.searchParams.get('to');
      return to === null ? ok() : { status: 307, headers: { location: to } };
    });
    const { to } = clients();
    const web = to(hostOf(allowed.url));
    expect((await answer(web, allowed.url)).status).toBe(200);
    expect(await ask(web, inside.url)).toMatchObject({ code: 'address-refused' });
    const led = (target: string) => ask(web, `${allowed.url}/?to=${encodeURIComponent(target)}`);
    const { port } = new URL(inside.url);
    for (const target of [
      inside.url,
      `https://127.0.0.1:${port}/`,
      `https://localhost:${port}/`,
      `https://[::ffff:7f00:1]:${port}/`,
      'https://169.254.169.254/latest/meta-data',
      'http://example.com/',
      'file:///etc/passwd',
      `http://user:word@${hostOf(allowed.url)}/`,
    ]) {
      expect({ target, ...(await led(target)) }).toMatchObject({ target, code: 'redirected' });
    }
    expect(inside.requests).toEqual([]);
  });

  it('takes no login to another host, and no POST to where it would be a GET', async () => {
    const other = await wireServer(ok);
    const first = await wireServer(({ url }) => ({
      status: Number(url.pathname.slice(1)),
      headers: { location: `${other.url}/target` },
    }));
    const web = clients().to(hostOf(first.url), hostOf(other.url));
    const headers = { authorization: 'Bearer secret', 'mcp-session-id': 's', accept: 'text/x' };
    await (await answer(web, `${first.url}/302`, { headers })).dump();
    expect(first.requests[0]!.headers).toMatchObject(headers);
    expect(other.requests[0]!.headers).toMatchObject({ accept: 'text/x' });
    expect(JSON.stringify(other.requests[0]!.headers)).not.toMatch(/secret|mcp-session/);
    expect(await ask(web, `${first.url}/302`, { method: 'POST', body: '{}' })).toMatchObject({ code: 'redirected' });
    expect((await answer(web, `${first.url}/307`, { method: 'POST', body: '{}' })).status).toBe(200);
    expect(other.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
  });
});

describe('crawler/http/web-client.test.ts: turns', () => {
  it('shares them with everybody who asks through the same client', async () => {
    const { http, to } = clients({ politeness: oneAtATime });
    const server = await wireServer(ok);
    const web = to(new URL(server.url).host);
    const first = await answer(web, `${server.url}/stream`);
    const second = http.getJson(new URL(`${server.url}/document`), signal);
    const third = answer(web, `${server.url}/stream2`);
    expect(server.requests).toHaveLength(1);
    // The turn ends with the answer, not with its headers.
    expect(await readText(first.body, 100)).toBe('{"a":1}');
    await (await third).dump();
    expect(await second).toEqual({ a: 1 });
    expect(server.requests).toHaveLength(3);
  });

  it('gives them back whatever becomes of a request', async () => {
    const { to } = clients({ politeness: oneAtATime });
    const server = await wireServer(ok);
    const web = to(new URL(server.url).host);
    const stop = new AbortController();
    await answer(web, server.url, { signal: stop.signal });
    stop.abort(new Error('stopped'));
    await expect(ask(web, server.url, { signal: stop.signal })).rejects.toThrow('stopped');
    expect(await readText((await answer(web, server.url)).body, 3)).toBeUndefined();
    server.fault = () => 'cut';
    const cut = await answer(web, server.url);
    await expect(readText(cut.body, 100)).rejects.toThrow('broke off its answer');
    server.fault = () => ({ status: 302, headers: { location: '/x' } });
    expect(await ask(web, server.url)).toMatchObject({ code: 'redirected' });
    server.fault = () => ({ status: 503 });
    await answer(web, server.url, { tries: 2 });
    server.fault = undefined;
    expect(await readText((await answer(web, server.url)).body, 100)).toBe('{"a":1}');
  });

  it('lets all requests of a conversation go in one', async () => {
    const { http, to } = clients({ politeness: oneAtATime });
    const server = await wireServer(ok);
    const web = to(new URL(server.url).host);
    const turn = await web.converse(new URL(server.url), signal);
    if (isWebFailure(turn)) throw new Error(turn.detail);
    const open = await answer(web, `${server.url}/1`, { turn });
    const document = http.getJson(new URL(`${server.url}/other`), signal);
    await (await answer(web, `${server.url}/2`, { turn })).dump();
    await open.dump();
    expect(server.requests.map(({ url }) => url.pathname)).toEqual(['/1', '/2']);
    turn.end();
    await document;
  });
});

describe('crawler/http/web-client.test.ts: hosts that want to be left alone', () => {
  it('asks no more after a pause of a year, and has it from, and tells it to, everybody who asks', async () => {
    for (const documentFirst of [true, false]) {
      const { http, to } = clients();
      const server = await wireServer(() => ({ status: 429, headers: YEAR }));
      const web = to(new URL(server.url).host);
      const document = () => http.getJson(new URL(server.url), signal).catch((error: unknown) => error);
      const first = documentFirst ? await document() : await answer(web, server.url, { tries: 5 });
      expect(first).toMatchObject(documentFirst ? { name: RetryLater.name } : { status: 429 });
      expect(await ask(web, server.url)).toMatchObject({
        code: 'rate-limited',
        // An hour at most, for servers behind one host that speak for each other.
        detail: expect.stringMatching(/wants no request for 3[56]\d\d s/) as string,
      });
      expect(await document()).toMatchObject({ message: expect.stringContaining('wants no request') as string });
      expect(server.requests).toHaveLength(1);
    }
  });

  it('waits for a short pause, and asks again where that was allowed', async () => {
    const { to } = clients();
    const server = await wireServer(ok);
    server.fault = (number) => (number === 1 ? { status: 503, headers: { 'retry-after': '1' } } : undefined);
    const web = to(new URL(server.url).host);
    expect((await answer(web, server.url, { tries: 2 })).status).toBe(200);
    expect(server.requests).toHaveLength(2);
    server.fault = () => ({ status: 500 });
    expect((await answer(web, server.url)).status).toBe(500);
    expect(server.requests).toHaveLength(3);
  });

  it('keeps what is left of an allowance, in the middle of a conversation as well', async () => {
    const { to } = clients();
    const server = await wireServer(() => ({ headers: { ratelimit: '"a";r=0;t=900' }, body: {} }));
    const web = to(new URL(server.url).host);
    const turn = await web.converse(new URL(server.url), signal);
    if (isWebFailure(turn)) throw new Error(turn.detail);
    await (await answer(web, server.url, { turn })).dump();
    expect(await ask(web, server.url, { turn })).toMatchObject({ code: 'rate-limited' });
    turn.end();
    expect(await web.converse(new URL(server.url), signal)).toMatchObject({ code: 'rate-limited' });
    expect(server.requests).toHaveLength(1);
  });
});
