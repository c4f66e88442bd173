import type { Price } from './price.ts';

interface PriceRow extends Price {
  model: string;
  /** The public page that states it, and when it was read. */
  source: string;
  asOf: string;
}

/**
 * Prices of a few models of OpenAI that suit this work. They change: whoever needs to be sure gives `--price-in` and
 * `--price-out`.
 */
export const PRICES: readonly PriceRow[] = [
  {
    model: 'gpt-5-nano',
    input: 0.05,
    cached: 0.005,
    cacheWrite: 0.05,
    output: 0.4,
    source: 'https://developers.openai.com/api/docs/models/gpt-5-nano',
    asOf: '2026-11',
  },
  {
    model: 'gpt-5-mini',
    input: 0.25,
    cached: 0.025,
    cacheWrite: 0.25,
    output: 2,
    source: 'https://developers.openai.com/api/docs/pricing',
    asOf: '2026-11',
  },
  {
    model: 'gpt-5.4-mini',
    input: 0.75,
    cached: 0.075,
    cacheWrite: 0.75,
    output: 4.5,
    source: 'https://developers.openai.com/api/docs/pricing',
    asOf: '2026-11',
  },
  {
    model: 'gpt-5.6-luna',
    input: 0.2,
    cached: 0.02,
    // 1.25 times the input, by the same page.
    cacheWrite: 0.25,
    output: 1.2,
    source: 'https://developers.openai.com/api/docs/models/gpt-5.6-luna',
    asOf: '2026-11',
  },
];

const FREE: Price = { input: 0, cached: 0, cacheWrite: 0, output: 0 };

/**
 * What a model costs at a server: as the caller says, else by the table for OpenAI itself, else nothing on one's own network;
 * `undefined` where nobody knows.
 */
export function priceOf(model: string, baseUrl: string, given?: { input: number; output: number }): Price | undefined {
  if (given !== undefined) return { ...given, cached: given.input, cacheWrite: given.input };
  const { hostname } = new URL(baseUrl);
  if (/(?:^|\.)api\.openai\.com$/.test(hostname)) {
    // A dated snapshot costs what its model costs.
    const plain = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
    return PRICES.find((row) => row.model === plain);
  }
  return isOwnNetwork(hostname) ? FREE : undefined;
}

/** This machine, and addresses that lead nowhere else (RFC 1918, RFC 4193, names without a dot, .local, .internal). */
function isOwnNetwork(hostname: string): boolean {
  return (
    !/[.:]/.test(hostname) ||
    /\.(?:local|internal|localhost|home\.arpa)$/.test(hostname) ||
    /^(?:127|10)\.\d+\.\d+\.\d+$/.test(hostname) ||
    /^192\.168\.\d+\.\d+$/.test(hostname) ||
    /^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(hostname) ||
    /^\[(?:::1|f[cd][0-9a-f]{2}:.*)\]$/.test(hostname)
  );
}
