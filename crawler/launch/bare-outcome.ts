import type { LaunchOutcome } from '../../catalog/model/launch.ts';

/** An outcome of which nothing is known but how it ended: nothing was started, listed or said. */
export function bareOutcome(code: LaunchOutcome['code'], detail: string, isolation: string): LaunchOutcome {
  return {
    code,
    detail,
    tools: [],
    malformed: [],
    fetchMs: 0,
    launchMs: 0,
    attempts: [],
    stderrTail: '',
    strayLines: 0,
    isolation,
  };
}
