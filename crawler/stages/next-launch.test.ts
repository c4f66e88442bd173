import { describe, expect, it } from 'vitest';
import { OUTCOME_TABLE, type OutcomeCode } from '../../catalog/model/launch.ts';
import { launchOutcome, launchPlan } from '../../test/launch-outcome.ts';
import { nextLaunch } from './next-launch.ts';

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Milliseconds from now, and the failures in a row. */
function next(code: OutcomeCode, { version = '1.0.0', failures = 0 } = {}): [number, number] {
  const result = nextLaunch(launchPlan(version), launchOutcome(code), failures, NOW);
  return [Date.parse(result.notBefore) - NOW, result.failures];
}

const CODES = Object.keys(OUTCOME_TABLE) as OutcomeCode[];
const passing = CODES.filter((code) => OUTCOME_TABLE[code].retry === 'later');
const lasting = CODES.filter((code) => OUTCOME_TABLE[code].retry !== 'later');

describe('crawler/stages/next-launch.test.ts', () => {
  it.each(passing)('tries again after %s: soon at first, then less and less often', (code) => {
    const pauses = [0, 1, 2, 3, 7, 8, 20, 2000].map((failures) => next(code, { failures }));
    expect(pauses.map(([ms]) => ms / HOUR)).toEqual([1, 2, 4, 8, 128, 168, 168, 168]);
    expect(pauses.map(([, failures]) => failures)).toEqual([1, 2, 3, 4, 8, 9, 21, 2001]);
  });

  it.each(lasting)('looks at %s again as often as at a good list, and forgets earlier failures', (code) => {
    expect(next(code, { failures: 5 })).toEqual([30 * DAY, 0]);
    expect(next(code, { version: 'latest', failures: 5 })).toEqual([DAY, 0]);
  });

  it.each(['1.0.0', '0.0.1-beta.2', 'v1.2.3', '=1.2.3', ' 1.2.3', '1.2.3+build'])('%j is an exact version', (version) =>
    expect(next('listed', { version })).toEqual([30 * DAY, 0]),
  );

  it.each(['latest', 'next', 'beta-1.2.3', 'v1'])('%j is a tag', (version) =>
    expect(next('listed', { version })).toEqual([DAY, 0]),
  );
});
