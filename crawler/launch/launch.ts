import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { LaunchOutcome, LaunchPlan, ServerPlan } from '../../catalog/model/launch.ts';
import { Fatal } from '../../catalog/errors.ts';
import { bareOutcome } from './bare-outcome.ts';
import { startStopwatch } from '../http/stopwatch.ts';
import { cleanText } from './clean-text.ts';
import { SandboxFailed } from './fetch/fetch-failure.ts';
import { fetchWay } from './fetch/fetch-way.ts';
import { climb } from './ladder/climb.ts';
import type { LaunchContext, RunContext } from './launch-context.ts';
import { listRemote } from './remote/list-remote.ts';
import { troubleOf } from './trouble-of.ts';

/**
 * Tries the ways of a plan in order until one lists the server's tools. Otherwise the first way, which its author names
 * first, is what the outcome is about; tools that are known without the server go with it.
 *
 * @param itemDir an empty directory for this launch; the caller removes it
 * @throws what `signal` was aborted with
 */
export async function launch(
  run: RunContext,
  plan: ServerPlan,
  itemDir: string,
  signal: AbortSignal,
): Promise<LaunchOutcome> {
  // Waiting for a host's turn is not the server's doing.
  const watch = startStopwatch();
  const context = { ...run, watch, web: run.web.pausing(watch), npmRegistry: run.npmRegistry.pausing(watch) };
  const outcomes: LaunchOutcome[] = [];
  for (const [index, way] of plan.entries()) {
    if (index > 0 && watch.elapsedMs() > run.limits.serverMs) break;
    const wayDir = path.join(itemDir, String(index));
    await mkdir(wayDir, { mode: 0o711 });
    const outcome = await launchWay(context, way, wayDir, signal);
    outcomes.push(outcome);
    if (outcome.code === 'listed') break;
  }
  return summed(outcomes, plan.length > 1);
}

function summed(outcomes: readonly LaunchOutcome[], several: boolean): LaunchOutcome {
  const deciding = outcomes.find(({ code }) => code === 'listed') ?? outcomes[0]!;
  // Declared before found in code, whichever way had them.
  const fallbacks = outcomes.flatMap(({ fallback }) => fallback ?? []);
  const fallback = fallbacks.find(({ source }) => source === 'declared') ?? fallbacks[0];
  return {
    ...deciding,
    attempts: outcomes.flatMap(({ way, attempts, code, detail }) => {
      // A way that was never started has no attempt, but where there are several, its ending is to be seen.
      const ended = attempts.length === 0 && several ? [{ profile: 'none', code, detail }] : attempts;
      return several ? ended.map((attempt) => ({ kind: way?.kind, ...attempt })) : ended;
    }),
    fallback: deciding.code === 'listed' ? undefined : fallback,
    authorization: deciding.authorization ?? outcomes.find(({ authorization }) => authorization)?.authorization,
    fetchMs: outcomes.reduce((sum, { fetchMs }) => sum + fetchMs, 0),
    launchMs: outcomes.reduce((sum, { launchMs }) => sum + launchMs, 0),
  };
}

/** Trouble that every launch would have. Anything else may be one server's doing, and must not end the run for the others. */
function isOfMachine(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? '';
  return error instanceof Fatal || ['ENOSPC', 'EDQUOT', 'EMFILE', 'ENFILE', 'ENOMEM', 'EROFS'].includes(code);
}

async function launchWay(
  context: LaunchContext,
  plan: LaunchPlan,
  wayDir: string,
  signal: AbortSignal,
): Promise<LaunchOutcome> {
  const self = { kind: plan.kind, identifier: plan.identifier };
  const blank: LaunchOutcome = { ...bareOutcome('sandbox-failed', '', context.jail.description), way: self };
  const { watch } = context;
  const started = watch.elapsedMs();
  const since = (start: number) => Math.round(watch.elapsedMs() - start);
  try {
    if (plan.kind === 'remote') {
      const listed = await listRemote(context, plan, signal);
      return { ...blank, ...listed, launchMs: since(started), isolation: 'remote' };
    }
    const way = await fetchWay(context, plan, wayDir, signal);
    const fetchMs = since(started);
    if ('code' in way) return { ...blank, ...way, fetchMs };
    const launching = watch.elapsedMs();
    const { jail, limits, alone } = context;
    const climbed = await climb(jail, way.startable, way.declared ?? plan, limits, signal, alone);
    const known = climbed.code === 'listed' ? undefined : await way.fallback();
    const fallback = known && { ...known, way: self };
    return { ...blank, ...climbed, fallback, fetched: way.fetched, fetchMs, launchMs: since(launching) };
  } catch (error) {
    if (signal.aborted || isOfMachine(error)) throw error;
    const reason = troubleOf(error);
    const detail = error instanceof SandboxFailed ? reason : `What it offers could not be handled: ${reason}`;
    return { ...blank, detail: cleanText(detail).slice(0, 300), fetchMs: since(started) };
  }
}
