/**
 * The milliseconds that a Retry-After header asks for: seconds or an HTTP date (RFC 9110 section 10.2.3).
 *
 * @returns `undefined` for a missing or unreadable value
 */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header.trim()) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
