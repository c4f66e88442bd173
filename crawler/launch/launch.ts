import type { LaunchOutcome, LaunchPlan, OutcomeCode } from '../../catalog/model/launch.ts';
import { attemptStart, type Attempt } from './attempt.ts';
import { fetchPackage, type FetchContext, type FetchedTree } from './fetch/fetch.ts';
import { SandboxFailed } from './fetch/install.ts';
import { startProfiles, type StartProfile } from './profiles.ts';

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
    const climbed = await climb(context, plan, tree, signal);
    return { ...blank, ...climbed, fetched: tree.fetched, fetchMs, launchMs: since(launching) };
  } catch (error) {
    if (!(error instanceof SandboxFailed)) throw error;
    return { ...blank, detail: error.message.trim().slice(0, 300), fetchMs: since(started) };
  }
}

/** Endings that another way to start may change; the others say something about the package itself. */
const WORTH_ANOTHER_PROFILE = new Set<OutcomeCode>([
  'needs-env',
  'needs-arguments',
  'needs-config-file',
  'needs-network',
  'crashed',
  'exited-without-serving',
  'initialize-timed-out',
  'initialize-failed',
  'http-only',
  'list-timed-out',
  'list-failed',
  'list-needs-network',
  'empty-list',
]);

/** Tries the profiles in order until one lists; otherwise the documented start, the first one, is what counts. */
async function climb(
  { jail, limits }: FetchContext,
  plan: LaunchPlan,
  tree: FetchedTree,
  signal: AbortSignal,
): Promise<Partial<LaunchOutcome>> {
  const deadline = performance.now() + limits.ladderMs;
  const attempts: LaunchOutcome['attempts'] = [];
  let deciding: { start: StartProfile; attempt: Attempt } | undefined;
  for (const start of startProfiles(plan)) {
    if (deciding !== undefined && performance.now() + limits.attemptMs > deadline) break;
    const attempt = await attemptStart(jail, tree, start, limits, signal);
    attempts.push({ profile: start.profile.name, code: attempt.code, detail: attempt.detail });
    if (deciding === undefined || attempt.code === 'listed') deciding = { start, attempt };
    if (!WORTH_ANOTHER_PROFILE.has(attempt.code)) break;
  }
  const { start, attempt } = deciding!;
  const toolSource = attempt.code === 'listed' ? start.toolSource : undefined;
  return { ...attempt, profile: start.profile, toolSource, attempts };
}
