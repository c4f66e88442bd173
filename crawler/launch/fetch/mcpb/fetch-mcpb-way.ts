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

/** Fetches an MCPB bundle and unpacks it; nothing of it is run. @throws what `signal` was aborted with */
export async function fetchMcpbWay(
  { web, limits }: LaunchContext,
  plan: Extract<LaunchPlan, { kind: 'mcpb' }>,
  wayDir: string,
  signal: AbortSignal,
): Promise<FetchedWay | FetchFailure> {
  const file = path.join(wayDir, 'bundle');
  const failure = await downloadBundle(web, new URL(plan.identifier), file, limits, signal);
  if (failure !== undefined) return failure;
  const bounds = { ...BUNDLE_LIMITS, treeBytes: Math.min(BUNDLE_LIMITS.treeBytes, limits.treeBytes) };
  const bundle = await readBundle(file, { expected: plan.sha256, limits: bounds });
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
