import type { Severity } from '../catalog/model/detections.ts';
import { count } from './words.ts';

const WORST_FIRST: readonly Severity[] = ['high', 'medium', 'low', 'info'];

/**
 * `3 findings across servers: 1 medium, 2 info`.
 *
 * @param where what was looked at, in words
 */
export function findingsLine(
  findings: readonly { severity: Severity; count: number }[],
  where: 'in definitions' | 'across servers',
): string {
  const by = WORST_FIRST.map((severity) => ({
    severity,
    n: findings.reduce((sum, row) => sum + (row.severity === severity ? row.count : 0), 0),
  })).filter(({ n }) => n > 0);
  const total = by.reduce((sum, { n }) => sum + n, 0);
  const parts = by.map(({ severity, n }) => `${n} ${severity}`).join(', ');
  return `${count(total, 'finding')} ${where}${total === 0 ? '' : `: ${parts}`}`;
}
