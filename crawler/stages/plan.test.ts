import { describe, expect, it } from 'vitest';
import { listedRegistry, registryEntry as entry } from '../../test/listed-registry.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { ServerJson } from '../../catalog/model/server-json.ts';
import { discover } from './discover.ts';
import { planServers } from './plan.ts';
import type { StageEvent } from './report.ts';

const npm = (identifier: string, version = '1.0.0'): ServerJson['packages'][number] => ({
  registryType: 'npm',
  identifier,
  version,
  transport: { type: 'stdio' },
});

function context(signal = new AbortController().signal, events: StageEvent[] = []) {
  return { runId: 1, signal, report: (event: StageEvent) => void events.push(event) };
}

const planOf = (store: Store, slug: string) => store.plans.of(store.servers.bySlug(slug)!.id);

describe('crawler/stages/plan.test.ts', () => {
  it('plans every server once, and again only when its record changes', async () => {
    const store = temporaryStore();
    const remote = { type: 'sse', url: 'https://example.com' };
    const registry = listedRegistry([
      [entry('a/npm', { packages: [npm('one')] }), entry('a/git', { packages: [npm('git+https://example.com/x')] })],
      [entry('a/remote', { remotes: [remote] })],
    ]);
    await discover(store, registry, context());
    expect(planServers(store, context())).toEqual({ planned: 3, launchable: 2 });
    expect(planOf(store, 'a-npm')).toMatchObject({ plan: [{ kind: 'npm', identifier: 'one', version: '1.0.0' }] });
    expect(planOf(store, 'a-git')).toMatchObject({ code: 'refused' });
    expect(planOf(store, 'a-remote')).toMatchObject({ plan: [{ kind: 'remote', transport: 'sse' }] });
    await discover(store, registry, context());
    expect(planServers(store, context())).toEqual({ planned: 0, launchable: 0 });

    registry.pages[0] = [entry('a/npm', { packages: [npm('one', '2.0.0')] }), entry('a/git')];
    await discover(store, registry, context());
    expect(planServers(store, context())).toEqual({ planned: 2, launchable: 1 });
    expect(store.launchCandidates.all()).toMatchObject([
      { slug: 'a-npm', plan: expect.stringContaining('2.0.0') as string },
      { slug: 'a-remote' },
    ]);
  });

  it('has nothing due for a server that was taken down, and its plan again when it is back', async () => {
    const store = temporaryStore();
    const registry = listedRegistry([[entry('a/npm', { packages: [npm('one')] })]]);
    const due = async () => {
      await discover(store, registry, context());
      planServers(store, context());
      return store.launchCandidates.all().map(({ slug }) => slug);
    };
    expect(await due()).toEqual(['a-npm']);
    registry.pages = [[entry('a/npm', { packages: [npm('one')], status: 'deleted' })]];
    expect(await due()).toEqual([]);
    registry.pages = [[entry('a/npm', { packages: [npm('one')] })]];
    expect(await due()).toEqual(['a-npm']);
  });

  it('goes on where it was stopped', async () => {
    const store = temporaryStore();
    const names = Array.from({ length: 450 }, (_, i) => entry(`a/${i}`, { packages: [npm(`p${i}`)] }));
    await discover(store, listedRegistry([names]), context());
    const stop = new AbortController();
    const events: StageEvent[] = [];
    const stopping = { ...context(stop.signal), report: (event: StageEvent) => event.kind === 'step' && stop.abort() };
    expect(planServers(store, stopping as ReturnType<typeof context>)).toEqual({ planned: 200, launchable: 200 });
    expect(planServers(store, context(undefined, events))).toEqual({ planned: 250, launchable: 250 });
    expect(events).toEqual([
      { kind: 'begin', stage: 'plan', total: 250 },
      { kind: 'step', stage: 'plan', done: 200 },
      { kind: 'step', stage: 'plan', done: 50 },
      { kind: 'end', stage: 'plan', counts: { planned: 250, launchable: 250 } },
    ]);
  });
});
