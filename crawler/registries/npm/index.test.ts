import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { wireServer, type WireAnswer, type WireRequest } from '../../../test/registries/wire-server.ts';
import { createHttpClient } from '../../http/http-client.ts';
import type { ListOptions } from '../registry.ts';
import { npmRegistry, npmSearch } from './index.ts';
import { nextSlice, QUERIES, searchText, SPLITTERS, type Slice } from './slices.ts';

interface FoundPackage {
  package: { name: string; version: string; keywords: string[]; date?: string; links?: object };
}

const found = (name: string, keywords: string[] = ['mcp-server'], rest: object = {}): FoundPackage => ({
  package: { name, version: '1.0.0', keywords, date: '2026-01-02T03:04:05.678Z', links: {}, ...rest },
});

/** Whether a package has what `keywords:a+b,-c` asks for. */
function matches(text: string, record: unknown): boolean {
  const keywords = (record as Partial<FoundPackage> | null)?.package?.keywords ?? ['mcp-server'];
  const [, terms = ''] = /^keywords:(.*)$/.exec(text) ?? [];
  const [wanted = '', ...unwanted] = terms.split(',');
  return (
    wanted.split('+').every((keyword) => keywords.includes(keyword)) &&
    unwanted.every((keyword) => !keywords.includes(keyword.slice(1)))
  );
}

/** The registry's search and its manifests. */
function npmAnswer(
  records: readonly unknown[],
  { url }: WireRequest,
  manifests: Record<string, object> = {},
): WireAnswer | undefined {
  if (url.pathname === '/-/v1/search') {
    const from = Number(url.searchParams.get('from'));
    const fitting = records.filter((record) => matches(url.searchParams.get('text') ?? '', record));
    const objects = fitting.slice(from, from + Math.min(250, Number(url.searchParams.get('size'))));
    return { body: { objects, total: fitting.length, time: 'x' } };
  }
  const name = decodeURIComponent(/^\/([^/]+)\/latest$/.exec(url.pathname)?.[1] ?? '');
  const manifest = manifests[name];
  return manifest === undefined ? undefined : { body: { name, version: '1.0.0', ...manifest } };
}

const nameOf = (number: number) => `server-${String(number).padStart(4, '0')}`;

describeConformance('crawler/registries/npm/index.test.ts', {
  about: npmRegistry,
  record: (number) => found(nameOf(number)),
  nativeId: nameOf,
  bad: [null, 7, {}, { package: null }, { package: { name: '../../evil', version: '1' } }, { package: { name: 'x' } }],
  answer: (records, request) => npmAnswer(records, request),
  pagedRecords: 600,
  recordPath: /server-(\d+)\/latest$/,
});

async function list(
  records: readonly unknown[],
  {
    manifests = {},
    reach,
    ...options
  }: { manifests?: Record<string, object>; reach?: number } & Partial<ListOptions> = {},
) {
  const server = await wireServer((request) => npmAnswer(records, request, manifests));
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 2 } });
  onTestFinished(() => http.close());
  const registry = npmSearch({ http, base: server.url }, { reach });
  const pages = await Array.fromAsync(registry.list({ signal: new AbortController().signal, ...options }));
  const searches = server.requests.filter(({ url }) => url.pathname === '/-/v1/search');
  const asked = server.requests.filter(({ url }) => url.pathname.endsWith('/latest')).map(({ url }) => url.pathname);
  return { entries: pages.flatMap(({ entries }) => entries), pages, searches, asked };
}

describe('crawler/registries/npm/index.test.ts: records', () => {
  it('makes a record of a package and its manifest, scoped ones too', async () => {
    const links = {
      npm: 'https://npm.example/package/@scope/notes',
      homepage: 'javascript:alert(1)',
      repository: 'git+https://github.com/a/notes',
    };
    const manifest = { mcpName: 'io.github.a/notes', version: '1.2.0', repository: { directory: 'packages/server' } };
    const { entries, asked } = await list([found('@scope/notes', undefined, { links, description: 'Keeps notes.' })], {
      manifests: { '@scope/notes': manifest },
    });
    expect(asked).toEqual(['/%40scope%2Fnotes/latest']);
    expect(entries).toMatchObject([
      {
        nativeId: '@scope/notes',
        claimedName: 'io.github.a/notes',
        listing: links.npm,
        updatedAt: '2026-01-02T03:04:05.678Z',
        server: {
          name: 'npm.scope/notes',
          description: 'Keeps notes.',
          websiteUrl: undefined,
          repository: { url: 'https://github.com/a/notes', subfolder: 'packages/server' },
          packages: [{ registryType: 'npm', identifier: '@scope/notes', version: '1.2.0' }],
        },
      },
    ]);
  });

  it('takes a claim only in the form of a name, and nothing from the manifest of another package', async () => {
    const { entries } = await list([found('a'), found('b'), found('c')], {
      manifests: {
        a: { mcpName: 'no name' },
        b: { name: 'other', mcpName: 'io.github.victim/x', deprecated: 'x' },
        c: { deprecated: 'use d' },
      },
    });
    expect(entries.map(({ claimedName, status, statusMessage }) => [claimedName, status, statusMessage])).toEqual([
      [undefined, 'active', undefined],
      [undefined, 'active', undefined],
      [undefined, 'deprecated', 'use d'],
    ]);
  });

  it('asks for the manifests of what was published since', async () => {
    const records = [
      found('old', undefined, { date: '2026-01-01T00:00:00.000Z' }),
      found('new', undefined, { date: '2026-01-03T00:00:00.000Z' }),
      found('undated', undefined, { date: 'yesterday' }),
    ];
    const { entries, asked } = await list(records, { since: '2026-01-02T00:00:00.000Z' });
    expect(entries.map(({ nativeId }) => nativeId)).toEqual(['new', 'undated']);
    expect(asked).toEqual(['/new/latest', '/undated/latest']);
  });
});

describe('crawler/registries/npm/index.test.ts: slices', () => {
  /** Packages with every combination of the first four keywords, and some of the second query. */
  const many = Array.from({ length: 320 }, (_, i) => {
    const others = SPLITTERS.slice(0, 4).filter((_keyword, bit) => ((i >> bit) & 1) === 1);
    return found(nameOf(i), [i % 10 === 0 ? 'modelcontextprotocol' : 'mcp-server', ...others]);
  });
  const names = many.map(({ package: { name } }) => name);

  it('lists every package once, however few the search shows of one query', async () => {
    const { entries, searches } = await list(many, { reach: 40 });
    expect(entries.map(({ nativeId }) => nativeId).toSorted()).toEqual(names);
    expect(Math.max(...searches.map(({ url }) => Number(url.searchParams.get('from'))))).toBeLessThanOrEqual(40);
  });

  it('goes on in the middle of them', async () => {
    const { pages } = await list(many, { reach: 40 });
    for (const at of [0, 3, pages.length - 2]) {
      const rest = await list(many, { reach: 40, cursor: pages[at]!.next });
      expect(rest.entries).toEqual(pages.slice(at + 1).flatMap(({ entries }) => entries));
    }
  });

  it('says so when the search does not understand them, instead of listing a part', async () => {
    const server = await wireServer(() => ({ body: { objects: [], total: 9000 } }));
    const http = createHttpClient();
    onTestFinished(() => http.close());
    const listing = npmSearch({ http, base: server.url }).list({ signal: new AbortController().signal });
    await expect(Array.fromAsync(listing)).rejects.toThrow('too many to list');
    expect(server.requests).toHaveLength(3);
  });

  it('does not take a search that ends too early for the whole', async () => {
    const server = await wireServer(({ url }) => ({
      body: { objects: url.searchParams.get('from') === '0' ? [found('a')] : [], total: 100 },
    }));
    const http = createHttpClient();
    onTestFinished(() => http.close());
    const listing = npmSearch({ http, base: server.url }).list({ signal: new AbortController().signal });
    await expect(Array.fromAsync(listing)).rejects.toThrow('lists 1 of 100 packages');
  });

  /** A search that counts more packages than it shows. */
  async function counting(shown: number, totalOf: (text: string) => number, reach?: number) {
    const server = await wireServer(({ url: { searchParams, pathname } }) => {
      if (pathname !== '/-/v1/search') return undefined;
      const from = Number(searchParams.get('from'));
      const total = totalOf(searchParams.get('text')!);
      const objects = Array.from({ length: Math.min(shown, total) }, (_, i) => found(nameOf(i)));
      return { body: { objects: objects.slice(from), total } };
    });
    const http = createHttpClient();
    onTestFinished(() => http.close());
    const registry = npmSearch({ http, base: server.url }, { reach });
    return (cursor?: string) => Array.fromAsync(registry.list({ cursor, signal: new AbortController().signal }));
  }

  it('withdraws nothing when the search shows a little less than it counts, also when it goes on later', async () => {
    const first = 'keywords:mcp-server';
    const exact = await counting(20, (text) => (text === first ? 20 : 0));
    expect((await exact()).at(-1)).toMatchObject({ partial: false });
    const short = await counting(19, (text) => (text === first ? 20 : 0));
    const pages = await short();
    expect(pages.map(({ partial }) => partial)).toEqual([undefined, undefined, true]);
    expect((await short(pages[1]!.next)).at(-1)).toMatchObject({ partial: true });
  });

  it('withdraws nothing when two halves are a little less than the whole', async () => {
    const totals = (halves: number) => (text: string) =>
      ({ 'keywords:mcp-server': 40, 'keywords:mcp-server+mcp': 20, 'keywords:mcp-server,-mcp': halves - 20 })[text] ??
      0;
    const whole = await counting(20, totals(40), 30);
    expect((await whole()).at(-1)).toMatchObject({ partial: false });
    const short = await counting(20, totals(39), 30);
    const pages = await short();
    expect(pages.at(-1)).toMatchObject({ partial: true });
    expect((await short(pages[0]!.next)).at(-1)).toMatchObject({ partial: true });
  });

  it('walks all slices in turn, each once', () => {
    const seen: string[] = [];
    for (let slice: Slice | undefined = { query: 0, path: 'ww' }; slice !== undefined; slice = nextSlice(slice)) {
      seen.push(searchText(slice));
    }
    expect(seen).toEqual([
      'keywords:mcp-server+mcp+model-context-protocol',
      'keywords:mcp-server+mcp,-model-context-protocol',
      'keywords:mcp-server,-mcp',
      'keywords:modelcontextprotocol,-mcp-server',
    ]);
    expect(QUERIES).toHaveLength(2);
  });
});
