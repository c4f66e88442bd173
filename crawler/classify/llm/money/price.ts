import type { Usage } from '../answer/read-completion.ts';

/** US dollars per million tokens. */
export interface Price {
  input: number;
  /** Input that the provider had in its cache. */
  cached: number;
  /** Input that it put there; the dearer one of this and `input` counts for the worst case. */
  cacheWrite: number;
  output: number;
}

/** Amounts are whole billionths of a US dollar: sums of them are exact. */
const NANO = 1e9;

/** Requests of the provider's batch interface cost half (https://help.openai.com/en/articles/9197833-batch-api-faq). */
const BATCH_SHARE = 0.5;

/** What a request cost by its usage, rounded up, in billionths of a US dollar. */
export function costOf({ input, cached, cacheWrite, output }: Usage, price: Price, kind: 'sync' | 'batch'): number {
  const full = Math.max(0, input - cached - cacheWrite);
  const dollars =
    (full * price.input + cached * price.cached + cacheWrite * price.cacheWrite + output * price.output) / 1e6;
  return nano(dollars * (kind === 'batch' ? BATCH_SHARE : 1));
}

/** The most that a request with at most so many tokens can cost. */
export function worstCost(input: number, output: number, price: Price, kind: 'sync' | 'batch'): number {
  const dearest = Math.max(price.input, price.cached, price.cacheWrite);
  const usage = { input, cached: 0, cacheWrite: 0, output };
  return costOf(usage, { ...price, input: dearest }, kind);
}

/** Dollars as billionths, rounded up; what is off by the last bit of a floating-point number is not a billionth more. */
export function nano(dollars: number): number {
  return Math.ceil(Math.round(dollars * NANO * 1000) / 1000);
}

/** An amount for people: `$0.0123`, `$12.35`. */
export function inDollars(amount: number): string {
  const dollars = amount / NANO;
  if (dollars === 0) return '$0';
  return `$${dollars < 0.01 ? dollars.toPrecision(2) : dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}
