/** The only outbound HTTP of the crawler towards registries: polite, bounded, retried, and never led to another address. */
import { createAsker, type Origins } from './asker.ts';
import { conditionalCache } from './conditional-cache.ts';
import { libraryFetch } from './library-fetch.ts';
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
}

export interface HttpClient {
  /**
   * GETs a JSON document.
   *
   * @returns the parsed body, or `undefined` for 404
   * @throws RetryLater when the host is in trouble (network, time-out, 408, 429, 5xx, an allowance that is used up) after
   *   all tries, or wants a long pause; Rejected for a URL that is not http(s), holds a password or has a private address,
   *   for any other status, a body that is too large or no JSON; the signal's reason when it is aborted
   */
  getJson(url: URL, signal: AbortSignal, options?: RequestOptions): Promise<unknown>;
  /** GETs a text (UTF-8); answers and errors are those of {@link getJson}. */
  getText(url: URL, signal: AbortSignal, options?: RequestOptions): Promise<string | undefined>;
  /** GETs bytes as they are; answers and errors are those of {@link getJson}. */
  getBytes(url: URL, signal: AbortSignal, options?: RequestOptions): Promise<Uint8Array | undefined>;
  /** POSTs a JSON document to an address that only reads, so that it can be repeated like a GET; answers and errors are those of GET. */
  postJson(url: URL, body: unknown, signal: AbortSignal): Promise<unknown>;
  /** For a library that brings its own client; see {@link libraryFetch}. */
  readonly fetch: typeof globalThis.fetch;
  /** The same client, with the same queues and connections, and settings for one origin. */
  forOrigin(origin: string, settings: OriginSettings): HttpClient;
  /** Waits for what is under way and closes all connections. */
  close(): Promise<void>;
}

/** Redirects of one request at most; more is a circle. */
const MAX_REDIRECTS = 5;

/** Makes a client that keeps its own queue per host. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const { userAgent = ownUserAgent(), politeness = politenessFor, allowPrivate = false, cacheDir } = options;
  const limits = { ...LIMITS, ...options.limits };
  /** Rows of hosts that no table can name. */
  const own: Politeness[] = [];
  const asker = createAsker({
    limits,
    politeness: ({ hostname, pathname }) => politeness(hostname, pathname, own),
    allowPrivate,
    cache: cacheDir === undefined ? undefined : conditionalCache(cacheDir),
  });

  const clientWith = (origins: Origins): HttpClient => {
    const get = (url: URL, accept: string, signal: AbortSignal, request: RequestOptions = {}) => {
      const { headers, maxBytes = limits.maxBytes, redirects = 0, tries = limits.tries } = request;
      const question = {
        url,
        method: 'GET',
        headers: { accept, ...headers, 'user-agent': userAgent },
        maxBytes: Math.min(maxBytes, limits.maxBytes),
        redirects: Math.min(redirects, MAX_REDIRECTS),
        tries: Math.min(tries, limits.tries),
        anyStatus: false,
      };
      return asker.ask(question, origins, signal);
    };
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
        const json = 'application/json';
        const headers = { accept: json, 'user-agent': userAgent, 'content-type': json };
        const { maxBytes, tries } = limits;
        const question = { url, method: 'POST', headers, body: JSON.stringify(body), maxBytes, tries };
        const answer = await asker.ask({ ...question, redirects: 0, anyStatus: false }, origins, signal);
        return answer && parseJson(answer, url);
      },
      fetch: libraryFetch(asker, origins, { userAgent, maxBytes: limits.maxBytes, tries: limits.tries }),
      forOrigin(origin, settings) {
        const host = new URL(origin).hostname;
        own.push(...(settings.politeness ?? []).map((row) => ({ host, ...row })));
        return clientWith(new Map(origins).set(origin, settings));
      },
      close: () => asker.close(),
    };
  };
  return clientWith(new Map());
}
