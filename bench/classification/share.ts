import { z } from 'zod';

/** Two-sided 95 % of a normal distribution. */
const Z = 1.959963984540054;

/** A part of a whole with its 95 % confidence interval, as fractions rounded to four digits. */
export const Share = z.strictObject({
  part: z.int().min(0),
  of: z.int().min(0),
  low: z.number().min(0).max(1),
  high: z.number().min(0).max(1),
});
export type Share = z.infer<typeof Share>;

/**
 * The share with its Wilson score interval (https://en.wikipedia.org/wiki/Binomial_proportion_confidence_interval). Where
 * nothing was seen in n, or nothing was missed, only one end is open; there it is the one-sided bound 1 − 0.05^(1/n), which
 * the rule of three puts at 3/n (https://en.wikipedia.org/wiki/Rule_of_three_(statistics)).
 *
 * @throws RangeError when `part` is no part of `of`
 */
export function share(part: number, of: number): Share {
  if (!Number.isInteger(part) || !Number.isInteger(of) || part < 0 || part > of) {
    throw new RangeError(`${part} is no part of ${of}`);
  }
  if (of === 0) return { part, of, low: 0, high: 1 };
  if (part === 0) return { part, of, low: 0, high: rounded(1 - 0.05 ** (1 / of)) };
  if (part === of) return { part, of, low: rounded(0.05 ** (1 / of)), high: 1 };
  const p = part / of;
  const scale = 1 + Z ** 2 / of;
  const centre = (p + Z ** 2 / (2 * of)) / scale;
  const half = (Z * Math.sqrt((p * (1 - p)) / of + Z ** 2 / (4 * of ** 2))) / scale;
  return { part, of, low: rounded(Math.max(0, centre - half)), high: rounded(Math.min(1, centre + half)) };
}

/** The fraction itself; of nothing it is 0. */
export function fraction({ part, of }: Share): number {
  return of === 0 ? 0 : part / of;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
