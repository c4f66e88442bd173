import pMap from 'p-map';
import { ServerPlan, type LaunchOutcome } from '../../catalog/model/launch.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { DueLauncher } from '../launch/due-launcher.ts';
import type { ChosenLaunch, LaunchChoice } from './launch-order/choose-launches.ts';
import { dueLaunches } from './launch-order/due-launches.ts';
import { nextLaunch } from './next-launch.ts';
import { recordStatement } from './record-statement.ts';
import { originOfWay, recordUnheard } from './record-unheard.ts';
import type { StageContext } from './report.ts';

export interface LaunchCounts extends Record<string, number> {
  launched: number;
  listed: number;
  failed: number;
  toolsAdded: number;
  toolsChanged: number;
  toolsRemoved: number;
}

export interface LaunchOptions extends LaunchChoice {
  /** Servers that run at the same time. */
  concurrency: number;
}

/** A launch that is due, with the plan that it follows. */
interface DueLaunch extends Omit<ChosenLaunch, 'plan'> {
  plan: ServerPlan;
}

/**
 * Launches what is due, a few at a time, and stores each outcome with its tools in one transaction: a launch is either
 * stored whole or, when the process dies, repeated by the next run. When the signal is aborted, the launches under way end
 * and are stored, except those that go on elsewhere, and no other begins.
 *
 * @param openLauncher called only when something is due, so that a run without work needs no sandbox
 * @throws Fatal from the launcher, after the launches under way were ended
 */
export async function launchDue(
  store: Store,
  openLauncher: () => Promise<DueLauncher>,
  context: StageContext,
  { concurrency, ...choice }: LaunchOptions,
): Promise<LaunchCounts> {
  const { report } = context;
  const { chosen, matching, stock, heldBack } = dueLaunches(store, choice);
  const due = chosen.map(({ plan, ...item }) => ({ ...item, plan: ServerPlan.parse(JSON.parse(plan)) }));
  const counts: LaunchCounts = {
    launched: 0,
    listed: 0,
    failed: 0,
    toolsAdded: 0,
    toolsChanged: 0,
    toolsRemoved: 0,
  };
  // Due, but their namespace has had its launches of the day.
  if (heldBack > 0) counts['heldBack'] = heldBack;
  report({ kind: 'begin', stage: 'launch', total: due.length });
  if (matching < stock) {
    const text = `${matching} of ${stock} servers that can be launched match, ${due.length} of them are launched now`;
    report({ kind: 'step', stage: 'launch', done: 0, text });
  }
  if (due.length > 0) {
    const launcher = await openLauncher();
    try {
      await launchAll(store, launcher, due, context, concurrency, counts);
    } finally {
      await launcher.close();
    }
  }
  report({ kind: 'end', stage: 'launch', counts });
  return counts;
}

async function launchAll(
  store: Store,
  launcher: DueLauncher,
  due: readonly DueLaunch[],
  context: StageContext,
  concurrency: number,
  counts: LaunchCounts,
): Promise<void> {
  const broken = new AbortController();
  const orStopped = AbortSignal.any([context.signal, broken.signal]);
  let failure: unknown;
  let running = 0;
  const sayStopping = () => {
    if (running === 0) return;
    const text = `stopping: ${running} under way, which end first; interrupt again to stop at once`;
    context.report({ kind: 'step', stage: 'launch', done: 0, text });
  };
  const launchOne = async (item: DueLaunch) => {
    if (context.signal.aborted || broken.signal.aborted) return;
    const isLeft = launcher.resumes?.(item) === true;
    const signal = isLeft ? orStopped : broken.signal;
    running += Number(!isLeft);
    try {
      const outcome = await launcher.launch(item.plan, signal, item);
      // Counted back, because an item may have waited for a worker for a long time before it started.
      const startedAt = new Date(Date.now() - outcome.fetchMs - outcome.launchMs).toISOString();
      const text = store.transaction(() => {
        if (!store.plans.awaits(item)) return `${item.name}: not stored, because its plan changed meanwhile`;
        record(store, context, item, startedAt, outcome, counts);
        return describe(item, outcome);
      });
      launcher.stored?.(item);
      context.report({ kind: 'step', stage: 'launch', done: 1, text });
    } catch (error) {
      // An error is no server's fault and ends the run, once the other launches are ended too: they need the launcher and
      // the store until then. What those throw is only that they were ended; their plans stay due.
      if (signal.aborted || (context.signal.aborted && error === context.signal.reason)) return;
      failure = error;
      broken.abort();
    } finally {
      running -= Number(!isLeft);
    }
  };
  context.signal.addEventListener('abort', sayStopping, { once: true });
  await pMap(due, launchOne, { concurrency });
  context.signal.removeEventListener('abort', sayStopping);
  if (failure !== undefined) throw failure;
}

function record(
  store: Store,
  { runId }: StageContext,
  item: DueLaunch,
  startedAt: string,
  outcome: LaunchOutcome,
  counts: LaunchCounts,
): void {
  const { serverId, planHash, plan, reason, last } = item;
  const failures = last?.planHash === planHash ? last.failures : 0;
  const next = nextLaunch(plan, outcome, failures, Date.now());
  const launchId = store.launches.record({ serverId, runId, planHash, startedAt, ...next, reason, outcome });
  counts.launched += 1;
  recordStatement(store, outcome.way ?? plan[0]!, outcome, startedAt);
  if (outcome.code !== 'listed') {
    // The last good list stays, with its date.
    counts.failed += 1;
    recordFallback(store, item, outcome, startedAt);
    return;
  }
  counts.listed += 1;
  const list = store.tools.replaceList({
    serverId,
    tools: outcome.tools,
    source: outcome.toolSource ?? 'live',
    launchId,
    packageVersion: outcome.fetched?.version ?? null,
    at: startedAt,
    conditions: new Map(outcome.conditional?.map(({ name, condition }) => [name, condition])),
  });
  counts.toolsAdded += list.added;
  counts.toolsChanged += list.changed;
  counts.toolsRemoved += list.removed;
}

/** Tools that are known without the server. A worker's word about the way that had them counts as far as the plan has it. */
function recordFallback(
  store: Store,
  { serverId, plan }: DueLaunch,
  { way, fallback }: LaunchOutcome,
  at: string,
): void {
  if (fallback === undefined) return;
  const { source, tools, version } = fallback;
  const ways = new Set(plan.map(originOfWay));
  const named = [fallback.way, way, plan[0]].flatMap((known) => (known === undefined ? [] : [originOfWay(known)]));
  const origin = named.find((known) => ways.has(known))!;
  recordUnheard(store, { serverId, source, origin, tools, version, at });
}

function describe({ name, plan }: DueLaunch, outcome: LaunchOutcome): string {
  const way = outcome.way ?? plan[0]!;
  const others = plan.length > 1 ? ` of ${plan.length} ways` : '';
  const version = outcome.fetched === undefined ? '' : `@${outcome.fetched.version}`;
  const what = `${name} (${way.kind} ${way.identifier}${version}${others})`;
  if (outcome.code !== 'listed') return `${what}: ${outcome.code} – ${outcome.detail}`;
  const refused = outcome.malformed.length === 0 ? '' : `, ${outcome.malformed.length} malformed`;
  return `${what}: ${outcome.tools.length} tools${refused} in ${outcome.launchMs} ms (fetched in ${outcome.fetchMs} ms)`;
}
