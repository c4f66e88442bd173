import { describe, expect, test } from 'vitest';
import { costOf, inDollars, nano, worstCost } from './price.ts';
import { priceOf, PRICES } from './price-table.ts';
import { inputBound } from './token-bound.ts';

const PRICE = { input: 0.2, cached: 0.02, cacheWrite: 0.25, output: 1.2 };
const OPENAI = 'https://api.openai.com/v1';

describe('what a request costs', () => {
  test.each([
    [{ input: 1_000_000, cached: 0, cacheWrite: 0, output: 0 }, 200_000_000],
    [{ input: 1_000_000, cached: 1_000_000, cacheWrite: 0, output: 0 }, 20_000_000],
    [{ input: 1_000_000, cached: 0, cacheWrite: 1_000_000, output: 0 }, 250_000_000],
    [{ input: 3, cached: 1, cacheWrite: 1, output: 1 }, 1670],
    [{ input: 0, cached: 0, cacheWrite: 0, output: 0 }, 0],
  ])('%j', (usage, cost) => {
    expect(costOf(usage, PRICE, 'sync')).toBe(cost);
    expect(costOf(usage, PRICE, 'batch')).toBe(Math.ceil(cost / 2));
  });

  test('is never more than its worst case', () => {
    for (let i = 0; i < 500; i++) {
      const [input, output] = [i * 37, i * 11];
      for (const cached of [0, input >> 1, input]) {
        const usage = { input, cached, cacheWrite: input - cached, output };
        for (const kind of ['sync', 'batch'] as const) {
          expect(costOf(usage, PRICE, kind)).toBeLessThanOrEqual(worstCost(input, output, PRICE, kind));
        }
      }
    }
  });

  test('in whole billionths of a dollar, rounded up, and in words', () => {
    expect([nano(0.1 + 0.2), nano(1e-9), nano(1.5e-9), nano(0)]).toEqual([300_000_000, 1, 2, 0]);
    expect([0, 1, 1_234_000, 123_450_000, 12_345_000_000].map(inDollars)).toEqual([
      '$0',
      '$1.0e-9',
      '$0.0012',
      '$0.1235',
      '$12.35',
    ]);
  });
});

describe('prices', () => {
  test('of OpenAI are those of the table, dated snapshots included, at OpenAI only', () => {
    expect(priceOf('gpt-5-nano', OPENAI)).toMatchObject({ input: 0.05, output: 0.4 });
    expect(priceOf('gpt-5-nano-2025-08-07', 'https://eu.api.openai.com/v1')).toMatchObject({ input: 0.05 });
    expect(priceOf('gpt-unknown', OPENAI)).toBeUndefined();
    expect(priceOf('gpt-5-nano', 'https://api.openai.com.evil.example/v1')).toBeUndefined();
    expect(priceOf('gpt-5-nano', 'https://gateway.example/v1')).toBeUndefined();
  });

  test.each([
    'http://localhost:11434/v1',
    'http://127.0.0.1:8000/v1',
    'http://[::1]:8000/v1',
    'http://192.168.1.5/v1',
    'http://10.0.0.1/v1',
    'http://172.20.1.1/v1',
    'http://gpu-box:8000/v1',
    'http://model.local/v1',
    'http://[fd00::1]/v1',
  ])('%s costs nothing', (url) => expect(priceOf('any', url)).toMatchObject({ input: 0, output: 0 }));

  test.each(['http://172.32.1.1/v1', 'http://8.8.8.8/v1', 'https://10.0.0.1.example/v1', 'http://[2001:db8::1]/v1'])(
    '%s costs nobody knows what',
    (url) => expect(priceOf('any', url)).toBeUndefined(),
  );

  test('that are given count everywhere', () => {
    for (const url of [OPENAI, 'http://localhost/v1', 'https://gateway.example/v1']) {
      expect(priceOf('gpt-5-nano', url, { input: 3, output: 4 })).toEqual({
        input: 3,
        cached: 3,
        cacheWrite: 3,
        output: 4,
      });
    }
  });

  test('name the page and the month', () => {
    for (const { model, source, asOf, input, output, cached } of PRICES) {
      expect(source).toMatch(/^https:\/\/developers\.openai\.com\//);
      expect(asOf).toMatch(/^20\d\d-\d\d$/);
      expect({ model, sane: input > cached && output > input }).toEqual({ model, sane: true });
    }
  });
});

test('no text has more tokens than bytes', () => {
  const body = {
    model: 'm',
    messages: [{ role: 'user' as const, content: '中文 👍' }],
    response_format: { type: 'json_object' as const },
  };
  expect(inputBound(body)).toBe(200 + Buffer.byteLength('中文 👍') + Buffer.byteLength('{"type":"json_object"}'));
});
