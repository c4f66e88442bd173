import { describe, expect, it, onTestFinished } from 'vitest';
import { Rejected, RetryLater } from '../../../catalog/errors.ts';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer, type WireAnswer, type WireRequest } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { openRegistry } from '../open-registry.ts';
import { githubRegistry } from './index.ts';

interface Repository {
  id: number;
  created_at: string;
  stargazers_count: number;
  topics: string[];
}

const repository = (id: number, changes: Record<string, unknown> = {}) => ({
  id,
  full_name: `someone/server-${id}`,
  html_url: `https://github.com/someone/server-${id}`,
  description: `Does ${id}.`,
  homepage: '',
  fork: false,
  archived: false,
  created_at: '2025-03-01T12:00:00Z',
  pushed_at: '2025-09-01T10:00:00Z',
  stargazers_count: 3,
  topics: ['mcp-server'],
  license: { spdx_id: 'MIT' },
  ...changes,
});

/** The search with its rules: 100 items a page, the first 1,000 results only, 422 beyond them. */
function search(records: readonly unknown[], { url }: WireRequest): WireAnswer | undefined {
  if (url.pathname !== '/search/repositories') return undefined;
  const q = url.searchParams.get('q')!;
  const bounds = (name: string) => new RegExp(`\\b${name}:(\\S+?)\\.\\.(\\S+)`).exec(q)?.slice(1);
  const [from = '', to = '9'] = bounds('created') ?? [];
  const [low = '0', high = 'Infinity'] = bounds('stars') ?? [];
  const [topic] = /^topic:\S+/.exec(q)!;
  const without = [...q.matchAll(/-topic:(\S+)/g)].map((match) => match[1]!);
  const found = (records as Partial<Repository>[]).filter((item) => {
    const { created_at = from, stargazers_count: stars = 0, topics = ['mcp-server'] } = item ?? {};
    const isIn = created_at >= from && created_at <= to && stars >= Number(low) && stars <= Number(high);
    return isIn && topics.includes(topic.slice(6)) && !without.some((other) => topics.includes(other));
  });
  const page = Number(url.searchParams.get('page') ?? 1);
  const size = Number(url.searchParams.get('per_page') ?? 30);
  if (page * size > 1000) return { status: 422, body: { message: 'Only the first 1000 search results are available' } };
  const items = found.slice((page - 1) * size, page * size);
  return { body: { total_count: found.length, incomplete_results: false, items } };
}

describeConformance('crawler/registries/github/index.test.ts', {
  about: githubRegistry,
  record: (number) => repository(number + 1),
  nativeId: (number) => String(number + 1),
  bad: [null, 7, [], {}, repository(0), repository(9, { full_name: 'x' }), repository(9, { html_url: 'javascript:x' })],
  answer: search,
  pagedRecords: 250,
  hostileNext: (items, evil) => ({
    headers: { link: `<${evil}/search/repositories?page=2>; rel="next"` },
    body: { total_count: 250, incomplete_results: false, items, next: evil },
  }),
});

async function open(answer: (request: WireRequest) => WireAnswer | undefined, env: NodeJS.ProcessEnv = {}) {
  const wire = await wireServer(answer);
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(githubRegistry, { http, env, base: wire.url });
  const pages = (cursor?: string) => Array.fromAsync(registry.list({ cursor, signal: new AbortController().signal }));
  return { wire, pages };
}

const queriesOf = (requests: WireRequest[]) => requests.map(({ url }) => url.searchParams.get('q')!);

describe('crawler/registries/github/index.test.ts', () => {
  it('makes an entry of a repository', async () => {
    const records = [repository(1, { homepage: 'https://notes.example.com' }), repository(2, { archived: true })];
    const { pages } = await open((request) => search(records, request));
    expect((await pages()).flatMap(({ entries }) => entries)).toMatchObject([
      {
        nativeId: '1',
        status: 'active',
        updatedAt: '2025-09-01T10:00:00.000Z',
        listing: 'https://github.com/someone/server-1',
        server: {
          name: 'github.someone/server-1',
          description: 'Does 1.',
          websiteUrl: 'https://notes.example.com',
          repository: { url: 'https://github.com/someone/server-1' },
        },
      },
      { nativeId: '2', status: 'deprecated', statusMessage: 'The repository is archived.' },
    ]);
  });

  it('reaches every one of thousands, in ranges that the search shows whole', async () => {
    const day = (i: number) =>
      new Date(Date.UTC(2024, 10, 1) + (i % 700) * 86_400_000).toISOString().replace('.000', '');
    const records = Array.from({ length: 4321 }, (_, i) => repository(i + 1, { created_at: day(i) }));
    const { pages, wire } = await open((request) => search(records, request));
    const all = await pages();
    const ids = all.flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId));
    expect(ids).toHaveLength(4321);
    expect(new Set(ids).size).toBe(4321);
    expect(queriesOf(wire.requests)[0]).toMatch(/^topic:mcp-server created:2008-01-01T00:00:00Z\.\.20\d\d-/);
    // Also from the middle of it, with the ranges that were left.
    const at = Math.floor(all.length / 2);
    expect(await pages(all[at]!.next)).toEqual(all.slice(at + 1));
  });

  it('divides by stars what was created in one second', async () => {
    const records = Array.from({ length: 2500 }, (_, i) => repository(i + 1, { stargazers_count: i % 50 }));
    const { pages, wire } = await open((request) => search(records, request));
    const ids = (await pages()).flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId));
    expect(new Set(ids).size).toBe(2500);
    expect(queriesOf(wire.requests).some((q) => q.includes('stars:'))).toBe(true);
  });

  it('lists a repository of both topics once', async () => {
    const topics = [['mcp-server'], ['mcp-server', 'modelcontextprotocol'], ['modelcontextprotocol']];
    const records = topics.map((some, i) => repository(i + 1, { topics: some }));
    const { pages } = await open((request) => search(records, request));
    const ids = (await pages()).flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId));
    expect(ids).toEqual(['1', '2', '3']);
  });

  it('gives up where a range cannot be divided any more', async () => {
    const body = { total_count: 5000, incomplete_results: false, items: [] };
    const { pages, wire } = await open(() => ({ body }));
    await expect(pages()).rejects.toThrow(Rejected);
    expect(wire.requests.length).toBeLessThan(60);
  });

  it('takes a search that ran out of time for no answer', async () => {
    const body = { total_count: 3, incomplete_results: true, items: [repository(1)] };
    const { pages, wire } = await open(() => ({ body }));
    await expect(pages()).rejects.toThrow(RetryLater);
    expect(wire.requests.length).toBeLessThan(60);
  });

  it('takes an empty page before the counted end for trouble, and not for the end', async () => {
    const records = Array.from({ length: 800 }, (_, i) => repository(i + 1));
    const { pages, wire } = await open((request) => search(records, request));
    wire.fault = (_, { url }) =>
      url.searchParams.get('page') === '2'
        ? { body: { total_count: 800, incomplete_results: false, items: [] } }
        : undefined;
    await expect(pages()).rejects.toThrow(RetryLater);
    wire.fault = () => ({ body: { total_count: 1, incomplete_results: false, items: [] } });
    await expect(pages()).rejects.toThrow(RetryLater);
  });

  it('withdraws nothing after a page that lacked some of what was counted, also when it goes on later', async () => {
    const records = Array.from({ length: 250 }, (_, i) => repository(i + 1));
    const { pages, wire } = await open((request) => search(records, request));
    expect((await pages()).at(-1)).toMatchObject({ partial: false });
    wire.fault = (_, { url }) =>
      url.searchParams.get('page') === '1' && url.searchParams.get('q')!.startsWith('topic:mcp-server')
        ? { body: { total_count: 250, incomplete_results: false, items: records.slice(0, 99) } }
        : undefined;
    const all = await pages();
    expect(all.map(({ partial }) => partial)).toEqual([undefined, undefined, undefined, true]);
    expect((await pages(all[1]!.next)).at(-1)).toMatchObject({ partial: true });
  });

  it('keeps the pauses of primary and secondary limits', async () => {
    const soon = String(Math.floor(Date.now() / 1000) + 1800);
    for (const headers of [
      { 'retry-after': '1800' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': soon },
    ] as Record<string, string>[]) {
      const message = 'You have exceeded a secondary rate limit.';
      const { pages, wire } = await open(() => ({ status: 403, headers, body: { message } }));
      const error = await pages().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(RetryLater);
      expect((error as RetryLater).afterMs).toBeGreaterThan(1_700_000);
      expect(wire.requests).toHaveLength(1);
    }
  });

  it('sends the token to its base, and none when there is none', async () => {
    for (const [env, expected] of [
      [{}, undefined],
      [{ TOOLGATE_GITHUB_KEY: 'ghp' }, 'Bearer ghp'],
    ] as const) {
      const { pages, wire } = await open((request) => search([], request), env);
      await pages();
      expect(wire.requests.map(({ headers }) => headers.authorization)).toEqual([expected, expected]);
    }
  });
});
