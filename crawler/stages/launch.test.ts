/** What the stage does around a launcher; real launches are in test/integration and test/e2e. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Fatal } from '../../catalog/errors.ts';
import type { LaunchOutcome, ServerPlan } from '../../catalog/model/launch.ts';
import type { Store } from '../../catalog/store/open.ts';
import { launchOutcome, launchPlan } from '../../test/launch-outcome.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { DueLauncher } from '../launch/due-launcher.ts';
import type { Launcher } from '../launch/launcher.ts';
import { dueLaunches } from './launch-order/due-launches.ts';
import { launchDue, type LaunchOptions } from './launch.ts';
import type { StageEvent } from './report.ts';

const AT = '2026-01-01T00:00:00.000Z';
const TOOL = { name: 'get_note' };
const listed = (parts: Partial<LaunchOutcome> = {}) => launchOutcome('listed', { tools: [TOOL], ...parts });

/** A catalogue with a launch due for each name. */
function withPlans(...names: string[]): Store {
  const store = temporaryStore();
  for (const name of names) {
    const { id } = store.servers.put({ identity: name, server: { name, description: 'd' }, status: 'active' }, AT);
    store.plans.put(id, 'input', { plan: launchPlan('1.0.0', name) });
  }
  store.runs.begin('crawl', AT);
  return store;
}

/** Runs the stage over a launcher that answers as told. */
async function launch(
  store: Store,
  answer: (name: string, signal: AbortSignal) => LaunchOutcome | Promise<LaunchOutcome>,
  { signal = new AbortController().signal, ...options }: Partial<LaunchOptions> & { signal?: AbortSignal } = {},
) {
  const seen = { opened: 0, closed: 0, launched: [] as string[], open: 0, most: 0, openAtClose: 0 };
  const launcher: Launcher = {
    isolation: 'none',
    async launch([way]: ServerPlan, launchSignal) {
      const { identifier } = way!;
      seen.launched.push(identifier);
      seen.most = Math.max(seen.most, ++seen.open);
      try {
        await nextTurn();
        return await answer(identifier, launchSignal);
      } finally {
        seen.open -= 1;
      }
    },
    close() {
      seen.closed += 1;
      seen.openAtClose = seen.open;
      return Promise.resolve();
    },
  };
  const open = () => {
    seen.opened += 1;
    return Promise.resolve(launcher);
  };
  const events: StageEvent[] = [];
  const context = { runId: 1, report: (event: StageEvent) => void events.push(event), signal };
  const result = await launchDue(store, open, context, { concurrency: 2, ...options }).catch((error: unknown) => error);
  return { result, events, seen };
}

/** A launch that lasts until it is ended. */
const endless = (_: string, signal: AbortSignal) =>
  new Promise<LaunchOutcome>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    if (signal.aborted) reject(signal.reason as Error);
  });

const launchedServers = (store: Store) =>
  store.db
    .prepare<[], { name: string }>('SELECT name FROM launch JOIN server ON server.id = server_id ORDER BY launch.id')
    .all()
    .map(({ name }) => name);

test('without anything due no launcher is opened, so that no sandbox is needed', async () => {
  const { seen, result } = await launch(withPlans(), () => listed());
  expect(seen.opened).toBe(0);
  expect(result).toMatchObject({ launched: 0 });
});

test('each is launched once, a few at a time, and not again', async () => {
  const store = withPlans('a', 'b', 'c', 'd', 'e');
  const { result, seen, events } = await launch(store, () => listed());
  expect(result).toEqual({ launched: 5, listed: 5, failed: 0, toolsAdded: 5, toolsChanged: 0, toolsRemoved: 0 });
  expect(seen).toMatchObject({ opened: 1, closed: 1, most: 2 });
  expect(events.filter(({ kind }) => kind === 'step')).toHaveLength(5);
  expect(events[0]).toEqual({ kind: 'begin', stage: 'launch', total: 5 });
  expect((await launch(store, () => listed())).seen.launched).toEqual([]);
});

test('--limit launches so many, the next run the others', async () => {
  const store = withPlans('a', 'b', 'c');
  expect((await launch(store, () => listed(), { limit: 0 })).seen).toMatchObject({ opened: 0, launched: [] });
  expect((await launch(store, () => listed(), { limit: 2 })).seen.launched).toEqual(['a', 'b']);
  expect((await launch(store, () => listed(), { limit: 2 })).seen.launched).toEqual(['c']);
});

test('what failed waits for its time, unless it is asked for', async () => {
  const store = withPlans('good', 'bad');
  const answer = (name: string) => (name === 'good' ? listed() : launchOutcome('initialize-timed-out'));
  expect((await launch(store, answer)).result).toMatchObject({ launched: 2, listed: 1, failed: 1 });
  expect((await launch(store, answer)).seen.launched).toEqual([]);
  expect((await launch(store, answer, { retryFailed: true })).seen.launched).toEqual(['bad']);
  expect((await launch(store, () => listed(), { retryFailed: true })).seen.launched).toEqual(['bad']);
  expect((await launch(store, answer, { retryFailed: true })).seen.launched).toEqual([]);
});

test('an outcome for a plan that changed meanwhile, or of an attempt that is stored already, is not stored', async () => {
  const store = withPlans('changed', 'twice', 'same');
  const { result, events } = await launch(
    store,
    (name) => {
      if (name === 'changed') store.plans.put(1, 'input', { plan: launchPlan('2.0.0', name) });
      if (name === 'twice') {
        const { planHash } = store.plans.of(2) as { planHash: string };
        const next = { notBefore: AT, failures: 0, outcome: launchOutcome('crashed') };
        store.launches.record({ serverId: 2, runId: 1, planHash, startedAt: AT, ...next });
      }
      return listed();
    },
    { concurrency: 1 },
  );
  expect(result).toMatchObject({ launched: 1, listed: 1 });
  expect(launchedServers(store)).toEqual(['twice', 'same']);
  expect(events.flatMap((event) => (event.kind === 'step' ? [event.text] : []))).toEqual([
    'changed: not stored, because its plan changed meanwhile',
    'twice: not stored, because its plan changed meanwhile',
    expect.stringMatching(/^same .*: 1 tools/) as string,
  ]);
  // The new plan is due.
  expect(dueLaunches(store).chosen.map(({ name }) => name)).toContain('changed');
});

test('the launcher is told which attempt it is about, and when that is stored', async () => {
  const store = withPlans('a');
  const seen: unknown[] = [];
  const launcher: DueLauncher = {
    launch(plan, _, { serverId, slug, planHash, attempt }) {
      seen.push({ serverId, slug, planHash, attempt });
      return Promise.resolve(launchOutcome('initialize-timed-out', { detail: plan[0]!.identifier }));
    },
    stored: ({ attempt }) => void seen.push({ stored: attempt, launches: launchedServers(store).length }),
    close: () => Promise.resolve(),
  };
  const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
  for (let i = 0; i < 2; i++) {
    await launchDue(store, () => Promise.resolve(launcher), context, { concurrency: 1, retryFailed: true });
  }
  const ticket = { serverId: 1, slug: 'a', planHash: (store.plans.of(1) as { planHash: string }).planHash };
  expect(seen).toEqual([
    { ...ticket, attempt: 0 },
    { stored: 0, launches: 1 },
    { ...ticket, attempt: 1 },
    { stored: 1, launches: 2 },
  ]);
});

test('a failure keeps the last good list', async () => {
  const store = withPlans('a');
  await launch(store, () => listed());
  store.plans.put(1, 'input', { plan: launchPlan('2.0.0', 'a') });
  expect((await launch(store, () => launchOutcome('crashed'))).result).toMatchObject({ failed: 1, toolsRemoved: 0 });
  expect(store.tools.of(1).map(({ name }) => name)).toEqual([TOOL.name]);
  expect(store.launches.of(1, 9).map(({ code }) => code)).toEqual(['crashed', 'listed']);
});

test('tools that are only declared or found in code are recorded as such, and never over a list that was heard', async () => {
  const store = withPlans('a', 'b');
  const told = (source: 'declared' | 'static', ...names: string[]) =>
    launchOutcome('crashed', { fallback: { source, tools: names.map((name) => ({ name })), version: '1.0.0' } });
  const known = (id: number) => store.tools.of(id).map(({ name, source }) => `${source} ${name}`);
  const again = (outcome: LaunchOutcome) =>
    launch(store, (name) => (name === 'a' ? outcome : listed()), { retryFailed: true });

  expect((await again(told('static', 'found'))).result).toMatchObject({ listed: 1, failed: 1 });
  expect(known(1)).toEqual(['static found']);
  await again(told('declared', 'said', 'more'));
  expect(known(1)).toEqual(['declared said', 'declared more']);
  await again(told('static', 'found'));
  await again(launchOutcome('crashed'));
  expect(known(1)).toEqual(['declared said', 'declared more']);
  // No launch listed them, and none is said to have.
  expect(store.launches.lastGood(1)).toBeUndefined();
  expect(store.tools.of(1).map(({ launchId }) => launchId)).toEqual([null, null]);

  await again(listed());
  expect(known(1)).toEqual(['live get_note']);
  store.plans.put(1, 'input', { plan: launchPlan('2.0.0', 'a') });
  await again(told('declared', 'said'));
  expect(known(1)).toEqual(['live get_note']);
});

test('an error of the launcher ends the run and the launches under way; what was recorded stays', async () => {
  const store = withPlans('first', 'endless', 'fatal', 'never');
  const broken = new Fatal('the sandbox is gone');
  const { result, seen, events } = await launch(store, (name, signal) => {
    if (name === 'fatal') throw broken;
    return name === 'first' ? listed() : endless(name, signal);
  });
  expect(result).toBe(broken);
  expect(seen).toMatchObject({ launched: ['first', 'endless', 'fatal'], closed: 1, openAtClose: 0 });
  expect(launchedServers(store)).toEqual(['first']);
  expect(events.filter(({ kind }) => kind === 'end')).toEqual([]);
  // Nothing was lost: the others are due.
  expect((await launch(store, () => listed())).seen.launched).toEqual(['endless', 'fatal', 'never']);
});

test('an error of the store ends the launches under way as well, before the launcher is closed', async () => {
  const store = withPlans('refused', 'endless', 'never');
  store.db.exec(`CREATE TRIGGER full BEFORE INSERT ON tool BEGIN SELECT RAISE(ABORT, 'the disk is full'); END`);
  const { result, seen } = await launch(store, (name, signal) =>
    name === 'refused' ? listed() : endless(name, signal),
  );
  expect(result).toMatchObject({ message: 'the disk is full' });
  expect(seen).toMatchObject({ launched: ['refused', 'endless'], closed: 1, openAtClose: 0 });
  // The launch and its tools are stored together or not at all.
  expect(launchedServers(store)).toEqual([]);
});

test('stopped: the launches under way end and are stored, no other begins', async () => {
  const store = withPlans('first', 'under-way', 'also-under-way', 'never');
  const stop = new AbortController();
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const { result, seen, events } = await launch(
    store,
    async (name, signal) => {
      if (name === 'first') return listed();
      if (name === 'also-under-way') {
        stop.abort(new Error('stopped by SIGINT'));
        letGo();
      }
      await held;
      expect(signal.aborted).toBe(false);
      return name === 'under-way' ? launchOutcome('crashed') : listed();
    },
    { signal: stop.signal },
  );
  expect(result).toMatchObject({ launched: 3, listed: 2, failed: 1 });
  expect(seen).toMatchObject({ launched: ['first', 'under-way', 'also-under-way'], closed: 1, openAtClose: 0 });
  expect(launchedServers(store).toSorted()).toEqual(['also-under-way', 'first', 'under-way']);
  expect(events.flatMap((event) => (event.kind === 'step' && event.done === 0 ? [event.text] : []))).toEqual([
    'stopping: 2 under way, which end first; interrupt again to stop at once',
  ]);
  expect((await launch(store, () => listed())).seen.launched).toEqual(['never']);
});

test('each launch says why it was made, and how long it took', async () => {
  const store = withPlans('a', 'b');
  await launch(store, (name) =>
    name === 'a' ? listed({ fetchMs: 30, launchMs: 4 }) : launchOutcome('install-failed'),
  );
  store.plans.put(1, 'input', { plan: launchPlan('2.0.0', 'a') });
  await launch(store, () => listed(), { retryFailed: true });
  await launch(store, () => listed(), { now: true, filter: { names: ['b'] } });
  const launches = (id: number) => store.launches.of(id, 9).map(({ reason, ms, runId }) => [reason, ms, runId]);
  expect(launches(1)).toEqual([
    ['changed', 3, 1],
    ['new', 34, 1],
  ]);
  expect(launches(2)).toEqual([
    ['asked', 3, 1],
    ['retry', 3, 1],
    ['new', 3, 1],
  ]);
});
