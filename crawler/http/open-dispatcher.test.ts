import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { selfSigned } from '../../test/self-signed.ts';
import { createHttpClient, type HttpClientOptions } from './http-client.ts';

const { signal } = new AbortController();
afterEach(() => vi.unstubAllEnvs());

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

/** A proxy that answers by itself, and what it was asked for. */
async function proxy() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('"by the proxy"');
  });
  return { asked, url: new URL(`http://127.0.0.1:${await portOf(server)}`) };
}

function client(options: HttpClientOptions = {}) {
  const http = createHttpClient({ limits: { tries: 1 }, ...options });
  onTestFinished(() => http.close());
  return http;
}

describe('crawler/http/open-dispatcher.test.ts', () => {
  it('goes through the proxy of a route, and through no other on its way', async () => {
    const [own, ofTheMachine] = [await proxy(), await proxy()];
    vi.stubEnv('HTTP_PROXY', ofTheMachine.url.href);
    vi.stubEnv('HTTPS_PROXY', ofTheMachine.url.href);
    const direct = createServer((_, response) => response.end('"directly"'));
    const base = `http://127.0.0.1:${await portOf(direct)}`;
    const through = (route: object) =>
      client().forOrigin(base, { trusted: true, route }).getJson(new URL(base), signal);
    expect(await through({ proxy: own.url })).toBe('by the proxy');
    expect(await through({ proxy: 'none' })).toBe('directly');
    // This machine itself is reached without the environment's.
    expect(await through({})).toBe('directly');
    expect([own.asked, ofTheMachine.asked]).toEqual([[`GET ${base}/`], []]);
    expect(await client({ allowPrivate: true }).getJson(new URL('http://no-such-host.invalid/'), signal)).toBe(
      'by the proxy',
    );
    expect(ofTheMachine.asked).toEqual(['GET http://no-such-host.invalid/']);
  });

  it('trusts the certificates of a route, for whoever asks over it', async () => {
    const tls = selfSigned();
    const server = createTlsServer(tls, (_, response) => response.end('"encrypted"'));
    const url = new URL(`https://localhost:${await portOf(server)}`);
    const ask = async (certificates: string) => {
      const http = client();
      const route = { certificates };
      const answer = await http
        .toStrangers({ allowPrivate: [url.host], route })
        .ask({ url, signal, follow: 'same-origin' });
      if ('dump' in answer) await answer.dump();
      const document = http.forOrigin(url.origin, { trusted: true, route }).getJson(url, signal);
      return ['code' in answer ? answer.code : answer.status, await document.catch(() => 'refused')];
    };
    expect(await ask(tls.cert)).toEqual([200, 'encrypted']);
    expect(await ask('')).toEqual(['tls-failed', 'refused']);
  });
});
