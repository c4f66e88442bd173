import { PLAN_WAYS, type LaunchPlan, type OutcomeCode, type ServerPlan } from '../../../catalog/model/launch.ts';
import type { PackageSpec, ServerJson } from '../../../catalog/model/server-json.ts';
import { planMcpb } from './plan-mcpb.ts';
import { planNpm } from './plan-npm.ts';
import { planOci } from './plan-oci.ts';
import { planPypi } from './plan-pypi.ts';
import { planRemote } from './plan-remote.ts';
import type { PlannedWay } from './planned-way.ts';
import { valueProblem } from './value-problem.ts';

/** Why there is nothing to launch; `code` and `detail` go into the outcome as they are. */
export interface NoPlan {
  code: Extract<OutcomeCode, 'unsupported-kind' | 'refused'>;
  detail: string;
}

/** By `registryType`, with the other spellings that records use. */
const PACKAGES: Record<string, (spec: PackageSpec) => PlannedWay> = {
  npm: planNpm,
  pypi: planPypi,
  mcpb: planMcpb,
  oci: planOci,
  docker: planOci,
};

/**
 * Decides by which ways a server is launched, in the order of trying: packages that speak over standard input and output,
 * packages that serve HTTP, addresses where somebody else runs it; each group in the order of the record. Pure; nothing is
 * fetched. What declares tools, or has them in its source, is used where no way lists any, and needs no plan.
 */
export function planLaunch(server: ServerJson): { plan: ServerPlan } | NoPlan {
  const stdio = (spec: PackageSpec) => spec.transport.type.toLowerCase() === 'stdio';
  const packages = [...server.packages.filter(stdio), ...server.packages.filter((spec) => !stdio(spec))];
  const planned = [...packages.flatMap(planPackage), ...server.remotes.map(planRemote)];
  const [first, ...others] = distinct(planned.flatMap((way) => ('plan' in way ? [way.plan] : []))).slice(0, PLAN_WAYS);
  if (first !== undefined) return { plan: [first, ...others] };
  const problem = planned.find((way) => 'problem' in way)?.problem;
  return problem === undefined
    ? { code: 'unsupported-kind', detail: offersInstead(server) }
    : { code: 'refused', detail: problem };
}

/** Nothing for a kind that is not launched. */
function planPackage(spec: PackageSpec): PlannedWay[] {
  const kind = spec.registryType.toLowerCase();
  if (!Object.hasOwn(PACKAGES, kind)) return [];
  const problem = valueProblem(spec);
  return [problem === undefined ? PACKAGES[kind]!(spec) : { problem }];
}

/** Records name one package several times, for several transports or runtimes; it is fetched once. */
function distinct(plans: LaunchPlan[]): LaunchPlan[] {
  const seen = new Set<string>();
  return plans.filter(({ kind, identifier }) => {
    const key = `${kind} ${identifier}`;
    return !seen.has(key) && seen.add(key);
  });
}

function offersInstead(server: ServerJson): string {
  const kinds = server.packages.map((p) => `${p.registryType} over ${p.transport.type}`);
  const all = [...new Set(kinds)].sort();
  return all.length === 0 ? 'It names no package and no remote.' : `It offers only: ${all.slice(0, 10).join(', ')}.`;
}
