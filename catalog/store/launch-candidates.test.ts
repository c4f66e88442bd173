import { describe, expect, test } from 'vitest';
import { launchOutcome, launchPlan } from '../../test/launch-outcome.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { EntryStatus } from '../model/registry-entry.ts';
import type { Store } from './open.ts';

const AT = '2026-01-01T00:00:00.000Z';

function put(store: Store, name: string, status: EntryStatus = 'active', ...registries: string[]): number {
  const server = { name, description: 'd' };
  const { id } = store.servers.put({ identity: name, server, status }, AT);
  for (const registry of registries) {
    store.registries.open(registry, 'base');
    store.registries.putEntry(
      registry,
      { nativeId: name, status, server: { ...server, packages: [], remotes: [] } },
      id,
      AT,
    );
  }
  store.plans.put(id, 'x', { plan: launchPlan() });
  return id;
}

describe('catalog/store/launch-candidates.test.ts', () => {
  test('servers with a plan, with the registries that list them and their newest launch', () => {
    const store = temporaryStore();
    const launched = put(store, 'launched', 'active', 'one', 'a,"b"');
    put(store, 'never');
    put(store, 'deleted', 'deleted');
    store.plans.put(put(store, 'refused'), 'y', { code: 'refused', detail: 'why' });
    const times = { runId: null, startedAt: AT, notBefore: AT };
    store.launches.record({
      ...times,
      serverId: launched,
      planHash: 'p1',
      failures: 1,
      outcome: launchOutcome('crashed'),
    });
    const newest = { ...times, serverId: launched, planHash: 'p2', failures: 0, reason: 'oldest' as const };
    store.launches.record({ ...newest, outcome: launchOutcome('listed', { fetchMs: 30, launchMs: 12 }) });

    const [first, second, ...others] = store.launchCandidates.all();
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      name: 'launched',
      kind: 'npm',
      last: { code: 'listed', startedAt: AT, notBefore: AT, failures: 0, planHash: 'p2', ms: 42 },
    });
    expect(first!.registries.toSorted()).toEqual(['a,"b"', 'one']);
    expect(second).toMatchObject({ name: 'never', registries: [], last: undefined });
    expect(JSON.parse(second!.plan)).toEqual(launchPlan());

    expect(store.launchCandidates.oldestSince('2025-12-31')).toBe(1);
    expect(store.launchCandidates.oldestSince(AT)).toBe(0);
  });

  test('the kind of a plan of several ways is that of the first', () => {
    const store = temporaryStore();
    const id = put(store, 'a');
    store.db.prepare(`UPDATE plan SET plan = '[{"kind":"pypi"},{"kind":"npm"}]' WHERE server_id = ?`).run(id);
    expect(store.launchCandidates.all()).toMatchObject([{ kind: 'pypi' }]);
  });
});
