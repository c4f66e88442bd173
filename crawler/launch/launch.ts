import type { LaunchOutcome, LaunchPlan } from '../../catalog/model/launch.ts';
import { fetchPackage, type FetchContext } from './fetch/fetch.ts';
import { SandboxFailed } from './fetch/install.ts';
import { climb } from './ladder/climb.ts';
import { npmStartable } from './npm-startable.ts';

/**
 * Fetches a package and starts it by the ladder of profiles.
 *
 * @param itemDir an empty directory for this launch; the caller removes it
 * @throws what `signal` was aborted with
 */
export async function launch(
  context: FetchContext,
  plan: LaunchPlan,
  itemDir: string,
  signal: AbortSignal,
): Promise<LaunchOutcome> {
  const blank: LaunchOutcome = {
    code: 'sandbox-failed',
    detail: '',
    tools: [],
    malformed: [],
    fetchMs: 0,
    launchMs: 0,
    attempts: [],
    stderrTail: '',
    strayLines: 0,
    isolation: context.jail.description,
  };
  const started = performance.now();
  const since = (start: number) => Math.round(performance.now() - start);
  try {
    const tree = await fetchPackage(context, plan, itemDir, signal);
    const fetchMs = since(started);
    if ('code' in tree) return { ...blank, ...tree, fetchMs };
    const launching = performance.now();
    const climbed = await climb(
      context.jail,
      await npmStartable(context, tree, itemDir),
      plan,
      context.limits,
      signal,
      context.alone,
    );
    return { ...blank, ...climbed, fetched: tree.fetched, fetchMs, launchMs: since(launching) };
  } catch (error) {
    if (!(error instanceof SandboxFailed)) throw error;
    return { ...blank, detail: error.message.trim().slice(0, 300), fetchMs: since(started) };
  }
}
