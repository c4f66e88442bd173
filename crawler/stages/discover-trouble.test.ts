/** Listings of which a part is in trouble for ever: the rest must be reached all the same, over HTTP and into a real file. */
import { expect, it, onTestFinished } from 'vitest';
import { RetryLater } from '../../catalog/errors.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { wireServer, type WireAnswer, type WireRequest } from '../../test/registries/wire-server.ts';
import { createHttpClient } from '../http/http-client.ts';
import { openRegistry } from '../registries/open-registry.ts';
import { smitheryRegistry } from '../registries/smithery/index.ts';
import { toolsdkRegistry } from '../registries/toolsdk/index.ts';
import { discover } from './discover.ts';

const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
const NAMES = Array.from({ length: 30 }, (_, i) => `space-${Math.floor(i / 10)}/server-${String(i).padStart(2, '0')}`);
const isBroken = (name: string) => Number(name.slice(-2)) >= 4 && Number(name.slice(-2)) < 18;

function smithery({ url }: WireRequest): WireAnswer {
  if (url.pathname !== '/servers') return { body: { tools: [] } };
  const { namespace, remote } = Object.fromEntries(url.searchParams);
  const found = NAMES.filter((name) => (namespace ? name.startsWith(`${namespace}/`) : remote === 'true'));
  const servers = found.map((name) => ({ qualifiedName: name, displayName: name, namespace: name.split('/')[0] }));
  return { body: { servers, pagination: { totalPages: 1 } } };
}

function toolsdk({ url }: WireRequest): WireAnswer {
  if (!url.pathname.endsWith('/packages-list.json')) return { body: { runtime: 'node', name: url.pathname } };
  const path = (name: string) => `${name}.json`;
  return { body: Object.fromEntries(NAMES.map((name) => [name, { path: path(name) }])) };
}

const WIRES = [
  ['a page per namespace', smitheryRegistry, smithery],
  ['one document', toolsdkRegistry, toolsdk],
] as const;

it.each(WIRES)('reaches everything behind records that are in trouble for ever: %s', async (_, about, answer) => {
  const wire = await wireServer(answer);
  const http = createHttpClient({ limits: { backoffMs: 1, tries: 2 } });
  onTestFinished(() => http.close());
  const store = temporaryStore();
  const registry = await openRegistry(about, { http, env: {}, base: wire.url });
  const broken = new Set(NAMES.filter(isBroken));
  let status: WireAnswer = { status: 500, body: 'trouble' };
  const nameOf = ({ url }: WireRequest) => NAMES.find((name) => decodeURIComponent(url.pathname).includes(name));
  wire.fault = (_number, request) => (broken.has(nameOf(request) ?? '') ? status : undefined);
  /** Runs until a pass is complete. */
  const runs = async (most: number) => {
    for (let run = 1; run <= most; run++) {
      const ending = await discover(store, registry, context).catch((error: unknown) => error);
      if (!(ending instanceof RetryLater)) return run;
      expect(store.registries.all()[0]!.cursor).not.toBeNull();
    }
    return Infinity;
  };
  const listed = () => store.registries.listedIds(registry.id);

  expect(await runs(8)).toBeLessThanOrEqual(8);
  expect(listed()).toEqual(NAMES.filter((name) => !broken.has(name)));
  expect(store.registries.refusals(registry.id).map(({ label }) => label)).toEqual([...broken]);

  // One that asks for a long rest is taken at its word, in the name of the whole host, and does not hold it up for ever either.
  const [last] = broken;
  broken.clear();
  expect(await runs(1)).toBe(1);
  expect(listed()).toEqual(NAMES);
  broken.add(last!);
  status = { status: 503, headers: { 'retry-after': '3600' } };
  const first = await discover(store, registry, context).catch((error: unknown) => error);
  expect(first).toBeInstanceOf(RetryLater);
  // The next run, an hour later and with a client of its own.
  const later = createHttpClient({ limits: { backoffMs: 1, tries: 2 } });
  onTestFinished(() => later.close());
  const again = await openRegistry(about, { http: later, env: {}, base: wire.url });
  expect(await discover(store, again, context)).toMatchObject({ refused: 0 });
  // What is known of it stays.
  expect(listed()).toEqual(NAMES);
  expect(store.registries.refusals(registry.id)).toMatchObject([{ label: last }]);
});

it.each([500, 503, 'silence'] as const)(
  'begins anew when a registry is in trouble with a cursor: %s',
  async (status) => {
    const wire = await wireServer(smithery);
    const http = createHttpClient({ limits: { backoffMs: 1, tries: 1, timeoutMs: 300 } });
    onTestFinished(() => http.close());
    const store = temporaryStore();
    const registry = await openRegistry(smitheryRegistry, { http, env: {}, base: wire.url });
    const run = () => discover(store, registry, context).catch((error: unknown) => error);
    const fault = status === 'silence' ? status : { status };
    wire.fault = (_, { url }) => (url.searchParams.get('namespace') === 'space-1' ? fault : undefined);
    expect(await run()).toBeInstanceOf(RetryLater);
    const { cursor } = store.registries.all()[0]!;
    expect(cursor).toContain('space-0');
    // What it gave out in that pass means nothing to it any more: browsing with it is in trouble, from the start it is not.
    let browsed = 0;
    let isDown = false;
    const base = registry.list.bind(registry);
    registry.list = (options) => {
      browsed += 1;
      isDown = options.cursor !== undefined || allDown;
      return base(options);
    };
    let allDown = false;
    wire.fault = () => (isDown ? fault : undefined);
    expect([await run(), await run()]).toEqual([expect.any(RetryLater), expect.any(RetryLater)]);
    expect([browsed, store.registries.all()[0]!.cursor]).toEqual([2, cursor]);
    // A registry that cannot be reached at all loses nothing, however often that is.
    allDown = true;
    expect([await run(), await run()]).toEqual([expect.any(RetryLater), expect.any(RetryLater)]);
    expect(store.registries.all()[0]!.cursor).toBe(cursor);
    allDown = false;
    expect(await run()).toMatchObject({ entries: NAMES.length });
    expect(store.registries.all()[0]).toMatchObject({ cursor: null, completedAt: expect.any(String) });
  },
);
