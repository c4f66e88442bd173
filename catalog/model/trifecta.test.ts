import { expect, test } from 'vitest';
import { LEG_TABLE, LEGS, legsOf } from './trifecta.ts';

test.each([
  [[], []],
  [['secrets', 'bulk', 'admin'], []],
  [['private-data'], ['private-data']],
  [
    ['untrusted-content', 'sends'],
    ['untrusted-content', 'way-out'],
  ],
  [['freeform-url'], ['untrusted-content', 'way-out']],
  [['freeform-shell'], ['private-data', 'untrusted-content', 'way-out']],
] as const)('%j: %j', (facets, legs) => {
  expect(legsOf(facets)).toEqual(legs);
});

test('every leg has a facet and a meaning', () => {
  for (const leg of LEGS) expect(LEG_TABLE[leg].facets.length * LEG_TABLE[leg].meaning.length).toBeGreaterThan(0);
});
