import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { wireServer, type WireServer } from '../../test/registries/wire-server.ts';
import { createHttpClient } from './http-client.ts';

const { signal } = new AbortController();

/** A name of a stranger, whose own name server says that it is this machine. */
const NAME = 'inside.example';
const { lookup } = dns;
beforeEach(() => {
  const answering = (name: string, ...rest: unknown[]) =>
    (lookup as (...all: unknown[]) => void)(name === NAME ? '127.0.0.1' : name, ...rest);
  dns.lookup = answering as typeof lookup;
  syncBuiltinESMExports();
});
afterEach(() => {
  dns.lookup = lookup;
  syncBuiltinESMExports();
});

let server: WireServer;
let port: string;
beforeEach(async () => {
  server = await wireServer(() => ({ body: { a: 1 } }));
  ({ port } = new URL(server.url));
});

function client(allowPrivate = false) {
  const http = createHttpClient({ allowPrivate, limits: { tries: 1 } });
  onTestFinished(() => http.close());
  return http;
}

describe('crawler/http/private-names.test.ts', () => {
  it('asks for no document at a name that leads inside, nor where a redirect names it', async () => {
    const url = () => new URL(`http://${NAME}:${port}/x`);
    await expect(client().getJson(url(), signal)).rejects.toThrow('is an address of this machine');
    const leading = await wireServer(() => ({ status: 302, headers: { location: url().href } }));
    const http = client().forOrigin(leading.url, { trusted: true });
    await expect(http.getJson(new URL(leading.url), signal, { redirects: 1 })).rejects.toThrow('of this machine');
    expect([leading.requests.length, server.requests.length]).toEqual([1, 0]);
    // It would be there.
    await expect(client(true).getJson(url(), signal)).resolves.toEqual({ a: 1 });
  });

  it('connects no launch to it either', async () => {
    const leading = await wireServer(() => ({ status: 307, headers: { location: `https://${NAME}:${port}/x` } }));
    const web = (...allowPrivate: string[]) => client().toStrangers({ allowPrivate, route: {} });
    const ask = { signal, follow: 'anywhere' } as const;
    const { host } = new URL(leading.url);
    for (const url of [new URL(`https://${NAME}:${port}/x`), new URL(leading.url)]) {
      expect(await web(host).ask({ ...ask, url })).toEqual({
        code: 'address-refused',
        detail: `${NAME}:${port} leads to no public address.`,
      });
    }
    expect([leading.requests.length, server.requests.length]).toEqual([1, 0]);
    const allowed = await web(`${NAME}:${port}`).ask({ ...ask, url: new URL(`http://${NAME}:${port}/x`) });
    expect(allowed).toMatchObject({ status: 200 });
  });
});
