import { fetch, type BodyInit, type Dispatcher, type Headers, type Response } from 'undici';
import { Rejected } from '../../catalog/errors.ts';

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
  /** Whether every status is an answer, or only 200; the body of others is not read then. */
  anyStatus: boolean;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Uint8Array;
}

interface ExchangeOptions {
  dispatcher: Dispatcher;
  /** From the request to the last byte, for however slow a server drips. */
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * One request and its answer, whatever its status.
 *
 * @throws Rejected for too many bytes, whatever `fetch` throws for trouble of the network
 */
export async function exchange(
  question: Question,
  { dispatcher, timeoutMs, signal }: ExchangeOptions,
): Promise<Answer> {
  const { url, method, headers, body, maxBytes, anyStatus } = question;
  const response = await fetch(url, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' as const }),
    dispatcher,
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const { status } = response;
  if (status === 200 || anyStatus) {
    return { status, headers: response.headers, bytes: await readBounded(response, url, maxBytes) };
  }
  // Not read: its length is not ours to bound, and nothing in it would change what happens.
  await response.body?.cancel();
  return { status, headers: response.headers, bytes: new Uint8Array() };
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
