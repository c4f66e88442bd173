import type { Severity } from '../../../catalog/model/detections.ts';

/**
 * Severities as labels; not those of hazards, which are no fault and stand beside a risk level that such a capability may have
 * raised.
 */
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  high: 'high severity',
  medium: 'medium severity',
  low: 'low severity',
  info: 'note',
};
