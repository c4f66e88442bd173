import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { Answer } from './exchange.ts';
import { rateLimitMs } from './rate-limit.ts';
import { retryAfterMs } from './retry-after.ts';

/**
 * The trouble of a host that an answer tells of: 408, 429, 5xx, and 403 where an allowance is used up (GitHub).
 *
 * @returns with the pause that the host asks for, or `undefined` when the answer is not about trouble
 */
export function troubleOf(
  { status, headers }: Pick<Answer, 'status' | 'headers'>,
  url: URL,
  now: number,
): RetryLater | undefined {
  const exhausted = status === 429;
  // Where both are there, Retry-After counts (section 4 of the RateLimit draft).
  const afterMs = retryAfterMs(headers.get('retry-after'), now) ?? rateLimitMs(headers, now, exhausted);
  const limited = status === 403 && afterMs !== undefined;
  if (!exhausted && !limited && status !== 408 && status < 500) return undefined;
  return new RetryLater(`${url.host} answered ${status}`, { afterMs });
}

/** Why an answer that is neither the document nor a 404 is refused. */
export function refusalOf({ status, headers }: Answer, url: URL): Rejected {
  const said = `${url.host} answered ${status} to ${url.pathname}`;
  if (status === 401 || status === 403) {
    return new Rejected(`${said}: it does not let us read without an account, or not with this one`);
  }
  if (status < 300 || status >= 400) return new Rejected(said);
  const target = headers.get('location') ?? '';
  const where = URL.canParse(target, url.href) ? new URL(target, url.href).host : 'somewhere unreadable';
  return new Rejected(`${said}, which leads to ${where}; redirects are not followed`, {
    hint: 'If the registry has moved, give its new address.',
  });
}
