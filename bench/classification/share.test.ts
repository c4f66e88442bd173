import { describe, expect, test } from 'vitest';
import { fraction, share } from './share.ts';

describe('bench/classification/share.ts', () => {
  // Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17 (1998), table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [1, 29, 0.0061, 0.1718],
  ])('the Wilson interval of %i of %i', (part, of, low, high) => {
    expect(share(part, of)).toEqual({ part, of, low, high });
  });

  test('nothing in n is bounded by about 3/n, and everything in n likewise', () => {
    expect(share(0, 600)).toEqual({ part: 0, of: 600, low: 0, high: 0.005 });
    expect(share(600, 600)).toEqual({ part: 600, of: 600, low: 0.995, high: 1 });
    expect(share(0, 90).high).toBeCloseTo(3 / 90, 2);
    expect(share(0, 1)).toMatchObject({ low: 0, high: 0.95 });
  });

  test('of nothing, nothing is known', () => {
    expect(share(0, 0)).toEqual({ part: 0, of: 0, low: 0, high: 1 });
    expect(fraction(share(0, 0))).toBe(0);
    expect(fraction(share(1, 4))).toBe(0.25);
  });

  test('a part greater than the whole is an error', () => {
    expect(() => share(2, 1)).toThrow(RangeError);
    expect(() => share(-1, 1)).toThrow(RangeError);
  });
});
