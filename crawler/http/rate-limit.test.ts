import { Headers } from 'undici';
import { describe, expect, it } from 'vitest';
import { rateLimitMs } from './rate-limit.ts';

const NOW = Date.UTC(2026, 0, 1);
const seconds = (later: number) => String(NOW / 1000 + later);

describe('crawler/http/rate-limit.test.ts', () => {
  it.each<[Record<string, string>, number]>([
    [{ RateLimit: '"default";r=0;t=30' }, 30_000],
    [{ RateLimit: '"burst";r=3;t=1, "day";r=0;t=7200;pk=:YQ==:' }, 7_200_000],
    [{ RateLimit: 'limit=100, remaining=0, reset=50' }, 50_000],
    [{ 'RateLimit-Remaining': '0', 'RateLimit-Reset': '12' }, 12_000],
    [{ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': seconds(90) }, 90_000],
    [{ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': String(NOW + 2500) }, 2500],
    [{ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '5' }, 5000],
    [{ 'X-Rate-Limit-Remaining': '0', 'X-Rate-Limit-Reset': '1.5' }, 1500],
    [{ 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': seconds(-90) }, 0],
    [{ 'X-RateLimit-Remaining-Minute': '0', 'X-RateLimit-Remaining-Hour': '7' }, 60_000],
    [{ 'X-RateLimit-Remaining-Minute': '3', 'X-RateLimit-Remaining-Day': '0' }, 86_400_000],
    // Of several, the longest pause.
    [{ RateLimit: '"a";r=0;t=3', 'X-RateLimit-Remaining': '0', 'X-RateLimit-Reset': '9' }, 9000],
  ])('rests after %j', (headers, ms) => expect(rateLimitMs(new Headers(headers), NOW)).toBe(ms));

  it.each<Record<string, string>>([
    {},
    { RateLimit: '"default";r=1;t=30' },
    { 'X-RateLimit-Remaining': '1', 'X-RateLimit-Reset': '50' },
    { 'X-RateLimit-Remaining': '0' },
    { 'RateLimit-Reset': '50' },
    { 'RateLimit-Remaining': '-1', 'RateLimit-Reset': '50' },
    { 'RateLimit-Remaining': '0', 'RateLimit-Reset': 'soon' },
    { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '9'.repeat(400) },
    { RateLimit: `${'x'.repeat(2000)},remaining=0,reset=9` },
  ])('goes on after %j', (headers) => expect(rateLimitMs(new Headers(headers), NOW)).toBeUndefined());

  it('takes a reset alone for a pause when the request was refused for it', () => {
    expect(rateLimitMs(new Headers({ 'RateLimit-Reset': '50' }), NOW, true)).toBe(50_000);
    expect(
      rateLimitMs(new Headers({ 'RateLimit-Remaining': '5', 'RateLimit-Reset': '50' }), NOW, true),
    ).toBeUndefined();
  });
});
