/** The only outbound HTTP of the crawler: polite, bounded, and never led to an address that nobody may name. */
import { createAsker, type Origins } from './asker.ts';
import { conditionalCache } from './conditional-cache.ts';
import type { Answer, Question } from './exchange.ts';
import { openConnections, type Route } from './connections.ts';
import { hostQueues } from './host-queues.ts';
import { libraryFetch } from './library-fetch.ts';
import { parseJson } from './parse-json.ts';
import type { Network } from './network.ts';
import { politenessFor, type Politeness } from './politeness.ts';
import type { Stopwatch } from './stopwatch.ts';
import { userAgent as ownUserAgent } from './user-agent.ts';
import { MAX_REDIRECTS } from './walk-redirects.ts';
import { createWebClient, type WebClient, type WebClientOptions } from './web-client.ts';

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
  politeness?: (host: string, path: string, own: readonly Politeness[]) => Politeness;
  /** Lets addresses of this machine and of the network around it through that nobody but a record names. */
  allowPrivate?: boolean;
  /** Folder of answers that are asked for again conditionally; nothing is kept without it. */
  cacheDir?: string;
}

/** What holds for one origin (scheme, host, port) and for no other. */
export interface OriginSettings {
  /** Sent with every request to it, e.g. a key; never repeated in a message. */
  headers?: Readonly<Record<string, string>>;
  /** The operator typed this address: it may be a private one. */
  trusted?: boolean;
  /** For a host that no table can name, because it depends on the machine. */
  politeness?: readonly Omit<Politeness, 'host'>[];
  /** How it is connected to, where that is not what this machine does by itself. */
  route?: Route;
}

/** How one request differs from the others. */
export interface RequestOptions {
  /** No secrets: those belong to {@link OriginSettings}. */
  headers?: Readonly<Record<string, string>>;
  /** Bytes of this document at most, where that is less than the client's limit. */
  maxBytes?: number;
  /** Redirects that are followed, at most 5; none by default. Every step is checked, and keys stay at their origin. */
  redirects?: number;
  /** Tries at most, where that is less than the client's limit: one of thousands of hosts must not be waited for. */
  tries?: number;
  /** Milliseconds for one try, where that is less than the client's limit. */
  timeoutMs?: number;
  /** Statuses that say that there is no such document; 404 by default. */
  absent?: readonly number[];
  /** Milliseconds that a host may have us wait; one that wants more is in trouble, as by the client's limit. */
  maxPauseMs?: number;
}

/**
 * How a document is known to be the one that was meant, and not an error that came as 200. Only such a one is kept to be asked
 * about again; another one is handed out all the same. It sees each candidate, the one that is handed out last.
 */
export interface DocumentOptions<T> extends RequestOptions {
  accepts?: (document: T) => boolean | Promise<boolean>;
}

/** One per process: whoever asks through it shares its turns and connections. */
export interface HttpClient {
  /**
   * GETs a JSON document.
   *
   * @returns the parsed body, or `undefined` for 404
   * @throws RetryLater when the host is in trouble (network, time-out, 408, 429, 5xx, an allowance that is used up) after
   *   all tries, or wants a long pause; Rejected for a URL that is not http(s), holds a password or has a private address,
   *   for any other status, a body that is too large or no JSON; the signal's reason when it is aborted
   */
  getJson(url: URL, signal: AbortSignal, options?: DocumentOptions<unknown>): Promise<unknown>;
  /** GETs a text (UTF-8), kept only where `accepts` says so; answers and errors are those of {@link getJson}. */
  getText(url: URL, signal: AbortSignal, options?: DocumentOptions<string>): Promise<string | undefined>;
  /** GETs bytes as they are, kept only where `accepts` says so; answers and errors are those of {@link getJson}. */
  getBytes(url: URL, signal: AbortSignal, options?: DocumentOptions<Uint8Array>): Promise<Uint8Array | undefined>;
  /** POSTs a JSON document to an address that only reads, so that it can be repeated like a GET; answers and errors are those of GET. */
  postJson(url: URL, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** For a library that brings its own client; see {@link libraryFetch}. */
  readonly fetch: typeof globalThis.fetch;
  /** The same client, with the same queues and connections, and settings for one origin. */
  forOrigin(origin: string, settings: OriginSettings): HttpClient;
  /** The same client; the watch stands still while a turn is waited for. */
  pausing(watch: Stopwatch): HttpClient;
  /** The same client, with the same queues and connections, for addresses that records name and for answers as streams. */
  toStrangers(options: WebClientOptions): WebClient;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

/** Makes a client that keeps its own queue per host. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const { userAgent = ownUserAgent(), politeness = politenessFor, allowPrivate = false, cacheDir } = options;
  const limits = { ...LIMITS, ...options.limits };
  /** Rows of hosts that no table can name. */
  const own: Politeness[] = [];
  const rowOf = ({ hostname, pathname }: URL) => politeness(hostname, pathname, own);
  const queues = hostQueues(rowOf, limits.maxPauseMs);
  const network: Network = { queues, connections: openConnections(), limits, userAgent };
  const cache = cacheDir === undefined ? undefined : conditionalCache(cacheDir);
  const ask = createAsker(network, { allowPrivate, cache });

  const clientWith = (origins: Origins, watch?: Stopwatch): HttpClient => {
    const questionOf = (url: URL, accept: string, request: RequestOptions) => ({
      url,
      headers: { accept, ...request.headers, 'user-agent': userAgent },
      maxBytes: Math.min(request.maxBytes ?? limits.maxBytes, limits.maxBytes),
      redirects: Math.min(request.redirects ?? 0, MAX_REDIRECTS),
      tries: Math.min(request.tries ?? limits.tries, limits.tries),
      timeoutMs: Math.min(request.timeoutMs ?? limits.timeoutMs, limits.timeoutMs),
      maxPauseMs: Math.min(request.maxPauseMs ?? limits.maxPauseMs, limits.maxPauseMs),
      absent: request.absent ?? [404],
      anyStatus: false,
    });
    const get = (
      url: URL,
      accept: string,
      signal: AbortSignal,
      request: RequestOptions = {},
      accepts?: Question['accepts'],
    ) => ask({ ...questionOf(url, accept, request), method: 'GET', accepts }, { origins, signal, watch });
    return {
      async getJson(url, signal, request) {
        const read: { answer?: Answer; value?: unknown } = {};
        const answer = await get(url, 'application/json', signal, request, (candidate) => {
          try {
            Object.assign(read, { answer: candidate, value: parseJson(candidate, url) });
          } catch {
            return false;
          }
          return request?.accepts?.(read.value) ?? true;
        });
        return answer && (answer === read.answer ? read.value : parseJson(answer, url));
      },
      async getText(url, signal, request) {
        const accepts = request?.accepts;
        const answer = await get(url, '*/*', signal, request, accepts && ((one) => accepts(decode(one))));
        return answer && decode(answer);
      },
      async getBytes(url, signal, request) {
        const accepts = request?.accepts;
        return (await get(url, '*/*', signal, request, accepts && (({ bytes }) => accepts(bytes))))?.bytes;
      },
      async postJson(url, body, signal) {
        const json = 'application/json';
        const question = questionOf(url, json, { headers: { 'content-type': json } });
        const answer = await ask(
          { ...question, method: 'POST', body: JSON.stringify(body) },
          { origins, signal, watch },
        );
        return answer && parseJson(answer, url);
      },
      fetch: libraryFetch(ask, { ...limits, userAgent, origins, watch }),
      forOrigin(origin, settings) {
        const host = new URL(origin).hostname;
        own.push(...(settings.politeness ?? []).map((row) => ({ host, ...row })));
        return clientWith(new Map(origins).set(origin, settings), watch);
      },
      pausing: (other) => clientWith(origins, other),
      toStrangers: (strangers) => createWebClient(network, strangers, watch),
      close: () => network.connections.close(),
    };
  };
  return clientWith(new Map());
}

const decode = ({ bytes }: Answer): string => new TextDecoder().decode(bytes);
