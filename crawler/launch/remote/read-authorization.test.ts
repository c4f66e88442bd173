import { expect, it, onTestFinished } from 'vitest';
import { wireServer } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { readAuthorization } from './read-authorization.ts';

const METADATA = { authorization_servers: ['https://login.example.com'], scopes_supported: ['read'] };
const USUAL = '/.well-known/oauth-protected-resource';

/** What is read of a server at 127.0.0.1 whose refusal names a place. */
async function read(placeOf: (port: string) => string) {
  const server = await wireServer(({ url }) => (/meta|oauth/.test(url.pathname) ? { body: METADATA } : undefined));
  const http = createHttpClient();
  onTestFinished(() => http.close());
  const web = http.toStrangers({ allowPrivate: 'all', route: {} });
  const { port } = new URL(server.url);
  const challenge = `Bearer resource_metadata="${placeOf(port)}"`;
  const { signal } = new AbortController();
  const found = await readAuthorization(web, new URL(`${server.url}/mcp`), challenge, signal);
  return { found, asked: server.requests.map(({ headers, url }) => [headers.host!.split(':')[0], url.pathname]) };
}

it('reads the place that the refusal names on its own domain', async () => {
  const { found, asked } = await read((port) => `http://127.0.0.1:${port}/meta`);
  expect(found).toMatchObject({ servers: METADATA.authorization_servers });
  expect(asked).toEqual([['127.0.0.1', '/meta']]);
});

it.each([
  ['another domain', (port: string) => `http://localhost:${port}/meta`],
  ['no address', () => 'meta'],
  ['an endless one', (port: string) => `http://127.0.0.1:${port}/meta?${'x'.repeat(3000)}`],
])('asks nobody that it names elsewhere, but at the usual places: %s', async (_name, placeOf) => {
  const { found, asked } = await read(placeOf);
  expect(found).toMatchObject({ servers: METADATA.authorization_servers });
  expect(asked).toEqual([['127.0.0.1', `${USUAL}/mcp`]]);
});
