import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { officialRecord, startOfficialRegistry, type OfficialRegistryOptions } from '../../test/official-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { discover } from '../stages/discover.ts';
import { createHttpClient, type HttpClient } from '../http/http-client.ts';
import type { ListOptions, RegistryPage } from './registry.ts';
import { officialApi } from './official-api.ts';

const names = (count: number) => Array.from({ length: count }, (_, i) => `a/${String(i).padStart(4, '0')}`);
const { signal } = new AbortController();

let http: HttpClient;

beforeEach(() => {
  http = createHttpClient({ allowPrivate: true, limits: { backoffMs: 1, tries: 2 } });
  onTestFinished(() => http.close());
});

async function start(options: OfficialRegistryOptions) {
  const registry = await startOfficialRegistry(options);
  onTestFinished(() => registry.close());
  return registry;
}

const pagesOf = (base: string, options: Partial<ListOptions> = {}, limits = {}): Promise<RegistryPage[]> =>
  Array.fromAsync(officialApi({ http, base }, limits).list({ signal, ...options }));

const idsOf = (pages: RegistryPage[]) => pages.flatMap(({ entries }) => entries.map((entry) => entry.nativeId));

describe('crawler/registries/official-api.test.ts', () => {
  it('lists everything through the cursors', async () => {
    const { url, requests } = await start({ records: names(250).map((name) => officialRecord(name)) });
    const pages = await pagesOf(url);
    expect(pages.map(({ entries }) => entries.length)).toEqual([100, 100, 50]);
    expect(idsOf(pages)).toEqual(names(250));
    expect(pages[0]!.entries[0]).toMatchObject({ status: 'active', updatedAt: '2025-10-01T11:22:24.309Z' });
    expect(requests).toEqual([
      '/v0.1/servers?limit=100&version=latest&include_deleted=true',
      '/v0.1/servers?limit=100&version=latest&include_deleted=true&cursor=a%2F0099%3A1.0.0',
      '/v0.1/servers?limit=100&version=latest&include_deleted=true&cursor=a%2F0199%3A1.0.0',
    ]);
    expect(await pagesOf(url, { cursor: pages[0]!.next })).toEqual(pages.slice(1));
  });

  it('asks for what changed since a date', async () => {
    const updated = (name: string, updatedAt: string) => officialRecord(name, { meta: { updatedAt } });
    const records = [updated('a/old', '2026-01-01T00:00:00Z'), updated('a/new', '2026-01-03T00:00:00Z')];
    const { url, requests } = await start({ records });
    expect(idsOf(await pagesOf(url, { since: '2026-01-02T00:00:00.000Z' }))).toEqual(['a/new']);
    expect(requests[0]).toContain('updated_since=2026-01-02T00%3A00%3A00.000Z');
  });

  it('tells deleted and deprecated records', async () => {
    const records = [
      officialRecord('a/gone', { meta: { status: 'deleted', statusMessage: 'malware' } }),
      officialRecord('a/old', { meta: { status: 'deprecated', statusMessage: 'use a/new' } }),
    ];
    const { url } = await start({ records });
    expect((await pagesOf(url))[0]!.entries).toMatchObject([
      { nativeId: 'a/gone', status: 'deleted', statusMessage: 'malware' },
      { nativeId: 'a/old', status: 'deprecated', statusMessage: 'use a/new' },
    ]);
  });

  it('takes the older path where the newer one is not known, and asks for it once', async () => {
    const { url, requests } = await start({
      records: names(3).map((name) => officialRecord(name)),
      versions: ['v0'],
      pageSize: 1,
    });
    expect(idsOf(await pagesOf(`${url}/`))).toEqual(names(3));
    expect(requests.map((path) => path.split('?')[0])).toEqual([
      '/v0.1/servers',
      '/v0/servers',
      '/v0/servers',
      '/v0/servers',
    ]);
  });

  it('says so when neither path is known', async () => {
    const { url } = await start({ versions: [] });
    await expect(pagesOf(url)).rejects.toThrow(Rejected);
    await expect(pagesOf(url)).rejects.toThrow(`${url} has no MCP registry API`);
  });

  it('keeps what is good of a page, with the reason for each that is not', async () => {
    const records = [officialRecord('a/1'), null, 7, officialRecord('nameless'), { server: {} }, officialRecord('a/2')];
    const { url } = await start({ records, pageSize: 4 });
    const pages = await pagesOf(url);
    expect(idsOf(pages)).toEqual(['a/1', 'a/2']);
    const refused = pages.flatMap((page) => page.refused);
    expect(refused).toHaveLength(4);
    // Unnamed ones are told apart, also across pages.
    expect(new Set(refused.map(({ label }) => label)).size).toBe(4);
    for (const { label, reason } of refused)
      expect([label, reason]).toEqual([expect.any(String), expect.stringMatching(/./)]);
  });

  it('reads a last page in every form', async () => {
    const bodies = [
      { servers: null, metadata: { count: 0 } },
      { servers: [] },
      { servers: [], metadata: null },
      { servers: [], metadata: { nextCursor: null } },
      { servers: [], metadata: { nextCursor: '' } },
    ];
    const { url } = await start({ fault: (n) => ({ status: 200, body: JSON.stringify(bodies[n - 1]) }) });
    const listings = [];
    while (listings.length < bodies.length) listings.push(await pagesOf(url));
    expect(listings).toEqual(bodies.map(() => [{ entries: [], refused: [], next: undefined }]));
  });

  it.each([
    '[]',
    '"text"',
    'null',
    '{}',
    '{"error":"upstream timed out"}',
    '{"metadata":{"count":0}}',
    '{"servers":{}}',
    '{"servers":[],"metadata":{"nextCursor":7}}',
    '{"servers":"none"}',
  ])('rejects %s, which is no page', async (body) => {
    const { url } = await start({ fault: () => ({ status: 200, body }) });
    await expect(pagesOf(url)).rejects.toThrow(`${url} answered with something that is no page of servers`);
  });

  it('ends where the pages go round in circles, keeping what it has read', async () => {
    const circle = ['a', 'b', 'c', 'b'];
    const { url, requests } = await start({
      fault: (n) => ({
        status: 200,
        body: JSON.stringify({ servers: [officialRecord(`a/${n}`)], metadata: { nextCursor: circle[n - 1] } }),
      }),
    });
    const seen: string[] = [];
    const walk = async () => {
      for await (const page of officialApi({ http, base: url }).list({ signal })) seen.push(...idsOf([page]));
    };
    await expect(walk()).rejects.toThrow(/repeats a page cursor after 4 pages/);
    expect(seen).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(requests).toHaveLength(4);
    // Also where the first page asked for leads to itself.
    const loop = await start({ fault: () => ({ status: 200, body: '{"servers":[],"metadata":{"nextCursor":"x"}}' }) });
    await expect(pagesOf(loop.url, { cursor: '1@x' })).rejects.toThrow(/repeats a page cursor/);
    expect(loop.requests).toHaveLength(1);
  });

  it('ends a listing without end', async () => {
    const { url, requests } = await start({
      fault: (n) => ({ status: 200, body: JSON.stringify({ servers: [], metadata: { nextCursor: String(n) } }) }),
    });
    await expect(pagesOf(url, {}, { maxPages: 30 })).rejects.toThrow('has more than 30 pages');
    expect(requests).toHaveLength(30);
  });

  it('counts on where a pass goes on, so that a chain without end is read once and no further', async () => {
    const { url, requests } = await start({
      fault: (n) => ({ status: 200, body: JSON.stringify({ servers: [], metadata: { nextCursor: String(n) } }) }),
    });
    const list = officialApi({ http, base: url }, { maxPages: 3 }).list({ signal });
    const cursors = [];
    for (let page = 0; page < 3; page++) cursors.push(((await list.next()).value as RegistryPage).next);
    await expect(list.next()).rejects.toThrow('has more than 3 pages');
    await expect(pagesOf(url, { cursor: cursors[1] }, { maxPages: 3 })).rejects.toThrow('has more than 3 pages');
    expect(requests).toHaveLength(4);
    await expect(pagesOf(url, { cursor: cursors[2] }, { maxPages: 3 })).rejects.toThrow('has more than 3 pages');
    expect(requests).toHaveLength(4);
  });

  it('does not take an error that comes as 200 for the end: nothing is withdrawn, and no date moves', async () => {
    const registry = await start({ records: names(300).map((name) => officialRecord(name)) });
    const store = temporaryStore();
    const context = { runId: 1, report: () => {}, signal };
    const official = { id: 'official', incremental: true, ...officialApi({ http, base: registry.url }) };
    await discover(store, official, context);
    const { updatedSince } = store.registries.all()[0]!;
    registry.settings.fault = (_, { searchParams }) =>
      searchParams.has('cursor') ? { status: 200, body: '{"error":"upstream timed out"}' } : undefined;
    await expect(discover(store, official, context, { full: true })).rejects.toThrow('no page of servers');
    expect(store.registries.listedIds('official')).toHaveLength(300);
    expect(store.registries.all()).toMatchObject([{ updatedSince, cursor: '1@a/0099:1.0.0' }]);
  });

  it('gives the pages before a failure', async () => {
    const { url, settings } = await start({ records: names(150).map((name) => officialRecord(name)) });
    const list = officialApi({ http, base: url }).list({ signal });
    expect(idsOf([(await list.next()).value as RegistryPage])).toHaveLength(100);
    settings.fault = () => ({ status: 429 });
    await expect(list.next()).rejects.toThrow(RetryLater);
  });

  it.each([
    ['https://user:secret@registry.example', 'holds a user or password'],
    ['https://secret@registry.example', 'holds a user or password'],
    ['https://registry.example/?key=secret', 'holds a query'],
    ['https://registry.example/#secret', 'holds a query or fragment'],
    ['ftp://registry.example/secret', 'is neither http nor https'],
    ['javascript:secret', 'is neither http nor https'],
    ['registry.example', 'is no URL'],
    ['', 'is no URL'],
  ])('refuses the base URL %j without repeating it', (base, problem) => {
    const open = () => officialApi({ http, base });
    expect(open).toThrow(Rejected);
    expect(open).toThrow(problem);
    expect(open).not.toThrow('secret');
  });

  it('has one spelling for one base', () => {
    const bases = [
      'https://Registry.example/api/',
      'https://registry.example:443/api',
      'https://registry.example/api//',
    ];
    for (const base of bases) expect(officialApi({ http, base }).base).toBe('https://registry.example/api');
  });
});
