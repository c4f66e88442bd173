import { describe, expect, it } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const NOW = Date.UTC(2026, 0, 1);

describe('crawler/http/retry-after.test.ts', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ])('reads %j', (header, ms) => expect(retryAfterMs(header, NOW)).toBe(ms));

  it.each([
    null,
    '',
    'soon',
    '-5',
    '5.5',
    '1e3',
    'Thu Jan  1 00:01:00 2026',
    '2026-01-01',
    'Thu, 99 Jan 2026 00:01:00 GMT',
  ])('makes nothing of %j', (header) => expect(retryAfterMs(header, NOW)).toBeUndefined());
});
