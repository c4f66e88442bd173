import path from 'node:path';
import type { LaunchPlan } from '../../../../catalog/model/launch.ts';
import type { LaunchContext } from '../../launch-context.ts';
import { staticTools } from '../../static/static-tools.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import type { FetchedWay } from '../fetched-way.ts';
import { fetchPackage } from './fetch-npm.ts';
import { npmStartable } from './npm-startable.ts';

/** Fetches an npm package, ready for the ladder. @throws what `signal` was aborted with; SandboxFailed */
export async function fetchNpmWay(
  context: LaunchContext,
  plan: Extract<LaunchPlan, { kind: 'npm' }>,
  itemDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  const tree = await fetchPackage(context, plan, itemDir, signal);
  if ('code' in tree) return tree;
  const { identifier, version } = tree.fetched;
  return {
    fetched: tree.fetched,
    startable: await npmStartable(context, tree, itemDir),
    fallback: () => staticTools(path.join(tree.tree, 'node_modules', identifier), version),
  };
}
