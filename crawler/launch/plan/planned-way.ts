import type { LaunchPlan } from '../../../catalog/model/launch.ts';
import type { PackageSpec } from '../../../catalog/model/server-json.ts';

/** What a kind's planner makes of one package or remote of a record: a way to try, or why it is none. */
export type PlannedWay = { plan: LaunchPlan } | { problem: string };

/** What the record says about arguments and variables. */
export function startOf(spec: PackageSpec) {
  return { arguments: spec.packageArguments ?? [], environment: spec.environmentVariables ?? [] };
}

/** A stranger's text for a sentence: quoted, and not longer than one line. */
export function shown(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
