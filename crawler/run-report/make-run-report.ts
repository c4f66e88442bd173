import { definitionDiff } from '../../catalog/definition-diff/definition-diff.ts';
import type { RunReport } from '../../catalog/model/run-report.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { ChangedTool, RunChanges } from '../../catalog/store/run-changes.ts';
import type { LaunchOfRun } from '../../catalog/store/run-reports.ts';
import type { Run } from '../../catalog/store/runs.ts';
import { dueLaunches } from '../stages/launch-order/due-launches.ts';
import { groupLaunches } from './group-launches.ts';

/** Servers and tools that are named in a report; all are counted. */
const NAMED = 100;
const SLOWEST = 10;
/** Changes of one tool that are put into words. */
const SAID = 3;

/** A registry that could not be listed to the end. */
export interface RegistryProblem {
  registry: string;
  message: string;
}

/**
 * Makes the report of a run.
 *
 * @param changed whether `store.runChanges.begin()` was called when the run began; the report of a killed run, which is made
 *   afterwards, has no changes
 */
export function makeRunReport(
  store: Store,
  run: Run,
  { changed, problems = [] }: { changed: boolean; problems?: readonly RegistryProblem[] },
): RunReport {
  const launches = store.runReports.launchesOf(run.id);
  const { id, command, status, startedAt, endedAt } = run;
  return {
    run: { id, command, status, startedAt, endedAt },
    registries: registriesOf(run, problems),
    launches: { ...launchFigures(launches), left: dueLaunches(store).chosen.length },
    ...(changed ? { changes: withWords(store, store.runChanges.since(NAMED)) } : {}),
  };
}

/** `{"discover official.entries": 3}` is how a run counts what a registry listed; `accept official`, what it was told is gone. */
function registriesOf({ counts }: Run, problems: readonly RegistryProblem[]): RunReport['registries'] {
  const found = new Map<string, RunReport['registries'][number]>();
  const of = (id: string) => {
    const row = found.get(id) ?? { id, entries: 0, changed: 0, refused: 0, withdrawn: 0, kept: 0 };
    found.set(id, row);
    return row;
  };
  for (const [key, n] of Object.entries(counts)) {
    const [, id, field] = /^(?:discover|accept) (.*)\.(entries|changed|refused|withdrawn|kept)$/.exec(key) ?? [];
    if (id !== undefined) of(id)[field as 'entries'] += n;
  }
  for (const { registry, message } of problems) of(registry).problem = message;
  return [...found.values()];
}

function launchFigures(launches: readonly LaunchOfRun[]): Omit<RunReport['launches'], 'left'> {
  const ms = launches.map(({ fetchMs, launchMs }) => fetchMs + launchMs).toSorted((a, b) => a - b);
  const grouped = (keysOf: (launch: LaunchOfRun) => readonly string[]) => groupLaunches(launches, keysOf);
  return {
    launched: launches.length,
    listed: launches.filter(({ code }) => code === 'listed').length,
    totalMs: ms.reduce((sum, one) => sum + one, 0),
    medianMs: ms[Math.floor(ms.length / 2)] ?? 0,
    byOutcome: grouped(({ code }) => [code]).map(({ key: code, launched }) => ({ code, launched })),
    byReason: grouped(({ reason }) => [reason ?? 'unknown']).map(({ key: reason, ...rest }) => ({ reason, ...rest })),
    byKind: grouped(({ kind }) => [kind]).map(({ key: kind, ...rest }) => ({ kind, ...rest })),
    byRegistry: grouped(({ registries }) => registries).map(({ key: registry, ...rest }) => ({ registry, ...rest })),
    slowest: launches
      .toSorted((a, b) => b.fetchMs + b.launchMs - a.fetchMs - a.launchMs)
      .slice(0, SLOWEST)
      .map(({ name, slug, kind, code, fetchMs, launchMs }) => ({ name, slug, kind, code, fetchMs, launchMs })),
  };
}

function withWords(store: Store, { servers, tools }: RunChanges): RunReport['changes'] {
  const first = tools.changed.first.map((tool) => inWords(store, tool));
  return { servers, tools: { ...tools, changed: { count: tools.changed.count, first } } };
}

function inWords(store: Store, { server, slug, tool, before, after }: ChangedTool) {
  const [old, now] = [before, after].map((hash) => store.tools.definition(hash));
  const { changes = [] } = old === undefined || now === undefined ? {} : definitionDiff(old, now);
  const rank = { high: 3, medium: 2, low: 1, info: 0 };
  const gravest = changes.toSorted((a, b) => rank[b.severity] - rank[a.severity]);
  const severity = gravest[0]?.severity ?? ('info' as const);
  return { server, slug, tool, severity, says: gravest.slice(0, SAID).map(({ says }) => says) };
}
