import type { BodyInit, Dispatcher, Headers } from 'undici';
import { Rejected } from '../../catalog/errors.ts';
import { readBounded } from './bounded-body.ts';
import { send } from './send.ts';

export interface Question {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: BodyInit | undefined;
  /** Bytes of the answer at most, unpacked. */
  maxBytes: number;
  /** How many redirects of a GET are followed. */
  redirects: number;
  /** How often a host in trouble is asked. */
  tries: number;
  /** Milliseconds that the host may have us wait before a try; one that wants more is left alone. */
  maxPauseMs: number;
  /** Milliseconds for one try, from the grant of its turn to the last byte, for however slow a server drips. */
  timeoutMs: number;
  /** Whether every status is an answer, or only 200; the body of others is not read then. */
  anyStatus: boolean;
  /** Statuses that say that there is no such document. */
  absent: readonly number[];
  /**
   * Whether a 200 is the document that was meant; only such are kept. It sees every 200 of a GET, the one that is returned
   * last. Without it nothing is kept.
   */
  accepts?: ((answer: Answer) => boolean | Promise<boolean>) | undefined;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

/**
 * One request and its whole answer, whatever its status.
 *
 * @throws Rejected for too many bytes, whatever `fetch` throws for trouble of the network
 */
export async function exchange(
  { url, method, headers, body, maxBytes, anyStatus, timeoutMs }: Question,
  { dispatcher, signal }: { dispatcher: Dispatcher; signal: AbortSignal },
): Promise<Answer> {
  const clock = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await send({ url, method, headers, body, dispatcher, signal: clock });
  const { status } = response;
  if (status === 200 || anyStatus) {
    const bytes = await readBounded(response.body ?? nothing(), maxBytes);
    if (bytes === undefined) throw new Rejected(`${url.host} sent more than ${maxBytes} bytes for ${url.pathname}`);
    return { status, headers: response.headers, bytes };
  }
  // Not read: its length is not ours to bound, and nothing in it would change what happens.
  await response.body?.cancel();
  return { status, headers: response.headers, bytes: new Uint8Array() };
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
