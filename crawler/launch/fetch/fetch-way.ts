import type { LaunchPlan } from '../../../catalog/model/launch.ts';
import type { LaunchContext } from '../launch-context.ts';
import type { FetchFailure } from './fetch-failure.ts';
import type { FetchedWay } from './fetched-way.ts';
import { fetchMcpbWay } from './mcpb/fetch-mcpb-way.ts';
import { fetchNpmWay } from './npm/fetch-npm-way.ts';
import { fetchOciWay } from './oci/fetch-oci-way.ts';
import { fetchPypiWay } from './pypi/fetch-pypi-way.ts';

/**
 * Fetches what a way names, running none of its code.
 *
 * @param wayDir an existing empty directory of our own; the caller removes it
 * @throws what `signal` was aborted with; SandboxFailed
 */
export function fetchWay(
  context: LaunchContext,
  plan: Exclude<LaunchPlan, { kind: 'remote' }>,
  wayDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  if (plan.kind === 'npm') return fetchNpmWay(context, plan, wayDir, signal);
  if (plan.kind === 'pypi') return fetchPypiWay(context, plan, wayDir, signal);
  return plan.kind === 'oci' ? fetchOciWay(context, plan, wayDir, signal) : fetchMcpbWay(context, plan, wayDir, signal);
}
