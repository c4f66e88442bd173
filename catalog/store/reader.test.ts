import { describe, expect, it } from 'vitest';
import { launchOutcome, launchPlan } from '../../test/launch-outcome.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { EntryStatus } from '../model/registry-entry.ts';
import type { Store } from './open.ts';
import { catalogueReader } from './reader.ts';

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

function putServer(store: Store, name: string, status: EntryStatus = 'active'): number {
  const server = { name, description: 'd', packages: [], remotes: [] };
  const { id } = store.servers.put({ identity: name, server, status }, day(1));
  store.registries.open('test', 'base');
  store.registries.putEntry('test', { nativeId: name, status, server }, id, day(1));
  return id;
}

function launch(store: Store, serverId: number, n: number, tools: string[] | undefined) {
  const list = (tools ?? []).map((name) => ({ name }));
  const malformed = tools && [{ index: 7, label: 'entry 8', reason: 'is bad' }];
  const outcome = launchOutcome(tools ? 'listed' : 'crashed', { tools: list, malformed: malformed ?? [] });
  const dates = { startedAt: day(n), notBefore: day(n) };
  const id = store.launches.record({ serverId, runId: null, planHash: 'x', failures: 0, ...dates, outcome });
  if (!tools) return;
  const common = { source: 'live', packageVersion: null, at: day(n) } as const;
  store.tools.replaceList({ serverId, tools: list, launchId: id, ...common });
}

describe('catalog/store/reader.test.ts', () => {
  it('shows a server with its last good list after a failed launch', () => {
    const store = temporaryStore();
    const id = putServer(store, 'a/b');
    store.plans.put(id, 'x', { plan: launchPlan() });
    launch(store, id, 1, ['old', 'stays']);
    launch(store, id, 2, ['stays', 'new']);
    launch(store, id, 3, undefined);
    const view = catalogueReader(store).view('a-b')!;
    expect(view.outcome).toEqual({ code: 'crashed', detail: 'ended as crashed', at: day(3) });
    expect(view.launches.map(({ code, toolCount }) => [code, toolCount])).toEqual([
      ['crashed', 0],
      ['listed', 2],
      ['listed', 2],
    ]);
    expect(view.lastGood).toMatchObject({ startedAt: day(2), report: { isolation: 'none' } });
    expect(view.malformed).toEqual([{ index: 7, label: 'entry 8', reason: 'is bad' }]);
    expect(view.tools.map((tool) => tool.name)).toEqual(['stays', 'new']);
    expect(view.tools[0]).toMatchObject({ firstSeenAt: day(1), launchId: view.lastGood!.id, sourceReferences: [] });
    expect(view.entries).toMatchObject([{ registry: 'test', nativeId: 'a/b', status: 'active' }]);
  });

  it('says why there was no launch, even after launches of an earlier plan', () => {
    const store = temporaryStore();
    const id = putServer(store, 'a/b');
    launch(store, id, 1, ['tool']);
    store.plans.put(id, 'x', { code: 'unsupported-kind', detail: 'remote only' });
    const reader = catalogueReader(store);
    const outcome = { code: 'unsupported-kind', detail: 'remote only', at: undefined };
    expect(reader.view('a-b')!.outcome).toEqual(outcome);
    expect([...reader.overviews()]).toMatchObject([{ outcome, tools: 1 }]);
  });

  it('leaves servers out that are deleted, and counts what is shown', () => {
    const store = temporaryStore();
    for (const name of ['b/two', 'a/one', 'c/three']) launch(store, putServer(store, name), 1, ['x', 'y']);
    putServer(store, 'd/empty', 'deprecated');
    launch(store, putServer(store, 'e/malware', 'deleted'), 1, ['x']);
    const reader = catalogueReader(store);
    expect(reader.slugs()).toEqual(['a-one', 'b-two', 'c-three', 'd-empty']);
    expect(reader.view('e-malware')).toBeUndefined();
    expect(reader.view('nobody')).toBeUndefined();
    expect(Array.from(reader.overviews(), ({ server, tools }) => [server.slug, tools])).toEqual([
      ['a-one', 2],
      ['b-two', 2],
      ['c-three', 2],
      ['d-empty', 0],
    ]);
    expect(reader.totals()).toMatchObject({
      servers: 4,
      serversWithTools: 3,
      tools: 6,
      byLevel: { Unclassified: 6, Low: 0 },
      byCategory: { Unclassified: 6 },
      byOutcome: { listed: 3 },
    });
  });

  it('reads while somebody writes', () => {
    const writer = temporaryStore();
    putServer(writer, 'a/b');
    const reader = catalogueReader(temporaryStore(writer.path));
    writer.transaction(() => {
      putServer(writer, 'c/d');
      expect(reader.slugs()).toEqual(['a-b']);
    });
    expect(reader.slugs()).toEqual(['a-b', 'c-d']);
  });

  it('stores nothing of a transaction that fails', () => {
    const store = temporaryStore();
    expect(() =>
      store.transaction(() => {
        putServer(store, 'a/b');
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(catalogueReader(store).slugs()).toEqual([]);
  });

  it('replaces source references as a whole', () => {
    const store = temporaryStore();
    launch(store, putServer(store, 'a/b'), 1, ['tool']);
    const reference = {
      repository: 'https://github.com/a/b',
      commit: 'c'.repeat(40),
      path: 'src/x.ts',
      lineStart: 3,
      lineEnd: 9,
      role: 'handler' as const,
    };
    store.sourceReferences.replace(1, [reference, { ...reference, role: 'callee' }]);
    store.sourceReferences.replace(1, [reference]);
    expect(catalogueReader(store).view('a-b')!.tools[0]!.sourceReferences).toEqual([reference]);
  });
});
