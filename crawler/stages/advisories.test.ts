import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { Store } from '../../catalog/store/open.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { createHttpClient } from '../http/http-client.ts';
import { askAdvisories } from './advisories.ts';

interface Query {
  package: { name: string; ecosystem: string };
  version: string;
  page_token?: string;
}
/** What the server does with its nth request, from 1. */
type Behaviour = (response: ServerResponse, queries: Query[], number: number) => void;

const AT = '2026-01-01T00:00:00.000Z';
const context = (signal = new AbortController().signal) => ({ runId: 1, report: () => {}, signal });
const answer = (response: ServerResponse, results: unknown[]) =>
  response.setHeader('content-type', 'application/json').end(JSON.stringify({ results }));

/** A server that speaks OSV's wire format on loopback. */
async function osv(behave: Behaviour) {
  const requests: { path: string; queries: Query[] }[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { queries } = JSON.parse(Buffer.concat(chunks).toString()) as { queries: Query[] };
      requests.push({ path: `${request.method} ${request.url} ${request.headers['content-type']}`, queries });
      behave(response, queries, requests.length);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function http() {
  const client = createHttpClient({ allowPrivate: true, limits: { backoffMs: 1, tries: 3 } });
  onTestFinished(() => client.close());
  return client;
}

function withPackages(count: number): Store {
  const store = temporaryStore();
  store.transaction(() => {
    for (let i = 0; i < count; i++) putServer(store, i);
  });
  return store;
}

function putServer(store: Store, i: number): void {
  const packages = [
    { registryType: 'npm', identifier: `pkg-${i}`, version: '1.0.0', transport: { type: 'stdio' } },
    { registryType: 'npm', identifier: `tagged-${i}`, version: 'latest', transport: { type: 'stdio' } },
    { registryType: 'oci', identifier: `image-${i}`, version: '1', transport: { type: 'stdio' } },
  ];
  store.servers.put(
    { identity: `s${i}`, server: { name: `com.a/s${i}`, description: '', packages }, status: 'active' },
    AT,
  );
}

const of = (store: Store, i: number) =>
  store.packageAdvisories.of({ ecosystem: 'npm', package: `pkg-${i}`, version: '1.0.0' });

describe('crawler/stages/advisories.test.ts', () => {
  test('asks in batches of a thousand about exact versions, and stores what is known and what is not', async () => {
    const store = withPackages(1001);
    const { base, requests } = await osv((response, queries) =>
      answer(
        response,
        queries.map(({ package: { name } }) =>
          name === 'pkg-7' ? { vulns: [{ id: 'GHSA-b', modified: AT }, { id: 'GHSA-a' }] } : {},
        ),
      ),
    );
    expect(await askAdvisories(store, http(), context(), { base: `${base}/` })).toEqual({
      packages: 1001,
      asked: 1001,
      named: 1,
    });
    expect(requests.map(({ path, queries }) => [path, queries.length])).toEqual([
      ['POST /v1/querybatch application/json', 1000],
      ['POST /v1/querybatch application/json', 1],
    ]);
    expect(requests[0]?.queries[0]).toEqual({ package: { name: 'pkg-0', ecosystem: 'npm' }, version: '1.0.0' });
    expect(of(store, 7)).toEqual(['GHSA-a', 'GHSA-b']);
    expect(of(store, 8)).toEqual([]);
  });

  test('is not asked again on the same day, and is on the next', async () => {
    const store = withPackages(1);
    const { base, requests } = await osv((response, queries) =>
      answer(
        response,
        queries.map(() => ({})),
      ),
    );
    const at = (hours: number) => ({ base, now: () => Date.parse(AT) + hours * 3600_000 });
    expect(await askAdvisories(store, http(), context(), at(0))).toMatchObject({ asked: 1 });
    expect(await askAdvisories(store, http(), context(), at(10))).toMatchObject({ asked: 0 });
    expect(await askAdvisories(store, http(), context(), at(24))).toMatchObject({ asked: 1 });
    expect(requests).toHaveLength(2);
  });

  test('follows the pages of each query on its own', async () => {
    const store = withPackages(2);
    const { base, requests } = await osv((response, queries) =>
      answer(
        response,
        queries.map(({ package: { name }, page_token: token }) => {
          if (name === 'pkg-1') return { vulns: [{ id: 'B1' }] };
          if (token === undefined) return { vulns: [{ id: 'A1' }], next_page_token: 'two' };
          return token === 'two'
            ? { vulns: [{ id: 'A2' }], next_page_token: 'three' }
            : { vulns: [{ id: 'A3' }], next_page_token: '' };
        }),
      ),
    );
    await askAdvisories(store, http(), context(), { base });
    expect([of(store, 0), of(store, 1)]).toEqual([['A1', 'A2', 'A3'], ['B1']]);
    expect(requests.map(({ queries }) => queries.map(({ page_token: token }) => token))).toEqual([
      [undefined, undefined],
      ['two'],
      ['three'],
    ]);
  });

  test('waits as it is told and tries again after 429 and 5xx', async () => {
    const store = withPackages(1);
    const { base, requests } = await osv((response, queries, number) => {
      if (number === 1) response.writeHead(429, { 'retry-after': '0' }).end();
      else if (number === 2) response.writeHead(503).end('down');
      else
        answer(
          response,
          queries.map(() => ({ vulns: [{ id: 'X' }] })),
        );
    });
    await askAdvisories(store, http(), context(), { base });
    expect(of(store, 0)).toEqual(['X']);
    expect(requests).toHaveLength(3);
  });

  test('what was answered before a failure stays, and the next run asks for the rest', async () => {
    const store = withPackages(1001);
    let down = true;
    const { base, requests } = await osv((response, queries, number) => {
      if (down && number > 1) response.writeHead(500).end();
      else
        answer(
          response,
          queries.map(() => ({})),
        );
    });
    await expect(askAdvisories(store, http(), context(), { base })).rejects.toThrow(RetryLater);
    const answered = () => Array.from({ length: 1001 }, (_, i) => of(store, i)).filter((ids) => ids !== undefined);
    expect(answered()).toHaveLength(1000);
    down = false;
    expect(await askAdvisories(store, http(), context(), { base })).toMatchObject({ asked: 1 });
    expect(requests.at(-1)?.queries).toHaveLength(1);
    expect(answered()).toHaveLength(1001);
  });

  test.each<[string, Behaviour, RegExp]>([
    ['no JSON', (response) => response.end('<html>'), /sent no JSON/],
    ['another shape', (response) => response.end('{"vulns":[]}'), /not answer like an OSV server: results/],
    ['too few results', (response) => answer(response, []), /0 results for 1 queries/],
    ['an id that is none', (response) => answer(response, [{ vulns: [{ id: 7 }] }]), /results\.0\.vulns\.0\.id/],
    ['not found', (response) => response.writeHead(404).end(), /it answered 404/],
    [
      'pages without end',
      (response) => answer(response, [{ next_page_token: 'again' }]),
      /more than 20 pages for pkg-0/,
    ],
    [
      'a redirect',
      (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      /redirects are not followed/,
    ],
  ])('%s is refused, and nothing is stored', async (_, behave, reason) => {
    const store = withPackages(1);
    const { base } = await osv(behave);
    const asked = askAdvisories(store, http(), context(), { base });
    await expect(asked).rejects.toThrow(Rejected);
    await expect(asked).rejects.toThrow(reason);
    expect(of(store, 0)).toBe(undefined);
  });

  test('stopped before it asks, it asks nothing', async () => {
    const store = withPackages(1);
    const { base, requests } = await osv((response) => answer(response, [{}]));
    expect(await askAdvisories(store, http(), context(AbortSignal.abort()), { base })).toMatchObject({ asked: 0 });
    expect(requests).toEqual([]);
  });
});
