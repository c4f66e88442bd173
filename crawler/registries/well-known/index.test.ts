import { describe, expect, it, onTestFinished } from 'vitest';
import { registryEntry, listedRegistry } from '../../../test/listed-registry.ts';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { NOT_APPLICABLE } from '../../../test/registries/not-applicable.ts';
import { wireServer, type WireAnswer } from '../../../test/registries/wire-server.ts';
import { temporaryStore } from '../../../test/temporary-store.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { discover } from '../../stages/discover.ts';
import { openRegistry } from '../open-registry.ts';
import { wellKnownCards, wellKnownRegistry } from './index.ts';
import { readCard } from './read-card.ts';

const { signal } = new AbortController();
const ORIGIN = 'https://notes.example';
const tools = [{ name: 'read', description: 'd', inputSchema: { type: 'object' } }];
const old = { serverInfo: { name: 'notes', version: '1.2.3' }, authentication: { required: false }, tools };

const knownOf = (remotes: string[], own: string[] = [], failed: string[] = []) => ({
  remotes: () => remotes,
  own: () => own,
  setAside: () => new Set<string>(),
  refusedBefore: () => new Set(failed),
  listsElsewhere: () => false,
});

async function open(sources: string[], { allowPrivate = false, base }: { allowPrivate?: boolean; base?: string } = {}) {
  const http = createHttpClient({ allowPrivate, limits: { backoffMs: 1, tries: 3 } });
  onTestFinished(() => http.close());
  return openRegistry(wellKnownRegistry, { http, env: {}, sources, base });
}

async function listing(sources: string[], remotes: string[] = [], options: { allowPrivate?: boolean } = {}) {
  const registry = await open(sources, options);
  const pages = await Array.fromAsync(registry.list({ signal, known: knownOf(remotes) }));
  return { entries: pages.flatMap((page) => page.entries), refused: pages.flatMap((page) => page.refused), pages };
}

describe('crawler/registries/well-known/index.test.ts: cards', () => {
  it('reads both forms', () => {
    expect(readCard(old, ORIGIN, [`${ORIGIN}/mcp`])).toMatchObject({
      entry: {
        nativeId: ORIGIN,
        listing: `${ORIGIN}/.well-known/mcp/server-card.json`,
        declaredTools: { tools, complete: true },
        server: {
          name: 'well-known/notes.example',
          title: 'notes',
          version: '1.2.3',
          remotes: [{ type: 'streamable-http', url: `${ORIGIN}/mcp` }],
        },
      },
      refused: [],
    });
    const card = {
      name: 'example.notes/main',
      description: 'Keeps notes.',
      version: '2.0.0',
      title: 'Notes',
      remotes: [{ type: 'sse', url: `${ORIGIN}/sse` }],
    };
    const { entry } = readCard(card, ORIGIN, []);
    expect(entry).toMatchObject({ server: { title: 'Notes', version: '2.0.0' } });
    // A card speaks for its host; the name in it is no proof of anything.
    expect(entry!.claimedName).toBeUndefined();
    expect(entry!.server.remotes).toEqual([{ type: 'sse', url: `${ORIGIN}/sse` }]);
    expect(entry!.declaredTools).toBeUndefined();
    const endpoint = readCard({ ...old, transport: { type: 'streamable-http', endpoint: '/x/mcp' } }, ORIGIN, []);
    expect(endpoint.entry!.server.remotes).toEqual([{ type: 'streamable-http', url: `${ORIGIN}/x/mcp` }]);
  });

  it('lets a card speak for its own host only', () => {
    const hostile = {
      ...old,
      repository: { url: 'https://github.com/victim/server' },
      packages: [{ registryType: 'npm', identifier: 'victim' }],
      remotes: [
        { type: 'sse', url: 'https://victim.example/mcp' },
        { type: 'sse', url: 'https://user:pw@notes.example/mcp' },
        { type: 'sse', url: 'javascript:alert(1)' },
        { url: `${ORIGIN}/mcp` },
      ],
    };
    const { server } = readCard(hostile, ORIGIN, []).entry!;
    expect(server.remotes).toEqual([{ type: 'streamable-http', url: `${ORIGIN}/mcp` }]);
    expect([server.packages, server.repository]).toEqual([[], undefined]);
    const elsewhere = { ...old, transport: { endpoint: '//victim.example/mcp' } };
    expect(readCard(elsewhere, ORIGIN, [`${ORIGIN}/mcp`]).entry!.server.remotes).toEqual([]);
  });

  it('does not guess which of several servers on a host it means', () => {
    expect(readCard(old, ORIGIN, [`${ORIGIN}/a`, `${ORIGIN}/b`]).entry!.server.remotes).toEqual([]);
  });

  it('knows that a dynamic list is not complete, and salvages the rest of a bad one', () => {
    const dynamic = readCard({ ...old, tools: ['dynamic', ...tools] }, ORIGIN, []);
    expect(dynamic.entry!.declaredTools).toEqual({ tools, complete: false });
    const bad = readCard({ ...old, tools: [null, ...tools, { name: '' }] }, ORIGIN, []);
    expect(bad.entry!.declaredTools).toMatchObject({ tools, malformed: [{ index: 0 }, { index: 2 }] });
    expect(readCard({ ...old, tools: 'dynamic' }, ORIGIN, []).entry!.declaredTools).toBeUndefined();
  });

  it.each([{}, { serverInfo: 7 }, { name: '' }, { tools }])('refuses %j, and says whose it is', (card) => {
    expect(readCard(card, ORIGIN, [])).toEqual({
      refused: [{ label: ORIGIN, nativeId: ORIGIN, reason: expect.stringMatching(/card/) as string }],
    });
  });
});

describe('crawler/registries/well-known/index.test.ts: hosts', () => {
  const card = (): WireAnswer => ({ body: old });

  it('asks the hosts that it is given and those of known remotes, each once', async () => {
    const [given, known] = [await wireServer(card), await wireServer(card)];
    const remotes = [`${known.url}/mcp`, `${known.url}/other`, 'https://{tenant}.example/mcp', 'stdio', 'ftp://x/'];
    const { entries, refused } = await listing([`${given.url}/some/path`], remotes, { allowPrivate: true });
    expect(entries.map(({ nativeId }) => nativeId)).toEqual([given.url, known.url]);
    expect(refused).toEqual([]);
    const paths = [...given.requests, ...known.requests].map(({ url }) => url.pathname);
    expect(paths).toEqual(['/.well-known/mcp/server-card.json', '/.well-known/mcp/server-card.json']);
  });

  it('asks only the hosts that are given when no more is asked for, and withdraws none of the others', async () => {
    const [first, second, third] = [await wireServer(card), await wireServer(card), await wireServer(card)];
    const store = temporaryStore();
    const context = { runId: 1, report: () => {}, signal };
    const list = async (sources: string[], sourcesOnly: boolean) => {
      const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
      onTestFinished(() => http.close());
      return discover(store, await openRegistry(wellKnownRegistry, { http, env: {}, sources, sourcesOnly }), context);
    };
    expect(await list([first.url, second.url, third.url], true)).toMatchObject({ entries: 3 });
    expect(await list([second.url], true)).toMatchObject({ entries: 1, withdrawn: 0, kept: 0 });
    expect(first.requests).toHaveLength(1);
    // The whole pass asks those again whose card it has. One that it may not ask any more stays, one that has none is gone.
    third.fault = () => ({ status: 404 });
    expect(await list([second.url, third.url], false)).toMatchObject({ entries: 1, refused: 2, withdrawn: 0 });
    expect(store.registries.listedIds('well-known')).toHaveLength(3);
  });

  it('withdraws the card of a known host that has none any more', async () => {
    const server = await wireServer(card);
    const store = temporaryStore();
    const context = { runId: 1, report: () => {}, signal };
    const other = await wireServer(card);
    const remotes = [server, other].map(({ url }) => ({ type: 'streamable-http', url: `${url}/mcp` }));
    await discover(store, listedRegistry([[registryEntry('a/notes', { remotes })]]), context);
    await discover(store, await open([], { allowPrivate: true }), context);
    server.fault = () => ({ status: 404 });
    expect(await discover(store, await open([], { allowPrivate: true }), context)).toMatchObject({
      entries: 1,
      withdrawn: 1,
    });
  });

  it('asks no private host that only a record names', async () => {
    const [given, inside] = [await wireServer(card), await wireServer(card)];
    const { entries } = await listing([given.url], [`${inside.url}/mcp`, 'http://169.254.169.254/mcp']);
    expect(entries.map(({ nativeId }) => nativeId)).toEqual([given.url]);
    expect(inside.requests).toHaveLength(0);
  });

  it.each<[string, WireAnswer | undefined]>([
    ['404', undefined],
    ['401', { status: 401 }],
    ['a redirect to nowhere', { status: 302, headers: { location: 'https://[' } }],
    ['its home page', { headers: { 'content-type': 'text/html' }, body: '<html>hello</html>' }],
    ['an empty body', { body: '' }],
    ['too much', { body: `{"a":"${'x'.repeat(3_000_000)}"}` }],
  ])('takes %s for no card', async (_name, answer) => {
    const server = await wireServer(() => answer);
    const found = await listing([], [`${server.url}/mcp`], { allowPrivate: true });
    expect([found.entries, found.refused]).toEqual([[], []]);
    expect(server.requests).toHaveLength(1);
    // Whoever names a host wants to know why nothing came of it.
    const { entries, refused } = await listing([server.url]);
    const said = { label: server.url, nativeId: server.url, reason: expect.stringMatching(/./) as string };
    expect([entries, refused]).toEqual([[], [said]]);
  });

  it.each<[string, WireAnswer | 'cut', RegExp]>([
    ['trouble', { status: 503 }, /503/],
    ['a long pause', { status: 429, headers: { 'retry-after': '9999' } }, /429/],
    ['a broken connection', 'cut', /could not be reached/],
    ['half a card', { body: '{"serverInfo":{' }, /no JSON/],
    ['another document', { body: { openapi: '3.1.0' } }, /card/],
  ])('does not let %s spoil the others', async (_name, fault, reason) => {
    const [good, bad] = [await wireServer(card), await wireServer(card)];
    bad.fault = () => fault;
    const { entries, refused } = await listing([good.url, bad.url]);
    expect(entries.map(({ nativeId }) => nativeId)).toEqual([good.url]);
    expect(refused).toEqual([{ label: bad.url, nativeId: bad.url, reason: expect.stringMatching(reason) as string }]);
  });

  it('waits for nobody: a host that wants a pause is refused, and so are the others at its address', async () => {
    const store = temporaryStore();
    const servers = await Promise.all(Array.from({ length: 4 }, () => wireServer(card)));
    for (const server of servers) server.fault = () => ({ status: 503, headers: { 'retry-after': '60' } });
    const remotes = servers.map(({ url }) => ({ type: 'streamable-http', url: `${url}/mcp` }));
    const context = { runId: 1, report: () => {}, signal };
    await discover(store, listedRegistry([[registryEntry('a/notes', { remotes })]]), context);
    expect(await discover(store, await open([], { allowPrivate: true }), context)).toMatchObject({ refused: 4 });
    expect(servers.flatMap(({ requests }) => requests).length).toBeLessThanOrEqual(4);
  });

  /** The cards of hosts at one address, which is one domain. */
  async function bounded(urls: string[], own: string[], bounds: { listingMs?: number; hostsPerDomain?: number }) {
    const http = createHttpClient({ allowPrivate: true, limits: { backoffMs: 1 } });
    onTestFinished(() => http.close());
    const registry = wellKnownCards({ http, base: '', sources: [], sourcesOnly: false }, bounds);
    const remotes = urls.map((url) => `${url}/mcp`);
    const pages = await Array.fromAsync(registry.list({ signal, known: knownOf(remotes, own) }));
    return { pages, refused: pages.flatMap((page) => page.refused) };
  }

  it('asks some hosts of one domain, first those whose cards it has, and withdraws none that it leaves out', async () => {
    const servers = await Promise.all(Array.from({ length: 5 }, () => wireServer(card)));
    const urls = servers.map(({ url }) => url).sort();
    const own = urls.slice(2);
    const { pages, refused } = await bounded(urls, own, { hostsPerDomain: 2 });
    expect(pages.flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId))).toEqual(own.slice(0, 2));
    expect(refused).toEqual([
      { label: 'hosts of 127.0.0.1', reason: '3 of 5 are not asked: 2 of one domain at most' },
      { label: own[2], nativeId: own[2], reason: 'is not asked: its domain has more than 2 hosts' },
    ]);
    expect(pages.at(-1)).toMatchObject({ partial: false });
    expect(servers.flatMap(({ requests }) => requests)).toHaveLength(2);
  });

  it('ends when its time is over: who had not answered keeps what it said, who was not asked is asked next', async () => {
    const servers = await Promise.all(Array.from({ length: 12 }, () => wireServer(card)));
    const urls = servers.map(({ url }) => url).sort();
    for (const server of servers) server.fault = () => 'silence';
    const { pages, refused } = await bounded(urls, [], { listingMs: 300 });
    const asked = urls.slice(0, 8);
    expect(refused).toEqual([
      ...asked.map((label) => ({ label, nativeId: label, reason: 'had not answered when the time was over' })),
      { label: 'the end of the list', reason: expect.stringContaining('4 of the hosts were not asked') as string },
    ]);
    // Without a last page the pass is not complete, so that nothing is withdrawn.
    expect(pages.map(({ next }) => next)).toEqual([`known ${asked.at(-1)}`]);
  });

  it('goes on after the host it had reached, and asks what the operator names in every run', async () => {
    const servers = await Promise.all(Array.from({ length: 4 }, () => wireServer(card)));
    const urls = servers.map(({ url }) => url).sort();
    const registry = await open([urls[0]!], { allowPrivate: true });
    const idsAfter = async (cursor: string) => {
      const known = knownOf(
        urls.slice(1).map((url) => `${url}/mcp`),
        [],
        [urls[1]!],
      );
      const pages = await Array.fromAsync(registry.list({ signal, cursor, known }));
      return pages.flatMap(({ entries }) => entries.map(({ nativeId }) => nativeId));
    };
    expect(await idsAfter('own ')).toEqual([urls[0], urls[2], urls[3], urls[1]]);
    expect(await idsAfter(`known ${urls[2]}`)).toEqual([urls[0], urls[3], urls[1]]);
    expect(await idsAfter(`failed ${urls[1]}`)).toEqual([urls[0]]);
  });

  it('comes to every host, however many are slow, and asks those last that were', async () => {
    const log: string[] = [];
    const servers = await Promise.all(Array.from({ length: 20 }, () => wireServer(card)));
    const urls = servers.map(({ url }) => url).sort();
    const honest = urls.slice(18);
    for (const server of servers) {
      server.fault = () => {
        log.push(server.url);
        return honest.includes(server.url) ? undefined : 'silence';
      };
    }
    const http = createHttpClient({ allowPrivate: true, limits: { backoffMs: 1 } });
    onTestFinished(() => http.close());
    const store = temporaryStore();
    const context = { runId: 1, report: () => {}, signal };
    const remotes = urls.map((url) => ({ type: 'streamable-http', url: `${url}/mcp` }));
    await discover(store, listedRegistry([[registryEntry('a/notes', { remotes })]]), context);
    const run = async (sources: string[] = []) => {
      log.length = 0;
      const cards = wellKnownCards({ http, base: '', sources, sourcesOnly: sources.length > 0 }, { listingMs: 400 });
      await discover(store, { id: 'well-known', incremental: false, ...cards }, context);
      return [...new Set(log)].sort();
    };
    const isComplete = () => store.registries.all().find(({ id }) => id === 'well-known')!.cursor === null;
    expect([await run(), isComplete()]).toEqual([urls.slice(0, 8), false]);
    // A run over one host that the operator names leaves the pass where it is.
    expect([await run([urls[19]!]), isComplete()]).toEqual([[urls[19]], false]);
    expect([await run(), isComplete()]).toEqual([urls.slice(8, 16), false]);
    expect([await run(), isComplete()]).toEqual([urls.slice(16, 19), true]);
    expect(store.registries.listedIds('well-known')).toEqual(honest);
    // The next pass: first the cards that there are, then those that were in trouble.
    await run();
    expect(log.slice(0, 2).sort()).toEqual(honest);
    expect(store.registries.listedIds('well-known')).toEqual(honest);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const server = await wireServer(card);
    server.fault = () => {
      stop.abort(new Error('stopped'));
      return 'silence';
    };
    const registry = await open([server.url]);
    await expect(Array.fromAsync(registry.list({ signal: stop.signal }))).rejects.toThrow('stopped');
  });

  it('finds the remotes in the catalogue, and leaves the declared tools there', async () => {
    const server = await wireServer(card);
    const store = temporaryStore();
    const context = { runId: 1, report: () => {}, signal };
    const remotes = [{ type: 'streamable-http', url: `${server.url}/mcp` }];
    await discover(store, listedRegistry([[registryEntry('a/notes', { remotes })]]), context);
    expect(await discover(store, await open([], { allowPrivate: true }), context)).toMatchObject({
      entries: 1,
      changed: 1,
    });
    const ids = Array.from(store.servers.all(), ({ id }) => id);
    const details = ids.flatMap((id) => store.entryDetails.of(id));
    expect(details).toMatchObject([{ registry: 'well-known', nativeId: server.url, declaredTools: { tools } }]);
    expect(store.registryAbouts.all()).toMatchObject([{ id: 'well-known', declaresTools: true }]);
  });
});

describeConformance('crawler/registries/well-known/index.test.ts', {
  about: wellKnownRegistry,
  notApplicable: NOT_APPLICABLE['well-known'],
  record: () => old,
  nativeId: (_, url) => url,
  bad: [],
  answer: ([record]) => (record === undefined ? undefined : { body: record }),
  sources: (url, records) => (records.length === 0 ? [] : [url]),
});
