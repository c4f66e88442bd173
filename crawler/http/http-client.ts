/** The only outbound HTTP of the crawler towards registries: polite, bounded, retried, and never led to another address. */
import { fetch, type Response } from 'undici';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { hostTurns } from './host-turns.ts';
import { openDispatcher } from './open-dispatcher.ts';
import { politenessFor, type Politeness } from './politeness.ts';
import { retryAfterMs } from './retry-after.ts';
import { userAgent as ownUserAgent } from './user-agent.ts';

/** Bounds of one request; the defaults are what a registry on the other side of the world needs. */
export interface HttpLimits {
  /** Tries per request; a host that is down for longer is left for the next run. */
  tries: number;
  /** Milliseconds before the first retry, doubled each time. */
  backoffMs: number;
  /** A host that asks for a longer pause is taken at its word: we stop instead of waiting. */
  maxPauseMs: number;
  /** Milliseconds for one try, from the request to the last byte. */
  timeoutMs: number;
  /** Bytes of one document, unpacked; real pages stay below 2 MB. */
  maxBytes: number;
}

const LIMITS: HttpLimits = {
  tries: 5,
  backoffMs: 1000,
  maxPauseMs: 120_000,
  timeoutMs: 30_000,
  maxBytes: 64 * 1024 * 1024,
};

export interface HttpClientOptions {
  limits?: Partial<HttpLimits>;
  /** Says who we are and where to complain. */
  userAgent?: string;
  politeness?: (host: string) => Politeness;
}

export interface HttpClient {
  /**
   * GETs a JSON document.
   *
   * @returns the parsed body, or `undefined` for 404
   * @throws RetryLater when the host is in trouble (network, time-out, 408, 429, 5xx) after all tries, or asks for a long
   *   pause; Rejected for a URL that is not http(s) or holds a password, for any other status (redirects are not
   *   followed), a body that is too large or no JSON; the signal's reason when it is aborted
   */
  getJson(url: URL, signal: AbortSignal): Promise<unknown>;
  /** POSTs a JSON document to an address that only reads, so that it can be repeated like a GET; answers and errors are those of GET. */
  postJson(url: URL, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

/** Makes a client that keeps its own queue per host. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const { userAgent = ownUserAgent(), politeness = politenessFor } = options;
  const limits = { ...LIMITS, ...options.limits };
  const turns = hostTurns(politeness);
  const dispatcher = openDispatcher();

  const request = async (url: URL, body: string | undefined, signal: AbortSignal): Promise<unknown> => {
    const headers = { accept: 'application/json', 'user-agent': userAgent };
    const response = await fetch(url, {
      ...(body === undefined
        ? { headers }
        : { method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } }),
      dispatcher,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(limits.timeoutMs)]),
    });
    if (response.status === 200) return parse(await readBounded(response, url, limits.maxBytes), response, url);
    // Not read: its length is not ours to bound, and nothing in it would change what happens.
    await response.body?.cancel();
    if (response.status === 404) return undefined;
    if (response.status === 408 || response.status === 429 || response.status >= 500) {
      const afterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
      throw new RetryLater(`${url.host} answered ${response.status}`, { afterMs });
    }
    throw refusal(response, url);
  };

  const tryOnce = async (
    url: URL,
    body: string | undefined,
    signal: AbortSignal,
  ): Promise<{ body: unknown } | RetryLater> => {
    const end = await turns.take(url.hostname, signal);
    try {
      return { body: await request(url, body, signal) };
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof Rejected) throw cause;
      return cause instanceof RetryLater ? cause : new RetryLater(`${url.host} could not be reached`, { cause });
    } finally {
      end();
    }
  };

  const ask = async (url: URL, body: string | undefined, signal: AbortSignal): Promise<unknown> => {
    checkUrl(url);
    for (let attempt = 1; ; attempt++) {
      const result = await tryOnce(url, body, signal);
      if (!(result instanceof RetryLater)) return result.body;
      const backoff = limits.backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      const pause = Math.max(result.afterMs ?? 0, backoff);
      if (attempt >= limits.tries || pause > limits.maxPauseMs) throw result;
      // The pause holds for every request to the host, not only for this one.
      turns.pause(url.hostname, pause);
    }
  };

  return {
    getJson: (url, signal) => ask(url, undefined, signal),
    postJson: (url, body, signal) => ask(url, JSON.stringify(body), signal),
    close: () => dispatcher.close(),
  };
}

function checkUrl(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Rejected(`${url.protocol} is not http or https`);
  // fetch() would refuse it as well, with a message that quotes the password.
  if (url.username !== '' || url.password !== '') throw new Rejected(`the URL of ${url.host} holds a user or password`);
}

function refusal({ status, headers }: Response, url: URL): Rejected {
  const said = `${url.host} answered ${status} to ${url.pathname}`;
  if (status === 401 || status === 403) return new Rejected(`${said}: it does not let us read without an account`);
  if (status < 300 || status >= 400) return new Rejected(said);
  const target = headers.get('location') ?? '';
  const where = URL.canParse(target, url.href) ? new URL(target, url.href).host : 'somewhere unreadable';
  return new Rejected(`${said}, which leads to ${where}; redirects are not followed`, {
    hint: 'If the registry has moved, give its new address.',
  });
}

async function readBounded(response: Response, url: URL, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > maxBytes) throw new Rejected(`${url.host} sent more than ${maxBytes} bytes for ${url.pathname}`);
    chunks.push(bytes);
  }
  // Not toString: a byte order mark is no part of the text.
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function parse(text: string, response: Response, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Without the cause: it quotes the text, and who knows what that does to a terminal.
    const type = /^[\w.+-]+\/[\w.+-]+/.exec(response.headers.get('content-type') ?? '')?.[0] ?? 'no content type';
    throw new Rejected(`${url.host} sent no JSON for ${url.pathname} (${text.length} characters, ${type})`);
  }
}
