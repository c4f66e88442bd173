import { describe, expect, it } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { listedRegistry, registryEntry as entry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { Registry } from '../registries/registry.ts';
import { discover, type DiscoverOptions } from './discover.ts';
import { DOUBTED_LEAST, isDoubtful } from './settle-listing.ts';

const run = (store: Store, registry: Registry, options: DiscoverOptions = {}) =>
  discover(store, registry, { runId: 1, report: () => {}, signal: new AbortController().signal }, options);
const entries = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => entry(`a/${100 + from + i}`));
const shown = (store: Store) => catalogueReader(store).slugs().length;
const doubt = (store: Store) => {
  const { doubtedAt, keptEntries: kept, knownEntries: known } = store.registries.all()[0]!;
  return doubtedAt === null ? undefined : { kept, known };
};

describe('crawler/stages/settle-listing.test.ts', () => {
  it.each([
    [{ known: 20_000, missing: 19_999 }, true],
    [{ known: 20_000, missing: 2001 }, true],
    [{ known: 20_000, missing: 2000 }, false],
    [{ known: 20_236, missing: 1311 }, false],
    [{ known: DOUBTED_LEAST, missing: DOUBTED_LEAST }, true],
    [{ known: DOUBTED_LEAST, missing: DOUBTED_LEAST - 1 }, false],
    [{ known: 100, missing: 0 }, false],
  ])('of %j: doubtful %s', (counts, doubtful) => expect(isDoubtful(counts)).toBe(doubtful));

  it('keeps what a stump came without until a second pass agrees', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 50)]);
    await run(store, registry);
    registry.pages = [entries(0, 1)];
    expect(await run(store, registry)).toMatchObject({ entries: 1, withdrawn: 0, kept: 49 });
    expect([shown(store), doubt(store)]).toEqual([50, { kept: 49, known: 50 }]);
    expect(await run(store, registry)).toMatchObject({ withdrawn: 49, kept: 0 });
    expect([shown(store), doubt(store)]).toEqual([1, undefined]);
  });

  it('forgets the doubt when everything is there again', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 50)]);
    await run(store, registry);
    registry.pages = [entries(0, 1)];
    await run(store, registry);
    registry.pages = [entries(0, 48)];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 2, kept: 0 });
    expect([shown(store), doubt(store)]).toEqual([48, undefined]);
    // The doubt of before speaks for no later one.
    registry.pages = [entries(0, 1)];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 0, kept: 47 });
  });

  it('withdraws nothing that either of two different stumps had', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 60)]);
    await run(store, registry);
    registry.pages = [entries(0, 20)];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 0, kept: 40 });
    registry.pages = [entries(20, 40)];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 20, kept: 20 });
    expect([shown(store), doubt(store)]).toEqual([40, { kept: 20, known: 40 }]);
  });

  it('is not confirmed by a pass that was begun and given up', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 50)]);
    await run(store, registry);
    registry.pages = [entries(0, 1)];
    await run(store, registry);
    registry.pages = [entries(0, 30), entries(30, 50)];
    registry.before = (page) => {
      if (page === 1) throw new Error('gone');
    };
    await expect(run(store, registry, { full: true })).rejects.toThrow('gone');
    registry.before = () => {};
    registry.pages = [entries(0, 1)];
    // Of the thirty that the pass in between has met, nobody knows twice that they are gone.
    expect(await run(store, registry, { full: true })).toMatchObject({ withdrawn: 20, kept: 29 });
  });

  it('takes the word of the operator, before and after', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 50)]);
    await run(store, registry);
    registry.pages = [entries(0, 1)];
    await run(store, registry);
    expect(store.registries.acceptDoubted('test')).toBe(49);
    expect([doubt(store), store.registries.acceptDoubted('test')]).toEqual([undefined, 0]);
    registry.pages = [entries(0, 50)];
    await run(store, registry);
    registry.pages = [entries(0, 1)];
    expect(await run(store, registry, { acceptWithdrawals: true })).toMatchObject({ withdrawn: 49, kept: 0 });
  });

  it('asks an incremental registry for everything while its listing is in doubt', async () => {
    const store = temporaryStore();
    const dated = (from: number, to: number) =>
      entries(from, to).map((one) => ({ ...one, updatedAt: '2025-01-01T00:00:00.000Z' }));
    const registry = listedRegistry([dated(0, 50)], { incremental: true });
    await run(store, registry);
    registry.pages = [dated(0, 1)];
    await run(store, registry, { full: true });
    await run(store, registry);
    await run(store, registry);
    expect(registry.asked.map(({ since }) => since)).toEqual([
      undefined,
      undefined,
      undefined,
      '2024-12-31T23:50:00.000Z',
    ]);
    expect(shown(store)).toBe(1);
  });

  it('withdraws nothing that a registry did not show, or a pass left out', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 50)]);
    await run(store, registry);
    registry.pages = [entries(0, 49)];
    expect(await run(store, { ...registry, partial: true })).toMatchObject({ withdrawn: 0, kept: 0 });
    registry.pages = [{ entries: [], partial: true }];
    expect(await run(store, registry)).toMatchObject({ withdrawn: 0, kept: 0 });
    expect(shown(store)).toBe(50);
  });

  it('begins over with another base', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([entries(0, 50)]);
    await run(store, registry);
    registry.pages = [entries(0, 1)];
    await run(store, registry);
    const mirror = listedRegistry([entries(0, 1)], { base: 'https://mirror.example' });
    expect(await run(store, mirror)).toMatchObject({ withdrawn: 0, kept: 49 });
  });
});
