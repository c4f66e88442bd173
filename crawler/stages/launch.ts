import pMap from 'p-map';
import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { DueLaunch } from '../../catalog/store/plans.ts';
import type { DueLauncher } from '../launch/due-launcher.ts';
import { nextLaunch } from './next-launch.ts';
import { fairShare, LAUNCHES_PER_DAY } from './fair-share.ts';
import { recordStatement } from './record-statement.ts';
import { recordUnheard } from './record-unheard.ts';
import type { StageContext } from './report.ts';

export interface LaunchCounts extends Record<string, number> {
  launched: number;
  listed: number;
  failed: number;
  toolsAdded: number;
  toolsChanged: number;
  toolsRemoved: number;
}

export interface LaunchOptions {
  /** Servers that run at the same time. */
  concurrency: number;
  /** Launch at most so many servers now. */
  limit?: number | undefined;
  /** Launch also what failed before and is not due yet. */
  retryFailed?: boolean | undefined;
  /** Launches per namespace and day; 0 is no limit. */
  perNamespace?: number | undefined;
}

/**
 * Launches what is due, a few at a time, and stores each outcome with its tools in one transaction: a launch is either
 * stored whole or, when the process dies, repeated by the next run.
 *
 * @param openLauncher called only when something is due, so that a run without work needs no sandbox
 * @throws Fatal from the launcher, after the launches under way were ended
 */
export async function launchDue(
  store: Store,
  openLauncher: () => Promise<DueLauncher>,
  context: StageContext,
  { concurrency, limit, retryFailed, perNamespace = LAUNCHES_PER_DAY }: LaunchOptions,
): Promise<LaunchCounts> {
  const { report } = context;
  const dayAgo = new Date(Date.now() - 24 * 3_600_000).toISOString();
  const { due: fair, heldBack } = fairShare(
    store.plans.due(new Date().toISOString(), { retryFailed }),
    store.launches.serversSince(dayAgo),
    perNamespace,
  );
  const due = fair.slice(0, limit);
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
  const signal = AbortSignal.any([context.signal, broken.signal]);
  let failure: unknown;
  const launchOne = async (item: DueLaunch) => {
    if (signal.aborted) return;
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
      // Interrupted: the attempt is forgotten, the plan stays due. Anything else is no server's fault and ends the run,
      // once the other launches are ended too: they need the launcher and the store until then.
      if (signal.aborted) return;
      failure = error;
      broken.abort();
    }
  };
  await pMap(due, launchOne, { concurrency });
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
  const { serverId, planHash, plan } = item;
  const next = nextLaunch(plan, outcome, item.failures, Date.now());
  const launchId = store.launches.record({ serverId, runId, planHash, startedAt, ...next, outcome });
  counts.launched += 1;
  recordStatement(store, outcome.way ?? plan[0]!, outcome, startedAt);
  if (outcome.code !== 'listed') {
    // The last good list stays, with its date.
    counts.failed += 1;
    if (outcome.fallback !== undefined) recordUnheard(store, { serverId, at: startedAt, ...outcome.fallback });
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

function describe({ name, plan }: DueLaunch, outcome: LaunchOutcome): string {
  const way = outcome.way ?? plan[0]!;
  const others = plan.length > 1 ? ` of ${plan.length} ways` : '';
  const version = outcome.fetched === undefined ? '' : `@${outcome.fetched.version}`;
  const what = `${name} (${way.kind} ${way.identifier}${version}${others})`;
  if (outcome.code !== 'listed') return `${what}: ${outcome.code} – ${outcome.detail}`;
  const refused = outcome.malformed.length === 0 ? '' : `, ${outcome.malformed.length} malformed`;
  return `${what}: ${outcome.tools.length} tools${refused} in ${outcome.launchMs} ms (fetched in ${outcome.fetchMs} ms)`;
}
