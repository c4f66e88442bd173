import { describe, expect, it } from 'vitest';
import { launchOutcome, launchPlan } from '../../test/launch-outcome.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { OutcomeCode } from '../model/launch.ts';
import type { EntryStatus } from '../model/registry-entry.ts';
import type { Store } from './open.ts';

const AT = '2026-01-01T00:00:00.000Z';
const NOW = '2026-01-10T00:00:00.000Z';
const PAST = '2026-01-09T00:00:00.000Z';
const FUTURE = '2026-01-11T00:00:00.000Z';

function putServer(
  store: Store,
  name: string,
  { listed = true, status = 'active' }: { listed?: boolean; status?: EntryStatus } = {},
) {
  const server = { name, description: 'd', packages: [], remotes: [] };
  const { id } = store.servers.put({ identity: name, server, status }, AT);
  if (!listed) return id;
  store.registries.open('test', 'base');
  store.registries.putEntry('test', { nativeId: name, status, server }, id, AT);
  return id;
}

function launch(store: Store, serverId: number, code: OutcomeCode, notBefore: string, failures = 0) {
  const plan = store.plans.of(serverId);
  const planHash = plan !== undefined && 'planHash' in plan ? plan.planHash : 'none';
  store.launches.record({
    serverId,
    runId: null,
    planHash,
    startedAt: AT,
    notBefore,
    failures,
    outcome: launchOutcome(code),
  });
}

const dueNames = (store: Store, options = {}) => store.plans.due(NOW, options).map((item) => item.name);

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

  it('is due when never launched, when the plan changed, and when its time has come', () => {
    const store = temporaryStore();
    const ids = ['never', 'past', 'future', 'changed', 'refused', 'deleted'].map((name) =>
      putServer(store, name, { status: name === 'deleted' ? 'deleted' : 'active' }),
    );
    for (const id of ids) store.plans.put(id, 'x', { plan: launchPlan() });
    const [, past, future, changed, refused] = ids;
    launch(store, past!, 'listed', FUTURE);
    launch(store, past!, 'listed', PAST);
    launch(store, future!, 'listed', PAST);
    launch(store, future!, 'listed', FUTURE);
    launch(store, changed!, 'listed', FUTURE);
    store.plans.put(changed!, 'y', { plan: launchPlan('2.0.0') });
    store.plans.put(refused!, 'y', { code: 'refused', detail: 'why' });
    expect(dueNames(store)).toEqual(['never', 'past', 'changed']);
  });

  it('counts failures of the present plan only, and can bring failed ones forward', () => {
    const store = temporaryStore();
    const [failed, listed] = ['failed', 'listed'].map((name) => putServer(store, name));
    for (const id of [failed!, listed!]) store.plans.put(id, 'x', { plan: launchPlan() });
    launch(store, failed!, 'crashed', FUTURE, 3);
    launch(store, listed!, 'crashed', PAST, 3);
    launch(store, listed!, 'listed', FUTURE);
    expect(dueNames(store)).toEqual([]);
    expect(store.plans.due(NOW, { retryFailed: true })).toMatchObject([{ name: 'failed', failures: 3 }]);
    store.plans.put(failed!, 'y', { plan: launchPlan('2.0.0') });
    expect(store.plans.due(NOW)).toMatchObject([{ name: 'failed', failures: 0, plan: [{ version: '2.0.0' }] }]);
  });
});
