import { expect, test } from 'vitest';
import type { LaunchCandidate } from '../../../catalog/store/launch-candidates.ts';
import { estimateLaunches } from './estimate-launches.ts';

const server = (kind: string, ms?: number) =>
  ({ kind, last: ms === undefined ? undefined : { ms } }) as unknown as LaunchCandidate;

test('each server takes as long as last time, a new one as long as its kind, an unknown kind as long as all', () => {
  const known = [server('npm', 100), server('npm', 300), server('pypi', 2_000)];
  const chosen = [known[1]!, server('npm'), server('oci')];
  expect(estimateLaunches(known, chosen, 2)).toEqual({ each: [300, 200, 800], totalMs: 650, basedOn: 3 });
  // More slots than servers help nobody.
  expect(estimateLaunches(known, chosen, 64).totalMs).toBe(433);
});

test('nothing is known before the first launch, and nothing takes no time', () => {
  expect(estimateLaunches([server('npm')], [server('npm')], 1)).toEqual({
    each: [undefined],
    totalMs: undefined,
    basedOn: 0,
  });
  expect(estimateLaunches([server('npm', 9)], [], 2).totalMs).toBe(0);
});
