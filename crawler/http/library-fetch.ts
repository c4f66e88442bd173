import type { BodyInit } from 'undici';
import { isJson } from './parse-json.ts';
import type { Asker, Asking } from './asker.ts';

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

interface LibraryFetchOptions extends Omit<Asking, 'signal'> {
  userAgent: string;
  maxBytes: number;
  tries: number;
  timeoutMs: number;
  maxPauseMs: number;
}

/**
 * A `fetch` for a library that brings its own client (octokit): in turn, bounded, cached and guarded like every other request.
 * It answers with every status but those of a host in trouble, which it asks again and then throws `RetryLater`. It is for
 * reading: whatever it sends may be sent again. Bodies are texts or bytes, no streams.
 */
export function libraryFetch(
  ask: Asker,
  { userAgent, maxBytes, tries, timeoutMs, maxPauseMs, ...asking }: LibraryFetchOptions,
): typeof globalThis.fetch {
  const request: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const answer = await ask(
      {
        url,
        method: (init.method ?? 'GET').toUpperCase(),
        headers: { ...Object.fromEntries(new Headers(init.headers)), 'user-agent': userAgent },
        body: (init.body ?? undefined) as BodyInit | undefined,
        maxBytes,
        redirects: 0,
        tries,
        timeoutMs,
        maxPauseMs,
        anyStatus: true,
        absent: [],
        // Libraries of APIs read JSON; of anything else nobody here can tell whether it is what they meant.
        accepts: (candidate) => isJson(candidate, url),
      },
      { ...asking, signal: init.signal ?? new AbortController().signal },
    );
    if (answer === undefined) throw new TypeError('every status is an answer here');
    const body = WITHOUT_BODY.has(answer.status) ? null : Buffer.from(answer.bytes);
    const response = new Response(body, { status: answer.status, headers: [...answer.headers] });
    // As of a real fetch; libraries read it.
    Object.defineProperty(response, 'url', { value: url.href });
    return response;
  };
  return request;
}
