import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import { cleanText } from '../launch/clean-text.ts';

/** The outcome of an attempt that no worker brought to an end. */
export function unlaunched(code: 'worker-lost' | 'worker-failed', detail: string): LaunchOutcome {
  return {
    code,
    detail: cleanText(detail).slice(0, 300),
    tools: [],
    malformed: [],
    fetchMs: 0,
    launchMs: 0,
    attempts: [],
    stderrTail: '',
    strayLines: 0,
    isolation: 'unknown',
  };
}
