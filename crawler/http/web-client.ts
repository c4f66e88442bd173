import { RetryLater } from '../../catalog/errors.ts';
import type { Route } from './connections.ts';
import type { Turn } from './host-queues.ts';
import type { Network } from './network.ts';
import { rateLimitMs } from './rate-limit.ts';
import { troubleOf } from './refuse.ts';
import { refusedAddress } from './refused-address.ts';
import { send } from './send.ts';
import type { Stopwatch } from './stopwatch.ts';
import { Trouble, tryAgain } from './try-again.ts';
import { MAX_REDIRECTS, walkRedirects, type Hop, type Walked } from './walk-redirects.ts';
import { webAnswer, type WebAnswer } from './web-answer.ts';
import { webFailure, type WebFailure } from './web-failure.ts';

/** How a stranger's address is asked. */
export interface WebRequest {
  url: URL;
  method?: 'GET' | 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: string;
  /** Ends the request, and the reading of its answer. */
  signal: AbortSignal;
  /**
   * Which redirects are followed: to the same scheme, host and port only, or anywhere public. Everything that is not
   * followed is the outcome `redirected`.
   */
  follow: 'same-origin' | 'anywhere';
  /** How often a host in trouble is asked, once by default; only for what can be repeated. */
  tries?: number;
  /** The turn that a conversation has; where it does not cover the address, and without it, the request waits for its own. */
  turn?: Turn;
}

/** The client as launches use it, towards hosts that records name: answers come as streams, and no answer is a value. */
export interface WebClient {
  /** Asks; certificates are always checked. @throws only what the signal was aborted with */
  ask(request: WebRequest): Promise<WebAnswer | WebFailure>;
  /** Waits until a conversation with a host may begin. @throws what the signal was aborted with */
  converse(url: URL, signal: AbortSignal): Promise<Turn | WebFailure>;
  /** The same client; the watch stands still while a turn is waited for. */
  pausing(watch: Stopwatch): WebClient;
}

export interface WebClientOptions {
  /**
   * Private, local and reserved addresses, and plain http, are refused except for these: each a host with its port where it
   * is not the scheme's own (`127.0.0.1:8080`), or `all`.
   */
  allowPrivate: readonly string[] | 'all';
  /** How strangers are connected to. */
  route: Route;
}

export const isWebFailure = (answer: WebAnswer | WebFailure | Turn): answer is WebFailure => 'code' in answer;

/**
 * Makes a client for addresses that strangers chose: only https to public addresses, unless others are allowed by name. Behind
 * a proxy that the environment names, it is the proxy that connects, and names are its to check.
 */
export function createWebClient(
  network: Network,
  { allowPrivate, route }: WebClientOptions,
  watch?: Stopwatch,
): WebClient {
  const { queues, connections, limits, userAgent } = network;
  const allowed = ({ host }: URL) => allowPrivate === 'all' || allowPrivate.includes(host);

  /** The turn of a conversation where it covers the address; else one of the request's own, which ends with the answer. */
  const turnFor = async (url: URL, signal: AbortSignal, held: Turn | undefined): Promise<() => void> => {
    if (held !== undefined && (await held.goOn(url, signal))) return () => {};
    const own = await queues.take(url, signal, { watch });
    return () => own.end();
  };

  const once = async (
    { url, method, headers }: Hop,
    { body, signal, turn }: WebRequest,
  ): Promise<WebAnswer | WebFailure | Trouble<WebAnswer | WebFailure>> => {
    let end: () => void;
    try {
      end = await turnFor(url, signal, turn);
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error;
      return { code: 'rate-limited', detail: `${error.message}.` };
    }
    let answer: WebAnswer;
    try {
      const dispatcher = connections.through(route, !allowed(url));
      answer = webAnswer(await send({ url, method, headers, body, dispatcher, signal }), url, signal, end);
    } catch (error) {
      end();
      signal.throwIfAborted();
      const failure = webFailure(error, url);
      if (failure.code !== 'unreachable') return failure;
      return new Trouble<WebAnswer | WebFailure>(new RetryLater(failure.detail, { cause: error }), failure);
    }
    const trouble = troubleOf(answer, url, Date.now());
    if (trouble === undefined) {
      const rest = rateLimitMs(answer.headers, Date.now());
      if (rest !== undefined) queues.rest(url, rest);
      return answer;
    }
    // Nothing in it would change what happens.
    await answer.dump();
    return new Trouble<WebAnswer | WebFailure>(trouble, answer);
  };

  return {
    async ask(request) {
      const { url, method = 'GET', headers = {}, follow, tries = 1 } = request;
      // Bytes as they are: a digest is about those.
      const sent = { 'accept-encoding': 'identity', ...headers, 'user-agent': userAgent };
      const walked = await walkRedirects<Partial<WebAnswer> & (WebAnswer | WebFailure)>(
        { url, method, headers: sent },
        { most: MAX_REDIRECTS, follow },
        async (hop, left) => {
          const refused = refusedAddress(hop.url, { trusted: allowed(hop.url), httpsOnly: true });
          if (refused !== undefined) {
            const first = left === MAX_REDIRECTS;
            return first ? { code: 'address-refused', detail: `${refused}.` } : leadsTo(url, hop.url, `${refused}.`);
          }
          const patience = { ...limits, tries };
          const result = await tryAgain(queues, hop.url, patience, () => once(hop, request));
          const answer = result instanceof Trouble ? result.answer! : result;
          // Before the next turn is waited for: whoever holds one must not wait for another.
          if (!isWebFailure(answer) && isRedirect(answer)) await answer.dump();
          return answer;
        },
      );
      return redirected(url, walked) ?? walked.answer;
    },
    async converse(url, signal) {
      const refused = refusedAddress(url, { trusted: allowed(url), httpsOnly: true });
      if (refused !== undefined) return { code: 'address-refused', detail: `${refused}.` };
      try {
        return await queues.take(url, signal, { watch });
      } catch (error) {
        if (!(error instanceof RetryLater)) throw error;
        return { code: 'rate-limited', detail: `${error.message}.` };
      }
    },
    pausing: (other) => createWebClient(network, { allowPrivate, route }, other),
  };
}

const isRedirect = ({ status, headers }: WebAnswer) => status >= 300 && status < 400 && headers.has('location');

/** A redirect that was not followed. */
function redirected(from: URL, { notFollowed }: Walked<unknown>): WebFailure | undefined {
  return notFollowed === undefined ? undefined : leadsTo(from, notFollowed.to, notFollowed.why);
}

function leadsTo(from: URL, to: URL | undefined, why: string): WebFailure {
  const where = to === undefined ? 'elsewhere' : `to ${shown(to)}`;
  return { code: 'redirected', detail: `${shown(from)} redirects ${where}. ${why}` };
}

/** Without query, which can hold secrets. */
const shown = (url: URL) => `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
