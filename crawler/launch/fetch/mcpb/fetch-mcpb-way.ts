import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { LaunchPlan } from '../../../../catalog/model/launch.ts';
import { BUNDLE_LIMITS } from '../../../bundle/bundle-limits.ts';
import type { BundleProblem } from '../../../bundle/bundle-problem.ts';
import { readBundle } from '../../../bundle/read-bundle.ts';
import { unpackBundle } from '../../../bundle/unpack-bundle.ts';
import type { LaunchContext } from '../../launch-context.ts';
import { staticTools } from '../../static/static-tools.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import type { FetchedWay } from '../fetched-way.ts';
import { bundleStart } from './bundle-start.ts';
import { bundleStartable } from './bundle-startable.ts';
import { downloadBundle } from './download-bundle.ts';

const CODES: Record<BundleProblem['problem'], FetchFailure['code']> = {
  'not-a-bundle': 'install-failed',
  unsafe: 'unsafe-archive',
  'too-large': 'too-large',
  'wrong-hash': 'digest-mismatch',
};

const failureOf = ({ problem, detail }: BundleProblem): FetchFailure => ({
  code: CODES[problem],
  detail: `The bundle cannot be used: ${detail}.`,
});

type McpbPlan = Extract<LaunchPlan, { kind: 'mcpb' }>;

/** Fetches an MCPB bundle and unpacks it; nothing of it is run. @throws what `signal` was aborted with */
export async function fetchMcpbWay(
  context: LaunchContext,
  plan: McpbPlan,
  wayDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  // One clock over all of it: what a stranger has packed can take as long as what a stranger sends.
  const { fetchMs } = context.limits;
  using clock = context.watch.limit(fetchMs);
  try {
    return await fetchBundle(context, plan, wayDir, AbortSignal.any([signal, clock.signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (!clock.signal.aborted) throw error;
    return { code: 'fetch-timed-out', detail: `Downloading and unpacking the bundle took longer than ${fetchMs} ms.` };
  }
}

async function fetchBundle(
  { web, limits }: LaunchContext,
  plan: McpbPlan,
  wayDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  const file = path.join(wayDir, 'bundle');
  const failure = await downloadBundle(web, new URL(plan.identifier), file, limits, signal);
  if (failure !== undefined) return failure;
  const bounds = { ...BUNDLE_LIMITS, treeBytes: Math.min(BUNDLE_LIMITS.treeBytes, limits.treeBytes) };
  const bundle = await readBundle(file, { expected: plan.sha256, limits: bounds, signal });
  if ('problem' in bundle) return failureOf(bundle);
  const { manifest, sha256, declaredTools } = bundle;
  const tree = path.join(wayDir, 'tree');
  await mkdir(tree, { mode: 0o755 });
  const unpacked = await unpackBundle(file, tree, { signal, limits: bounds });
  if ('problem' in unpacked) return failureOf(unpacked);

  const start = bundleStart(manifest, plan);
  if ('code' in start) return start;
  const startable = await bundleStartable(tree, manifest, start);
  if ('code' in startable) return startable;
  const { version } = manifest;
  const integrity = `sha256-${Buffer.from(sha256, 'hex').toString('base64')}`;
  return {
    fetched: { identifier: plan.identifier, version, integrity, packages: 1, bytes: unpacked.bytes },
    startable,
    declared: start.declared,
    fallback: async () =>
      declaredTools === undefined
        ? staticTools(tree, version)
        : { source: 'declared', tools: declaredTools.tools, version },
  };
}
