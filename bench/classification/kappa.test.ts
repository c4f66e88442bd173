import { describe, expect, test } from 'vitest';
import { kappa } from './kappa.ts';

const pairs = (counts: [string, string, number][]) =>
  counts.flatMap(([a, b, count]) => Array.from({ length: count }, () => [a, b] as const));

describe('bench/classification/kappa.ts', () => {
  // The worked examples of https://en.wikipedia.org/wiki/Cohen%27s_kappa.
  test.each([
    ['of 50 proposals', [20, 5, 10, 15], 0.4],
    ['same agreement, even marginals', [45, 15, 25, 15], 0.13],
    ['same agreement, uneven marginals', [25, 35, 5, 35], 0.259],
  ] as const)('%s', (_, [yesYes, yesNo, noYes, noNo], expected) => {
    const seen = pairs([
      ['yes', 'yes', yesYes],
      ['yes', 'no', yesNo],
      ['no', 'yes', noYes],
      ['no', 'no', noNo],
    ]);
    expect(kappa(seen)).toBe(expected);
  });

  test('full agreement is 1, also with one answer only; full disagreement is negative', () => {
    expect(kappa(pairs([['a', 'a', 3]]))).toBe(1);
    expect(
      kappa(
        pairs([
          ['a', 'a', 3],
          ['b', 'b', 2],
        ]),
      ),
    ).toBe(1);
    expect(
      kappa(
        pairs([
          ['a', 'b', 2],
          ['b', 'a', 2],
        ]),
      ),
    ).toBe(-1);
    expect(kappa([])).toBeUndefined();
  });
});
