import { createHash } from 'node:crypto';
import { Headers } from 'undici';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { isPublicAddress, literalAddress, PrivateAddress } from './address-guard.ts';
import type { CachedAnswer, ConditionalCache } from './conditional-cache.ts';
import { exchange, type Answer, type Question } from './exchange.ts';
import { hostRests } from './host-rests.ts';
import { hostTurns } from './host-turns.ts';
import type { HttpLimits, OriginSettings } from './http-client.ts';
import { openDispatcher } from './open-dispatcher.ts';
import type { Politeness } from './politeness.ts';
import { rateLimitMs } from './rate-limit.ts';
import { refusalOf, troubleOf } from './refuse.ts';

export interface AskerOptions {
  limits: HttpLimits;
  politeness: (url: URL) => Politeness;
  allowPrivate: boolean;
  cache: ConditionalCache | undefined;
}

export type Origins = ReadonlyMap<string, OriginSettings>;

export interface Asker {
  /**
   * Asks until there is an answer: in turn, again after trouble, with the validators of an answer that is kept.
   *
   * @returns the answer, `undefined` for 404 (unless every status is an answer)
   */
  ask(question: Question, origins: Origins, signal: AbortSignal): Promise<Answer | undefined>;
  close(): Promise<void>;
}

/** What all clients share that were made from one: queues, connections, the cache. */
export function createAsker({ limits, politeness, allowPrivate, cache }: AskerOptions): Asker {
  /** The row of each queue: of a host, or of a part of one that has an allowance of its own. */
  const rows = new Map<string, Politeness>();
  const queueOf = (url: URL) => {
    const row = politeness(url);
    const queue = `${url.hostname}${row.path ?? ''}`;
    rows.set(queue, row);
    return queue;
  };
  const turns = hostTurns((queue) => rows.get(queue)!);
  const rests = hostRests(turns, limits.maxPauseMs);
  const guarded = openDispatcher({ guarded: true });
  const open = openDispatcher();

  /** One try; what is trouble of the host comes back as a value. */
  const tryOnce = async (question: Question, trusted: boolean, signal: AbortSignal): Promise<Answer | RetryLater> => {
    const { url } = question;
    const queue = queueOf(url);
    rests.check(queue);
    const end = await turns.take(queue, signal);
    try {
      const dispatcher = trusted ? open : guarded;
      const answer = await exchange(question, { dispatcher, timeoutMs: limits.timeoutMs, signal });
      const trouble = troubleOf(answer, url, Date.now());
      if (trouble !== undefined) return trouble;
      const rest = rateLimitMs(answer.headers, Date.now());
      if (rest !== undefined) rests.rest(queue, rest);
      return answer;
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof Rejected) throw cause;
      if (isPrivate(cause)) throw privateRefusal(url);
      return new RetryLater(`${url.host} could not be reached`, { cause });
    } finally {
      end();
    }
  };

  const tryAgain = async (question: Question, trusted: boolean, signal: AbortSignal): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      const result = await tryOnce(question, trusted, signal);
      if (!(result instanceof RetryLater)) return result;
      const backoff = limits.backoffMs * 2 ** (attempt - 1) * (0.5 + Math.random());
      const pause = Math.max(result.afterMs ?? 0, backoff);
      if (pause > limits.maxPauseMs) rests.rest(queueOf(question.url), pause);
      if (attempt >= question.tries || pause > limits.maxPauseMs) throw result;
      // The pause holds for every request to the host, not only for this one.
      turns.pause(queueOf(question.url), pause);
    }
  };

  /** With the validators of the kept answer, and with that answer where it still holds. */
  const askConditionally = async (question: Question, trusted: boolean, signal: AbortSignal): Promise<Answer> => {
    const key = question.method === 'GET' ? keyOf(question) : '';
    const kept = key === '' ? undefined : await cache?.find(key);
    const headers = { ...question.headers, ...validators(kept) };
    const answer = await tryAgain({ ...question, headers }, trusted, signal);
    if (answer.status === 304 && kept !== undefined && kept.bytes.byteLength <= question.maxBytes) {
      await cache?.touch(key);
      const headersNow = new Headers(answer.headers);
      if (kept.contentType !== undefined) headersNow.set('content-type', kept.contentType);
      // The way to the next page belongs to the document.
      if (kept.link !== undefined) headersNow.set('link', kept.link);
      return { status: 200, headers: headersNow, bytes: kept.bytes };
    }
    if (key !== '' && answer.status === 200) await keep(cache, key, answer);
    return answer;
  };

  return {
    async ask(question, origins, signal) {
      for (let { url, redirects } = question; ; redirects -= 1) {
        checkUrl(url);
        const settings = origins.get(url.origin);
        const trusted = allowPrivate || settings?.trusted === true;
        const address = literalAddress(url);
        if (!trusted && address !== undefined && !isPublicAddress(address)) throw privateRefusal(url);
        // The headers of an origin are added for each step anew: a redirect must not take a key with it.
        const headers = { ...question.headers, ...lowerCase(settings?.headers) };
        const answer = await askConditionally({ ...question, url, headers }, trusted, signal);
        if (answer.status === 200) return answer;
        const target = redirects > 0 ? redirectOf(answer, url) : undefined;
        if (target !== undefined) url = target;
        else if (question.anyStatus) return answer;
        else if (answer.status === 404) return undefined;
        else throw refusalOf(answer, url);
      }
    },
    async close() {
      await Promise.all([guarded.close(), open.close()]);
    },
  };
}

function checkUrl(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new Rejected(`${url.protocol} is not http or https`);
  // fetch() would refuse it as well, with a message that quotes the password.
  if (url.username !== '' || url.password !== '') throw new Rejected(`the URL of ${url.host} holds a user or password`);
}

function privateRefusal(url: URL): Rejected {
  return new Rejected(`${url.host} is an address of this machine or of the network around it`, {
    hint: 'Addresses that others name must be public; --allow-private lets all of them through.',
  });
}

/** `fetch` wraps what the connector threw, and several attempts at once in one more error. */
function isPrivate(error: unknown): boolean {
  for (let e = error, depth = 0; e instanceof Error && depth < 5; e = e.cause, depth++) {
    if (e instanceof PrivateAddress) return true;
  }
  return false;
}

/** Where a redirect leads; never from https to http. */
function redirectOf({ status, headers }: Answer, from: URL): URL | undefined {
  const location = headers.get('location') ?? '';
  if (![301, 302, 303, 307, 308].includes(status) || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from.href);
  return from.protocol === 'https:' && target.protocol !== 'https:' ? undefined : target;
}

/** Header names in one spelling: two of one name would be sent as one header with two values. */
function lowerCase(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Answers differ by what was asked for and by whose key it was asked with. */
function keyOf({ url, headers }: Question): string {
  const asked = Object.entries(headers)
    .filter(([name]) => name !== 'user-agent')
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([url.href, asked]))
    .digest('hex');
}

function validators(kept: CachedAnswer | undefined): Record<string, string> {
  return {
    ...(kept?.etag === undefined ? {} : { 'if-none-match': kept.etag }),
    ...(kept?.lastModified === undefined ? {} : { 'if-modified-since': kept.lastModified }),
  };
}

/** Keeps an answer that can be asked about again. */
async function keep(cache: ConditionalCache | undefined, key: string, { headers, bytes }: Answer): Promise<void> {
  const header = (name: string) => headers.get(name) ?? undefined;
  const [etag, lastModified] = [header('etag'), header('last-modified')];
  if (etag === undefined && lastModified === undefined) return;
  if (/\bno-store\b/i.test(header('cache-control') ?? '')) return;
  await cache?.put(key, { etag, lastModified, contentType: header('content-type'), link: header('link'), bytes });
}
