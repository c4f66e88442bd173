import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import { bareOutcome } from '../launch/bare-outcome.ts';
import { cleanText } from '../launch/clean-text.ts';

/** The outcome of an attempt that no worker brought to an end. */
export function unlaunched(code: 'worker-lost' | 'worker-failed', detail: string): LaunchOutcome {
  return bareOutcome(code, cleanText(detail).slice(0, 300), 'unknown');
}
