import { createHash } from 'node:crypto';
import { Headers } from 'undici';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { PrivateAddress } from './address-guard.ts';
import type { CachedAnswer, ConditionalCache } from './conditional-cache.ts';
import { errorCauses } from './error-causes.ts';
import { exchange, type Answer, type Question } from './exchange.ts';
import type { OriginSettings } from './http-client.ts';
import type { Network } from './network.ts';
import { rateLimitMs } from './rate-limit.ts';
import { refusalOf, troubleOf } from './refuse.ts';
import { refusedAddress } from './refused-address.ts';
import type { Stopwatch } from './stopwatch.ts';
import { Trouble, tryAgain } from './try-again.ts';
import { walkRedirects } from './walk-redirects.ts';

export interface AskerOptions {
  allowPrivate: boolean;
  cache: ConditionalCache | undefined;
}

export type Origins = ReadonlyMap<string, OriginSettings>;

/** Who asks, and until when. */
export interface Asking {
  origins: Origins;
  signal: AbortSignal;
  /** Stands still while a turn is waited for. */
  watch?: Stopwatch | undefined;
}

/**
 * Asks for whole documents, until there is an answer: in turn, again after trouble, with the validators of an answer that is
 * kept.
 *
 * @returns the answer, `undefined` when there is no such document (unless every status is an answer)
 */
export type Asker = (question: Question, asking: Asking) => Promise<Answer | undefined>;

export function createAsker(network: Network, { allowPrivate, cache }: AskerOptions): Asker {
  const { queues, connections, limits } = network;

  /** One try; what is trouble of the host comes back as a value. */
  const tryOnce = async (question: Question, { origins, signal, watch }: Asking): Promise<Answer | Trouble<Answer>> => {
    const { url, maxPauseMs } = question;
    const { trusted = false, route } = origins.get(url.origin) ?? {};
    const turn = await queues.take(url, signal, { watch, maxPauseMs });
    try {
      const dispatcher = connections.through(route, !trusted && !allowPrivate);
      const answer = await exchange(question, { dispatcher, signal });
      const trouble = troubleOf(answer, url, Date.now());
      if (trouble !== undefined) return new Trouble(trouble, answer);
      const rest = rateLimitMs(answer.headers, Date.now());
      if (rest !== undefined) queues.rest(url, rest);
      return answer;
    } catch (cause) {
      signal.throwIfAborted();
      if (cause instanceof Rejected) throw cause;
      if (errorCauses(cause).some((error) => error instanceof PrivateAddress)) {
        throw addressRefusal(`${url.host} is an address of this machine or of the network around it`);
      }
      return new Trouble(new RetryLater(`${url.host} could not be reached`, { cause }));
    } finally {
      turn.end();
    }
  };

  const persist = async (question: Question, asking: Asking): Promise<Answer> => {
    const { url, tries, maxPauseMs } = question;
    const result = await tryAgain(queues, url, { ...limits, tries, maxPauseMs }, () => tryOnce(question, asking));
    if (result instanceof Trouble) throw result.error;
    return result;
  };

  /** With the validators of the kept answer, and with that answer where it still holds and is still what is meant. */
  const askConditionally = async (question: Question, asking: Asking): Promise<Answer> => {
    const { accepts } = question;
    if (question.method !== 'GET' || accepts === undefined) return persist(question, asking);
    const key = keyOf(question);
    const ask = async (headers: Record<string, string>) => {
      const answer = await persist({ ...question, headers: { ...question.headers, ...headers } }, asking);
      // Not before it was read: a page of maintenance with today's date would be newer than every listing after it.
      if (answer.status === 200 && (await accepts(answer))) await keep(cache, key, answer);
      return answer;
    };
    const found = await cache?.find(key);
    // What is too large for this question says nothing about how large the document is now.
    const kept = found !== undefined && found.bytes.byteLength <= question.maxBytes ? found : undefined;
    if (kept === undefined) return ask({});
    const answer = await ask(validators(kept));
    if (answer.status !== 304) return answer;
    const held = restored(kept, answer);
    if (stillHolds(kept, answer) && (await accepts(held))) {
      await cache?.touch(key);
      return held;
    }
    await cache?.drop(key);
    return ask({});
  };

  return async (question, asking) => {
    const { method, headers, redirects } = question;
    const { answer, url } = await walkRedirects(
      { url: question.url, method, headers },
      { most: redirects, follow: 'anywhere' },
      (hop) => {
        const settings = asking.origins.get(hop.url.origin);
        const trusted = allowPrivate || settings?.trusted === true;
        const refused = refusedAddress(hop.url, { trusted, httpsOnly: false });
        if (refused !== undefined) throw addressRefusal(refused);
        // The headers of an origin are added for each step anew: a redirect must not take a key with it.
        const all = { ...hop.headers, ...lowerCase(settings?.headers) };
        return askConditionally({ ...question, ...hop, headers: all }, asking);
      },
    );
    if (answer.status === 200 || question.anyStatus) return answer;
    if (question.absent.includes(answer.status)) return undefined;
    throw refusalOf(answer, url);
  };
}

function addressRefusal(reason: string): Rejected {
  return new Rejected(reason, {
    hint: 'Addresses that others name must be public; --allow-private lets all of them through.',
  });
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

/** The kept answer, with what the origin says of it now. */
function restored(kept: CachedAnswer, { headers: said }: Answer): Answer {
  const headers = new Headers(said);
  if (kept.contentType !== undefined) headers.set('content-type', kept.contentType);
  // The way to the next page belongs to the document.
  if (kept.link !== undefined) headers.set('link', kept.link);
  return { status: 200, headers, bytes: kept.bytes };
}

/** A date alone says that nothing is newer, not that it is the same document: one of another kind is another one. */
function stillHolds(kept: CachedAnswer, { headers }: Answer): boolean {
  const said = essence(headers.get('content-type'));
  return kept.etag !== undefined || said === undefined || said === essence(kept.contentType);
}

/** `application/json` of `application/json; charset=utf-8`. */
const essence = (type: string | null | undefined) => type?.split(';', 1)[0]!.trim().toLowerCase() || undefined;

/** Keeps an answer that can be asked about again. */
async function keep(cache: ConditionalCache | undefined, key: string, { headers, bytes }: Answer): Promise<void> {
  const header = (name: string) => headers.get(name) ?? undefined;
  const [etag, lastModified] = [header('etag'), header('last-modified')];
  if (etag === undefined && lastModified === undefined) return;
  if (/\bno-store\b/i.test(header('cache-control') ?? '')) return;
  await cache?.put(key, { etag, lastModified, contentType: header('content-type'), link: header('link'), bytes });
}
