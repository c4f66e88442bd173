import { fetch, type BodyInit, type Dispatcher, type Response } from 'undici';

/** One request over the wire. */
export interface WireRequest {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body?: BodyInit | undefined;
  dispatcher: Dispatcher;
  signal: AbortSignal;
}

/** Sends it and answers as soon as the headers are there, whatever the status. @throws what `fetch` throws */
export function send({ url, method, headers, body, dispatcher, signal }: WireRequest): Promise<Response> {
  return fetch(url, {
    method,
    headers: { ...headers },
    ...(body === undefined ? {} : { body, duplex: 'half' as const }),
    dispatcher,
    redirect: 'manual',
    signal,
  });
}
