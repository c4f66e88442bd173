/** Redirects of one request at most; more is a circle. */
export const MAX_REDIRECTS = 5;

/** Where an answer may lead. */
export interface RedirectRules {
  most: number;
  /** To the same scheme, host and port only, or to everybody that may be asked. Never from https to http. */
  follow: 'same-origin' | 'anywhere';
}

/** One step of a walk. */
export interface Hop {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
}

/** How a walk ended: with the last answer, and where it leads if that was not followed. */
export interface Walked<A> {
  answer: A;
  url: URL;
  notFollowed?: { to: URL | undefined; why: string };
}

/** What a step says of where it leads; no answer has neither. */
interface Led {
  status?: number | undefined;
  headers?: { get(name: string): string | null } | undefined;
}

/** The headers that are for the host that they were given by, and for no other. */
const OF_ONE_HOST = new Set(['authorization', 'cookie', 'mcp-session-id']);

/**
 * Asks, and asks again where the answer leads. Every step is taken by `step`, which checks the address anew.
 *
 * @param step asks once; an answer without a status is none and ends the walk
 */
export async function walkRedirects<A extends Led>(
  first: Hop,
  { most, follow }: RedirectRules,
  step: (hop: Hop, left: number) => Promise<A>,
): Promise<Walked<A>> {
  let hop = first;
  for (let left = most; ; left--) {
    const answer = await step(hop, left);
    const { url, method } = hop;
    const location = answer.headers?.get('location') ?? null;
    if (![301, 302, 303, 307, 308].includes(answer.status ?? 0) || location === null) return { answer, url };
    const to = URL.parse(location, url.href) ?? undefined;
    const stop = (why: string): Walked<A> => ({ answer, url, notFollowed: { to, why } });
    if (to === undefined) return stop('The address cannot be read.');
    // 301 to 303 would have a POST repeated as a GET, which says something else.
    if (method !== 'GET' && answer.status! < 307) return stop('A POST is not repeated there.');
    if (left === 0) return stop(`More than ${most} redirects.`);
    if (to.origin !== url.origin && follow === 'same-origin') return stop('Another host is not followed.');
    if (url.protocol === 'https:' && to.protocol !== 'https:') return stop('It leads out of the encryption.');
    const kept = Object.entries(hop.headers).filter(([name]) => !OF_ONE_HOST.has(name.toLowerCase()));
    hop = { ...hop, url: to, headers: to.origin === url.origin ? hop.headers : Object.fromEntries(kept) };
  }
}
