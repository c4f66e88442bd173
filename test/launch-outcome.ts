import type { LaunchOutcome, ServerPlan } from '../catalog/model/launch.ts';

/** An outcome as a launch gives it, with the parts that a test is about. */
export function launchOutcome(code: LaunchOutcome['code'], parts: Partial<LaunchOutcome> = {}): LaunchOutcome {
  const times = { fetchMs: 1, launchMs: 2, attempts: [], stderrTail: '', strayLines: 0, isolation: 'none' };
  return { code, detail: `ended as ${code}`, tools: [], malformed: [], ...times, ...parts };
}

/** A plan with one way, an npm package. */
export function launchPlan(version = '1.0.0', identifier = 'example'): ServerPlan {
  return [{ kind: 'npm', identifier, version, arguments: [], environment: [] }];
}
