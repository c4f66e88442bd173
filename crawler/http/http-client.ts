/** The only outbound HTTP of the crawler towards registries: polite, bounded, retried, and never led to another address. */
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { exchange, type Answer, type Question } from './exchange.ts';
import { hostTurns } from './host-turns.ts';
import { openDispatcher } from './open-dispatcher.ts';
import { parseJson } from './parse-json.ts';
import { politenessFor, type Politeness } from './politeness.ts';
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

/** What holds for one origin (scheme, host, port) and for no other. */
export interface OriginSettings {
  /** Sent with every request to it, e.g. a key; never repeated in a message. */
  headers?: Readonly<Record<string, string>>;
  /** The operator typed this address: it may be a private one. */
  trusted?: boolean;
}

/** How one request differs from the others. */
export interface RequestOptions {
  /** No secrets: those belong to {@link OriginSettings}. */
  headers?: Readonly<Record<string, string>>;
  /** Bytes of this document at most, where that is less than the client's limit. */
  maxBytes?: number;
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
  getJson(url: URL, signal: AbortSignal, options?: RequestOptions): Promise<unknown>;
  /** GETs a text (UTF-8); answers and errors are those of {@link getJson}. */
  getText(url: URL, signal: AbortSignal, options?: RequestOptions): Promise<string | undefined>;
  /** GETs bytes as they are; answers and errors are those of {@link getJson}. */
  getBytes(url: URL, signal: AbortSignal, options?: RequestOptions): Promise<Uint8Array | undefined>;
  /** POSTs a JSON document to an address that only reads, so that it can be repeated like a GET; answers and errors are those of GET. */
  postJson(url: URL, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** The same client with settings for one origin, which its queue and connections are shared with. */
  forOrigin(origin: string, settings: OriginSettings): HttpClient;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

/** Makes a client that keeps its own queue per host. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const { userAgent = ownUserAgent(), politeness = politenessFor } = options;
  const limits = { ...LIMITS, ...options.limits };
  const turns = hostTurns(politeness);
  const dispatcher = openDispatcher();

  const tryOnce = async (question: Question, signal: AbortSignal): Promise<Answer | undefined | RetryLater> => {
    const end = await turns.take(question.url.hostname, signal);
    try {
      return await exchange(question, { dispatcher, timeoutMs: limits.timeoutMs, signal });
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof Rejected) throw cause;
      return cause instanceof RetryLater
        ? cause
        : new RetryLater(`${question.url.host} could not be reached`, { cause });
    } finally {
      end();
    }
  };

  const ask = async (question: Question, signal: AbortSignal): Promise<Answer | undefined> => {
    checkUrl(question.url);
    for (let attempt = 1; ; attempt++) {
      const result = await tryOnce(question, signal);
      if (!(result instanceof RetryLater)) return result;
      const backoff = limits.backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      const pause = Math.max(result.afterMs ?? 0, backoff);
      if (attempt >= limits.tries || pause > limits.maxPauseMs) throw result;
      // The pause holds for every request to the host, not only for this one.
      turns.pause(question.url.hostname, pause);
    }
  };

  const clientWith = (origins: ReadonlyMap<string, OriginSettings>): HttpClient => {
    const get = (url: URL, accept: string, signal: AbortSignal, { headers, maxBytes }: RequestOptions = {}) =>
      ask(
        {
          url,
          headers: { accept, ...headers, ...origins.get(url.origin)?.headers, 'user-agent': userAgent },
          maxBytes: Math.min(maxBytes ?? limits.maxBytes, limits.maxBytes),
        },
        signal,
      );
    return {
      async getJson(url, signal, request) {
        const answer = await get(url, 'application/json', signal, request);
        return answer && parseJson(answer, url);
      },
      async getText(url, signal, request) {
        const answer = await get(url, '*/*', signal, request);
        return answer && new TextDecoder().decode(answer.bytes);
      },
      async getBytes(url, signal, request) {
        return (await get(url, '*/*', signal, request))?.bytes;
      },
      async postJson(url, body, signal) {
        const headers = {
          accept: 'application/json',
          ...origins.get(url.origin)?.headers,
          'user-agent': userAgent,
          'content-type': 'application/json',
        };
        const answer = await ask({ url, headers, body: JSON.stringify(body), maxBytes: limits.maxBytes }, signal);
        return answer && parseJson(answer, url);
      },
      forOrigin: (origin, settings) => clientWith(new Map(origins).set(origin, settings)),
      close: () => dispatcher.close(),
    };
  };
  return clientWith(new Map());
}

function checkUrl(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Rejected(`${url.protocol} is not http or https`);
  // fetch() would refuse it as well, with a message that quotes the password.
  if (url.username !== '' || url.password !== '') throw new Rejected(`the URL of ${url.host} holds a user or password`);
}
