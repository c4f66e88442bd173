/** The only outbound HTTP of the crawler towards registries: polite, bounded, retried, and never led to another origin. */
import { setTimeout as sleep } from 'node:timers/promises';
import { EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { politenessFor } from './politeness.ts';
import { retryAfterMs } from './retry-after.ts';

/** Tries per request; a host that is down for longer is left for the next run. */
const MAX_TRIES = 5;
/** A host that asks for a longer pause is taken at its word: we stop instead of holding a slot. */
const MAX_PAUSE_MS = 120_000;
const TIMEOUT_MS = 30_000;
/** One page of any listing; real ones stay below 2 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

interface HttpClientOptions {
  /** Milliseconds before the first retry, doubled each time. */
  backoffMs?: number;
  /** Says who we are and where to complain. */
  userAgent?: string;
}

export interface HttpClient {
  /**
   * GETs a JSON document.
   *
   * @returns the parsed body, or `undefined` for 404
   * @throws RetryLater when the host is in trouble (network, 429, 5xx) after all tries
   * @throws Rejected for any other status, a redirect, a body that is too large or no JSON
   */
  getJson(url: URL, signal: AbortSignal): Promise<unknown>;
  close(): Promise<void>;
}

/** Makes a client that keeps its own queue per host. */
export function createHttpClient({
  backoffMs = 1000,
  userAgent = 'toolgate-crawler',
}: HttpClientOptions = {}): HttpClient {
  const dispatcher = new EnvHttpProxyAgent();
  const nextStart = new Map<string, number>();

  /** Waits until the host's interval since the last start has passed. */
  const turn = async (host: string, signal: AbortSignal) => {
    const now = Date.now();
    const start = Math.max(now, nextStart.get(host) ?? 0);
    nextStart.set(host, start + politenessFor(host).minIntervalMs);
    if (start > now) await sleep(start - now, undefined, { signal });
  };

  const tryOnce = async (url: URL, signal: AbortSignal): Promise<{ body: unknown } | RetryLater> => {
    await turn(url.hostname, signal);
    let response: Response;
    try {
      response = await fetch(url, {
        dispatcher,
        redirect: 'manual',
        headers: { accept: 'application/json', 'user-agent': userAgent },
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      });
      if (response.status === 404) return { body: await discard(response) };
      if (response.status === 429 || response.status >= 500) {
        await discard(response);
        const afterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
        return new RetryLater(`${url.host} answered ${response.status}`, { afterMs });
      }
      if (response.status !== 200) {
        await discard(response);
        throw new Rejected(`${url.host} answered ${response.status} to ${url.pathname}`);
      }
      return { body: parse(await readBounded(response, url), url) };
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof Rejected) throw cause;
      return new RetryLater(`${url.host} could not be reached`, { cause });
    }
  };

  return {
    async getJson(url, signal) {
      for (let attempt = 1; ; attempt++) {
        const result = await tryOnce(url, signal);
        if (!(result instanceof RetryLater)) return result.body;
        const pause = result.afterMs ?? backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random());
        if (attempt >= MAX_TRIES || pause > MAX_PAUSE_MS) throw result;
        await sleep(pause, undefined, { signal });
      }
    },
    close: () => dispatcher.close(),
  };
}

async function discard(response: Response): Promise<undefined> {
  await response.body?.cancel();
}

async function readBounded(response: Response, url: URL): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > MAX_BYTES) throw new Rejected(`${url.host} sent more than ${MAX_BYTES} bytes for ${url.pathname}`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string, url: URL): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Rejected(`${url.host} sent no JSON for ${url.pathname}`, { cause });
  }
}
