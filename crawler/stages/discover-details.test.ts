import { describe, expect, it } from 'vitest';
import { listedRegistry, registryEntry as entry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { discover } from './discover.ts';
import { officialRegistry } from '../registries/official/index.ts';
import type { Store } from '../../catalog/store/open.ts';

const run = (store: Store, registry: ReturnType<typeof listedRegistry>) =>
  discover(store, registry, { runId: 1, report: () => {}, signal: new AbortController().signal });

const tools = (...names: string[]) => ({
  tools: names.map((name) => ({ name, description: 'd', inputSchema: { type: 'object' } })),
  complete: true,
});
const detailsOf = (store: Store, slug: string) => store.entryDetails.of(store.servers.bySlug(slug)!.id);

describe('crawler/stages/discover-details.test.ts', () => {
  it('keeps where an entry is listed, what it claims and which tools it declares, until it says otherwise', async () => {
    const store = temporaryStore();
    const listing = 'https://registry.example/a/1';
    const registry = listedRegistry([
      [entry('a/1', { listing, claimedName: 'com.example/x', declaredTools: tools('t1') }), entry('a/2')],
    ]);
    await run(store, registry);
    const stored = { registry: 'test', nativeId: 'a/1', listing, claimedName: 'com.example/x' };
    expect(detailsOf(store, 'a-1')).toEqual([{ ...stored, declaredTools: tools('t1'), seenAt: expect.any(String) }]);
    expect(detailsOf(store, 'a-2')).toEqual([]);

    // The same again writes only that both were seen, and that the pass began and ended.
    const writes = store.db.prepare(`SELECT total_changes() n`);
    const { n: before } = writes.get() as { n: number };
    await run(store, registry);
    expect((writes.get() as { n: number }).n - before).toBe(2 + 2);

    registry.pages = [[entry('a/1', { listing, declaredTools: tools('t1', 't2') }), entry('a/2', { listing })]];
    await run(store, registry);
    expect(detailsOf(store, 'a-1')[0]).toMatchObject({ claimedName: undefined, declaredTools: tools('t1', 't2') });
    registry.pages = [[entry('a/1'), entry('a/2', { listing })]];
    await run(store, registry);
    expect(detailsOf(store, 'a-1')).toEqual([]);
  });

  it('shows none of an entry that is withdrawn', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/1', { declaredTools: tools('t') }), entry('a/2')]]);
    await run(store, registry);
    registry.pages = [[entry('a/2')]];
    await run(store, registry);
    expect(detailsOf(store, 'a-1')).toEqual([]);
  });

  it('leaves out tools that are longer than any listing, and says so', async () => {
    const store = temporaryStore();
    const huge = { tools: [{ name: 't', description: 'x'.repeat(4_000_000) }], complete: true };
    const listing = 'https://registry.example/a/1';
    expect(await run(store, listedRegistry([[entry('a/1', { listing, declaredTools: huge })]]))).toMatchObject({
      entries: 1,
      refused: 1,
    });
    expect(detailsOf(store, 'a-1')).toMatchObject([{ listing, declaredTools: undefined }]);
    expect(store.registries.refusals()).toMatchObject([
      { label: 'a/1', reason: expect.stringContaining('declared tools') },
    ]);
  });

  it('keeps how a registry describes itself, without what readers are not told', async () => {
    const store = temporaryStore();
    const registry = { ...listedRegistry([[entry('a/1')]], { id: 'official' }), about: officialRegistry };
    await run(store, registry);
    await run(store, registry);
    const { title, homepage, lists, declaresTools, terms, base, incremental } = officialRegistry;
    const shown = { title, homepage, lists, declaresTools, terms, base, incremental };
    expect(store.registryAbouts.all()).toEqual([{ id: 'official', ...shown }]);
  });
});
