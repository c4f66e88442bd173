import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { Store } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { listedRegistry, registryEntry as entry, type ListedRegistry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { fileRegistry } from '../registries/file/index.ts';
import type { Registry } from '../registries/registry.ts';
import { discover } from './discover.ts';
import type { StageEvent } from './report.ts';

interface RunOptions {
  full?: boolean;
  signal?: AbortSignal;
  report?: (event: StageEvent) => void;
}

function run(store: Store, registry: Registry, { full, signal, report = () => {} }: RunOptions = {}) {
  return discover(store, registry, { runId: 1, report, signal: signal ?? new AbortController().signal }, { full });
}

const shown = (store: Store) => catalogueReader(store).slugs();
const stateOf = (store: Store, registry: Registry) => store.registries.open(registry.id, registry.base);
const refusals = (store: Store) => store.registries.refusals().map(({ label }) => label);
/** Everything that is stored about servers and entries, dates and pass numbers of this run aside. */
const contents = (store: Store) => ({
  servers: store.db.prepare(`SELECT * FROM server ORDER BY id`).all(),
  entries: store.db
    .prepare(`SELECT id, registry, native_id, server_id, entry_hash, withdrawn FROM entry ORDER BY id`)
    .all(),
});

/** Lets the registry fail before a page, once. */
function failBefore(registry: ListedRegistry, page: number, error: Error) {
  registry.before = (number) => {
    if (number !== page) return;
    registry.before = () => {};
    throw error;
  };
}

const busy = () => new RetryLater('registry answered 429');

describe('crawler/stages/discover.test.ts: passes', () => {
  it('stores what is listed, and changes nothing when nothing has changed', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1'), entry('a/2')], [entry('a/3', { status: 'deprecated' })]]);
    expect(await run(store, registry)).toEqual({ entries: 3, changed: 3, refused: 0, withdrawn: 0, kept: 0 });
    expect(shown(store)).toEqual(['a-1', 'a-2', 'a-3']);
    const before = contents(store);
    const writes = store.db.prepare(`SELECT total_changes() n`);
    const { n: start } = writes.get() as { n: number };
    expect(await run(store, registry)).toEqual({ entries: 3, changed: 0, refused: 0, withdrawn: 0, kept: 0 });
    expect(contents(store)).toEqual(before);
    // Of each entry that it was seen; of the pass that it began, where it stood, and that it ended.
    expect((writes.get() as { n: number }).n - start).toBe(3 + 3);
    expect(store.registries.all()).toMatchObject([{ id: 'test', cursor: null, passStartedAt: null }]);
  });

  it('goes on where it was interrupted, and withdraws nothing that the first part saw', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1')], [entry('a/2')], [entry('a/3')]]);
    await run(store, registry);
    failBefore(registry, 2, busy());
    await expect(run(store, registry)).rejects.toThrow('429');
    expect(stateOf(store, registry)).toMatchObject({ cursor: '2', passStartedAt: expect.any(String) });
    expect(shown(store)).toEqual(['a-1', 'a-2', 'a-3']);
    expect(await run(store, registry)).toEqual({ entries: 1, changed: 0, refused: 0, withdrawn: 0, kept: 0 });
    expect(registry.asked.map(({ cursor }) => cursor)).toEqual([undefined, undefined, '2']);
    expect(shown(store)).toEqual(['a-1', 'a-2', 'a-3']);
    expect(stateOf(store, registry)).toMatchObject({ cursor: null, passStartedAt: null });
  });

  it('does so even when the clock goes backwards in between', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1')], [entry('a/2')]]);
    failBefore(registry, 1, busy());
    await expect(run(store, registry)).rejects.toThrow('429');
    store.db.exec(`UPDATE entry SET seen_at = '2000-01-01T00:00:00.000Z'`);
    expect(await run(store, registry)).toMatchObject({ withdrawn: 0 });
    expect(shown(store)).toEqual(['a-1', 'a-2']);
  });

  it('withdraws what a resumed pass did not meet in either part', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([
      [entry('a/1'), entry('a/2')],
      [entry('a/3'), entry('a/4')],
    ]);
    await run(store, registry);
    registry.pages = [[entry('a/1')], [entry('a/3')]];
    failBefore(registry, 1, busy());
    await expect(run(store, registry)).rejects.toThrow('429');
    expect(await run(store, registry)).toMatchObject({ withdrawn: 2 });
    expect(shown(store)).toEqual(['a-1', 'a-3']);
  });

  it('leaves a cursor when it is stopped, and returns what it did', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1')], [entry('a/2')], [entry('a/3')]]);
    const stop = new AbortController();
    const events: string[] = [];
    const report = (event: StageEvent) => {
      events.push(event.kind);
      if (event.kind === 'step') stop.abort();
    };
    expect(await run(store, registry, { signal: stop.signal, report })).toMatchObject({ entries: 1, changed: 1 });
    expect(events).toEqual(['begin', 'step', 'end']);
    expect(stateOf(store, registry).cursor).toBe('1');
    expect(await run(store, registry)).toMatchObject({ entries: 2 });
    expect(shown(store)).toHaveLength(3);
  });

  it('returns as well when the registry is stopped while it waits', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1')], [entry('a/2')]]);
    const stop = new AbortController();
    registry.before = (page) => {
      if (page < 1) return;
      stop.abort(new Error('stopped'));
      stop.signal.throwIfAborted();
    };
    expect(await run(store, registry, { signal: stop.signal })).toMatchObject({ entries: 1 });
    expect(stateOf(store, registry).cursor).toBe('1');
  });

  it('begins again when the registry does not know the cursor any more', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1')], [entry('a/2')]]);
    failBefore(registry, 1, busy());
    await expect(run(store, registry)).rejects.toThrow('429');
    failBefore(registry, 1, new Rejected('no such cursor'));
    expect(await run(store, registry)).toMatchObject({ entries: 2, changed: 1 });
    expect(registry.asked.map(({ cursor }) => cursor)).toEqual([undefined, '1', undefined]);
    expect(stateOf(store, registry).cursor).toBeNull();
  });

  it('stores nothing of a page that fails in the middle', async () => {
    const store = temporaryStore();
    const broken = entry('a/2');
    broken.status = undefined as unknown as 'active';
    const registry = listedRegistry([[entry('a/0')], [entry('a/1'), broken]]);
    await expect(run(store, registry)).rejects.toThrow('NOT NULL');
    expect(shown(store)).toEqual(['a-0']);
    expect(stateOf(store, registry).cursor).toBe('1');
  });

  it('begins over when the base changes, and withdraws what only the old one listed', async () => {
    const store = temporaryStore();
    const old = listedRegistry([[entry('a/1'), entry('a/2')], [entry('a/3')]], { incremental: true });
    await run(store, old);
    failBefore(old, 1, busy());
    await expect(run(store, old, { full: true })).rejects.toThrow('429');
    const moved = listedRegistry([[entry('a/2')]], { base: 'https://elsewhere.example', incremental: true });
    expect(await run(store, moved)).toEqual({ entries: 1, changed: 0, refused: 0, withdrawn: 2, kept: 0 });
    expect(moved.asked).toEqual([{ since: undefined }]);
    expect(shown(store)).toEqual(['a-2']);
  });

  it('never lets a registry that lists nothing empty the catalogue', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1')]]);
    await run(store, registry);
    for (const nothing of [[], { entries: [] }, { refused: [{ label: 'record 1', reason: 'is null' }] }]) {
      registry.pages = [nothing];
      await expect(run(store, registry)).rejects.toThrow(/lists no server any more/);
      expect(shown(store)).toEqual(['a-1']);
    }
    registry.pages = [[entry('a/1')]];
    expect(await run(store, registry)).toMatchObject({ changed: 0 });
    // Nothing to lose: an empty list is a list.
    expect(await run(store, listedRegistry([[]], { id: 'empty' }))).toMatchObject({ entries: 0 });
  });
});

describe('crawler/stages/discover.test.ts: incremental passes', () => {
  const at = (updatedAt: string) => ({ updatedAt });

  it('asks from the largest date it has seen, a little earlier, and withdraws nothing', async () => {
    const store = temporaryStore();
    const registry = listedRegistry(
      [[entry('a/1', at('2026-01-02T00:00:00.000Z'))], [entry('a/2', at('2026-01-01T00:00:00.000Z')), entry('a/3')]],
      { incremental: true },
    );
    await run(store, registry);
    registry.pages = [[entry('a/2', at('2026-01-03T00:00:00.000Z'))]];
    expect(await run(store, registry)).toEqual({ entries: 1, changed: 1, refused: 0, withdrawn: 0, kept: 0 });
    registry.pages = [[]];
    expect(await run(store, registry)).toEqual({ entries: 0, changed: 0, refused: 0, withdrawn: 0, kept: 0 });
    await run(store, registry);
    expect(registry.asked.map(({ since }) => since)).toEqual([
      undefined,
      '2026-01-01T23:50:00.000Z',
      '2026-01-02T23:50:00.000Z',
      '2026-01-02T23:50:00.000Z',
    ]);
    expect(shown(store)).toHaveLength(3);
  });

  it('does not count entries of another registry or of another base', async () => {
    const store = temporaryStore();
    await run(
      store,
      listedRegistry([[entry('a/1', at('2026-06-01T00:00:00.000Z'))]], { id: 'other', incremental: true }),
    );
    const old = listedRegistry([[entry('a/1', at('2026-05-01T00:00:00.000Z'))]], { base: 'old', incremental: true });
    await run(store, old);
    const registry = listedRegistry([[entry('a/2', at('2026-01-01T00:00:00.000Z'))]], { incremental: true });
    await run(store, registry);
    expect(stateOf(store, registry).updatedSince).toBe('2026-01-01T00:00:00.000Z');
  });

  it('is not led into the future, where nothing would ever change again', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1', at('2999-01-01T00:00:00.000Z'))]], { incremental: true });
    const began = Date.now();
    await run(store, registry);
    const { updatedSince } = stateOf(store, registry);
    expect(Date.parse(updatedSince!)).toBeGreaterThanOrEqual(began - 1);
    expect(Date.parse(updatedSince!)).toBeLessThanOrEqual(Date.now());
  });

  it('asks for everything again when told to, and goes on with that when it was interrupted', async () => {
    const store = temporaryStore();
    const pages = [[entry('a/1', at('2026-01-01T00:00:00.000Z'))], [entry('a/2')], [entry('a/3')]];
    const registry = listedRegistry(pages, { incremental: true });
    await run(store, registry);
    registry.pages = [pages[0]!, pages[1]!];
    failBefore(registry, 1, busy());
    await expect(run(store, registry, { full: true })).rejects.toThrow('429');
    expect(await run(store, registry)).toEqual({ entries: 1, changed: 0, refused: 0, withdrawn: 1, kept: 0 });
    expect(registry.asked).toEqual([{ since: undefined }, { since: undefined }, { since: undefined, cursor: '1' }]);
    expect(shown(store)).toEqual(['a-1', 'a-2']);
    expect(stateOf(store, registry).updatedSince).toBe('2026-01-01T00:00:00.000Z');
    registry.pages = [[]];
    await run(store, registry);
    expect(registry.asked.at(-1)!.since).toBe('2025-12-31T23:50:00.000Z');
  });

  it('goes on with an incremental pass as one', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1', at('2026-01-01T00:00:00.000Z')), entry('a/2')]], {
      incremental: true,
    });
    await run(store, registry);
    registry.pages = [[entry('a/3')], [entry('a/4')]];
    failBefore(registry, 1, busy());
    await expect(run(store, registry)).rejects.toThrow('429');
    expect(await run(store, registry)).toMatchObject({ entries: 1, withdrawn: 0 });
    expect(registry.asked[2]).toEqual({ since: registry.asked[1]!.since, cursor: '1' });
    expect(shown(store)).toHaveLength(4);
  });
});

describe('crawler/stages/discover.test.ts: entries', () => {
  it('hides deleted servers, shows deprecated ones with their message, and keeps the address of one that changes', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/b'), entry('a/c')]]);
    await run(store, registry);
    registry.pages = [
      [
        entry('a/b', { status: 'deleted', statusMessage: 'malware' }),
        entry('a/c', { status: 'deprecated', statusMessage: 'use a/d', title: 'New title' }),
      ],
    ];
    expect(await run(store, registry)).toMatchObject({ changed: 2 });
    expect(shown(store)).toEqual(['a-c']);
    expect(catalogueReader(store).view('a-c')!.server).toMatchObject({
      status: 'deprecated',
      statusMessage: 'use a/d',
      title: 'New title',
    });
    registry.pages = [[entry('a/b'), entry('a/c')]];
    await run(store, registry);
    expect(shown(store)).toEqual(['a-b', 'a-c']);
  });

  it('brings a server back that is listed again, with its address and its tools', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1'), entry('a/2')]]);
    await run(store, registry);
    const { id } = store.servers.bySlug('a-2')!;
    const list = { serverId: id, source: 'live', launchId: null, packageVersion: null, at: '2026-01-01' } as const;
    store.tools.replaceList({ ...list, tools: [{ name: 'tool' }] });
    registry.pages = [[entry('a/1')]];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 1 });
    expect(store.servers.bySlug('a-2')).toMatchObject({ status: 'deleted', statusMessage: 'no longer listed' });
    expect(store.registries.entriesOf(id)).toMatchObject([{ status: 'deleted', statusMessage: 'no longer listed' }]);
    // Gone is gone: it is not withdrawn once more.
    expect(await run(store, registry)).toMatchObject({ changed: 0, withdrawn: 0 });
    registry.pages = [[entry('a/1'), entry('a/2')]];
    expect(await run(store, registry)).toMatchObject({ changed: 1 });
    expect(catalogueReader(store).view('a-2')).toMatchObject({
      server: { id, status: 'active' },
      tools: [{ name: 'tool' }],
    });
  });

  it('makes one server of two registries’ entries, whichever is read first', async () => {
    const one = () => listedRegistry([[entry('a/B', { title: 'One' })]], { id: 'one' });
    const two = () => listedRegistry([[entry('A/b', { title: 'Two' })]], { id: 'two' });
    const titles = [];
    for (const order of [
      [one(), two()],
      [two(), one()],
    ]) {
      const store = temporaryStore();
      for (const registry of order) await run(store, registry);
      const before = contents(store);
      for (const registry of order) expect(await run(store, registry)).toMatchObject({ changed: 0 });
      expect(contents(store)).toEqual(before);
      expect(shown(store)).toEqual(['a-b']);
      const view = catalogueReader(store).view('a-b')!;
      titles.push(view.server.title);
      expect(view.entries.map(({ registry, nativeId }) => [registry, nativeId])).toEqual([
        ['one', 'a/B'],
        ['two', 'A/b'],
      ]);
    }
    expect(titles).toEqual(['One', 'One']);
  });

  it('keeps a server that one of two registries withdraws, and hides one that either takes down', async () => {
    const store = temporaryStore();
    const one = listedRegistry([[entry('a/b', { title: 'One' }), entry('a/c')]], { id: 'one' });
    const two = listedRegistry([[entry('a/b', { title: 'Two' })]], { id: 'two' });
    for (const registry of [one, two]) await run(store, registry);
    one.pages = [[entry('a/c')]];
    expect(await run(store, one)).toMatchObject({ withdrawn: 1 });
    expect(store.servers.bySlug('a-b')).toMatchObject({ status: 'active', title: 'Two' });
    one.pages = [[entry('a/b', { status: 'deleted', statusMessage: 'spam' }), entry('a/c')]];
    await run(store, one);
    expect(shown(store)).toEqual(['a-c']);
    expect(await run(store, two)).toMatchObject({ changed: 0 });
    expect(shown(store)).toEqual(['a-c']);
  });

  it('keeps the server of a record whose name changes, with its address', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/old', { nativeId: '7' }), entry('a/other', { nativeId: '8' })]]);
    await run(store, registry);
    const { id } = store.servers.bySlug('a-old')!;
    registry.pages = [[entry('a/new', { nativeId: '7' }), entry('a/other', { nativeId: '8' })]];
    expect(await run(store, registry)).toMatchObject({ changed: 1, withdrawn: 0 });
    expect(shown(store)).toEqual(['a-old', 'a-other']);
    expect(store.servers.bySlug('a-old')).toMatchObject({ id, name: 'a/new', status: 'active' });
    expect(await run(store, registry)).toMatchObject({ changed: 0 });
  });

  it('does not let two records of one name take turns', async () => {
    const store = temporaryStore();
    const twice = [
      [entry('a/1', { title: 'first' })],
      [entry('a/1', { title: 'second' }), entry('a/1', { title: 'first' })],
    ];
    const registry = listedRegistry(twice);
    expect(await run(store, registry)).toEqual({ entries: 3, changed: 1, refused: 1, withdrawn: 0, kept: 0 });
    expect(await run(store, registry)).toMatchObject({ changed: 0, refused: 1 });
    expect(store.servers.bySlug('a-1')!.title).toBe('first');
    expect(refusals(store)).toEqual(['a/1']);
  });

  it('takes a record that comes again newer, having changed while the pages were read', async () => {
    const store = temporaryStore();
    const dated = (title: string, updatedAt: string) => entry('a/1', { title, updatedAt });
    const registry = listedRegistry([
      [dated('before', '2026-01-01T00:00:00.000Z')],
      [dated('after', '2026-01-02T00:00:00.000Z')],
      [dated('stale', '2026-01-01T12:00:00.000Z')],
    ]);
    expect(await run(store, registry)).toMatchObject({ changed: 2, refused: 1 });
    expect(store.servers.bySlug('a-1')!.title).toBe('after');
  });
});

describe('crawler/stages/discover.test.ts: refusals', () => {
  const bad = (label: string, nativeId?: string) => ({ label, nativeId, reason: 'is bad' });

  it('keeps them by name, and drops them when the record is fine or gone', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([
      { entries: [entry('a/1')], refused: [bad('a/2', 'a/2'), bad('record 3'), bad('a/1 package 2', 'a/1')] },
    ]);
    expect(await run(store, registry)).toMatchObject({ entries: 1, refused: 3 });
    expect(refusals(store)).toEqual(['a/1 package 2', 'a/2', 'record 3']);
    registry.pages = [{ entries: [entry('a/1')], refused: [bad('record 3')] }, [entry('a/2')]];
    await run(store, registry);
    expect(refusals(store)).toEqual(['record 3']);
    registry.pages = [[entry('a/1'), entry('a/2')]];
    await run(store, registry);
    expect(refusals(store)).toEqual([]);
  });

  it('drops those of a record that an incremental pass finds fine, and keeps the others', async () => {
    const store = temporaryStore();
    const registry = listedRegistry(
      [
        {
          entries: [entry('a/1', { updatedAt: '2026-01-01T00:00:00.000Z' })],
          refused: [bad('a/2', 'a/2'), bad('a/1 package 1', 'a/1'), bad('a/3', 'a/3')],
        },
      ],
      { incremental: true },
    );
    await run(store, registry);
    registry.pages = [[entry('a/2'), entry('a/1')]];
    await run(store, registry);
    expect(registry.asked[1]!.since).toBeDefined();
    expect(refusals(store)).toEqual(['a/3']);
  });

  it('keeps the refusals of both parts of an interrupted pass', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([{ entries: [entry('a/1')], refused: [bad('one')] }, { refused: [bad('two')] }]);
    failBefore(registry, 1, busy());
    await expect(run(store, registry)).rejects.toThrow('429');
    await run(store, registry);
    expect(refusals(store)).toEqual(['one', 'two']);
  });

  it('keeps a server whose record can no longer be read', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1'), entry('a/2')]]);
    await run(store, registry);
    registry.pages = [{ entries: [entry('a/1')], refused: [bad('a/2', 'a/2')] }];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 0, refused: 1 });
    expect(shown(store)).toEqual(['a-1', 'a-2']);
  });

  it('keeps those of registries apart', async () => {
    const store = temporaryStore();
    const one = listedRegistry([{ entries: [entry('a/1')], refused: [bad('x')] }], { id: 'one' });
    const two = listedRegistry([{ entries: [entry('a/1')], refused: [bad('x')] }], { id: 'two' });
    for (const registry of [one, two]) await run(store, registry);
    one.pages = [[entry('a/1')]];
    await run(store, one);
    expect(store.registries.refusals()).toEqual([{ registry: 'two', label: 'x', reason: 'is bad' }]);
    expect(store.registries.refusals('one')).toEqual([]);
    expect(store.registries.refusals('two')).toHaveLength(1);
  });
});

/** Real records, where the folder with public data lies beside the repository; nobody needs it. */
const DUMP = resolve(import.meta.dirname, '../../../shared/data/official-servers.jsonl.gz');

describe.runIf(existsSync(DUMP))('crawler/stages/discover.test.ts: a dump of the official registry', () => {
  it('is stored once, and costs one small write per entry the next time', async () => {
    const store = temporaryStore();
    const registry = fileRegistry(DUMP);
    expect(await run(store, registry)).toEqual({ entries: 1108, changed: 1108, refused: 0, withdrawn: 0, kept: 0 });
    // Some projects have two names for one package.
    expect(shown(store)).toHaveLength(1104);
    const before = contents(store);
    expect(before.entries).toHaveLength(1108);
    expect(await run(store, registry)).toEqual({ entries: 1108, changed: 0, refused: 0, withdrawn: 0, kept: 0 });
    expect(contents(store)).toEqual(before);
  });
});
