import { describe, expect, it } from 'vitest';
import { launchPlan } from '../../test/launch-outcome.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { Store } from './open.ts';

const AT = '2026-01-01T00:00:00.000Z';
const NOW = '2026-01-10T00:00:00.000Z';

function putServer(store: Store, name: string, { listed = true }: { listed?: boolean } = {}) {
  const server = { name, description: 'd', packages: [], remotes: [] };
  const { id } = store.servers.put({ identity: name, server, status: 'active' }, AT);
  if (!listed) return id;
  store.registries.open('test', 'base');
  store.registries.putEntry('test', { nativeId: name, status: 'active', server }, id, AT);
  return id;
}

describe('catalog/store/plans.test.ts', () => {
  it('calls a plan outdated when there is none, or record or planner changed; imported servers get none', () => {
    const store = temporaryStore();
    const id = putServer(store, 'a/b');
    putServer(store, 'imported', { listed: false });
    const [first, ...others] = store.plans.outdated('v1');
    expect(others).toEqual([]);
    expect(first).toMatchObject({ id, name: 'a/b', description: 'd' });
    store.plans.put(id, first!.inputHash, { plan: launchPlan() });
    expect(store.plans.outdated('v1')).toEqual([]);
    expect(store.plans.outdated('v2')).toMatchObject([{ id }]);
    store.servers.put({ identity: 'a/b', server: { name: 'a/b', description: 'new' }, status: 'active' }, NOW);
    expect(store.plans.outdated('v1')).toMatchObject([{ id, description: 'new' }]);
  });

  it('gives back what was decided', () => {
    const store = temporaryStore();
    const id = putServer(store, 'a/b');
    expect(store.plans.of(id)).toBeUndefined();
    store.plans.put(id, 'x', { code: 'refused', detail: 'why' });
    expect(store.plans.of(id)).toEqual({ code: 'refused', detail: 'why' });
    store.plans.put(id, 'y', { plan: launchPlan() });
    expect(store.plans.of(id)).toMatchObject({ plan: launchPlan(), planHash: expect.stringMatching(/^sha256:/) });
  });
});
