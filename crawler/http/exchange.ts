import { fetch, type Dispatcher, type Headers, type Response } from 'undici';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import { retryAfterMs } from './retry-after.ts';

export interface Question {
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** Makes it a POST. */
  body?: string;
  /** Bytes of the answer at most, unpacked. */
  maxBytes: number;
}

export interface Answer {
  bytes: Uint8Array;
  headers: Headers;
}

interface ExchangeOptions {
  dispatcher: Dispatcher;
  /** From the request to the last byte, for however slow a server drips. */
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * One request and its answer.
 *
 * @returns `undefined` for 404
 * @throws RetryLater for 408, 429 and 5xx, Rejected for every other status but 200 and for too many bytes, whatever `fetch`
 *   throws for trouble of the network
 */
export async function exchange(question: Question, options: ExchangeOptions): Promise<Answer | undefined> {
  const { url, headers, body, maxBytes } = question;
  const { dispatcher, timeoutMs, signal } = options;
  const response = await fetch(url, {
    ...(body === undefined ? {} : { method: 'POST', body }),
    headers: { ...headers },
    dispatcher,
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  if (response.status === 200) return { bytes: await readBounded(response, url, maxBytes), headers: response.headers };
  // Not read: its length is not ours to bound, and nothing in it would change what happens.
  await response.body?.cancel();
  if (response.status === 404) return undefined;
  if (response.status === 408 || response.status === 429 || response.status >= 500) {
    const afterMs = retryAfterMs(response.headers.get('retry-after'), Date.now());
    throw new RetryLater(`${url.host} answered ${response.status}`, { afterMs });
  }
  throw refusal(response, url);
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

async function readBounded(response: Response, url: URL, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    const bytes = chunk as Uint8Array;
    size += bytes.byteLength;
    if (size > maxBytes) throw new Rejected(`${url.host} sent more than ${maxBytes} bytes for ${url.pathname}`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}
