import { ServerPlan } from '../../catalog/model/launch.ts';

/** A version as the planner lets it through: `v1.2.3` and `=1.2.3` are exact as well. */
const EXACT = /^[\sv=]*\d+\.\d+\.\d+/;

/**
 * Whether every way of a plan leads to the same thing each time.
 *
 * @param plan the plan, or its JSON
 * @throws ZodError when the JSON is no plan
 */
export function isPinned(plan: ServerPlan | string): boolean {
  const ways = typeof plan === 'string' ? ServerPlan.parse(JSON.parse(plan)) : plan;
  return ways.length > 0 && ways.every(isPinnedWay);
}

/** An exact version, an image by digest, a file by hash. Tags are moved, and remote servers change as their owners like. */
function isPinnedWay(way: ServerPlan[number]): boolean {
  if (way.kind === 'remote') return false;
  if (way.kind === 'oci') return way.version.startsWith('sha256:');
  if (way.kind === 'mcpb') return way.sha256 !== undefined;
  return way.kind === 'pypi' ? way.version !== 'latest' : EXACT.test(way.version);
}
