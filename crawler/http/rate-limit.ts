import type { Headers } from 'undici';

/** Numbers above this are dates, not durations: 30 years in seconds. */
const DATE_SECONDS = 946_684_800;

/**
 * How long a host wants no further request, by the headers that say what is left of an allowance:
 * - `RateLimit: "policy";r=0;t=30` of draft-ietf-httpapi-ratelimit-headers (https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/),
 *   and `limit=10, remaining=0, reset=30` of its earlier versions;
 * - `RateLimit-Remaining` and `RateLimit-Reset`, seconds, of the earliest ones;
 * - `X-RateLimit-Remaining` and `X-RateLimit-Reset`, a date in seconds at GitHub
 *   (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), seconds or milliseconds elsewhere;
 * - `X-RateLimit-Remaining-Minute`, `-Hour` and `-Day` without a reset (https://www.pulsemcp.com/api/docs/v0.1).
 *
 * @param exhausted the answer itself says that the allowance is used up (429), so that a reset alone counts
 * @returns milliseconds, or `undefined` when the next request is welcome or nothing is said
 */
export function rateLimitMs(headers: Headers, now: number, exhausted = false): number | undefined {
  const pauses = allowances(headers).flatMap(({ remaining, reset }) => {
    if (reset === undefined || (remaining === undefined ? !exhausted : remaining > 0)) return [];
    return [millisecondsUntil(reset, now)];
  });
  return pauses.length === 0 ? undefined : Math.max(...pauses);
}

interface Allowance {
  remaining: number | undefined;
  reset: number | undefined;
}

function allowances(headers: Headers): Allowance[] {
  const pair = (prefix: string) => ({
    remaining: number(headers.get(`${prefix}-remaining`)),
    reset: number(headers.get(`${prefix}-reset`)),
  });
  const windows = WINDOWS.map(([name, reset]) => ({
    remaining: number(headers.get(`x-ratelimit-remaining-${name}`)),
    // Nothing says when the window began.
    reset: headers.has(`x-ratelimit-remaining-${name}`) ? reset : undefined,
  }));
  const fixed = [pair('ratelimit'), pair('x-ratelimit'), pair('x-rate-limit')];
  return [...fixed, ...windows, ...fields(headers.get('ratelimit'))];
}

/** Windows of PulseMCP's allowance in seconds; its answers name what is left of each, but no reset. */
const WINDOWS: readonly [string, number][] = [
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
];

/** A host says a few policies; a header of thousands is no allowance. */
const MAX_LENGTH = 2000;

/** The structured field: each policy of the present draft, or the members of the earlier one. */
function fields(header: string | null): Allowance[] {
  if (header === null || header.length > MAX_LENGTH) return [];
  const policies = header.split(',').map((item) => ({ remaining: member(item, 'r'), reset: member(item, 't') }));
  return [...policies, { remaining: member(header, 'remaining'), reset: member(header, 'reset') }];
}

function member(text: string, name: string): number | undefined {
  const part = text.split(/[;,]/).find((candidate) => candidate.trim().startsWith(`${name}=`));
  return number(part?.slice(part.indexOf('=') + 1) ?? null);
}

function number(text: string | null): number | undefined {
  const value = text?.trim() ?? '';
  return /^\d{1,15}(\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
}

function millisecondsUntil(reset: number, now: number): number {
  if (reset > DATE_SECONDS * 1000) return Math.max(0, reset - now);
  return reset > DATE_SECONDS ? Math.max(0, reset * 1000 - now) : reset * 1000;
}
