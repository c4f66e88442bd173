import { ReadableStream as NodeStream } from 'node:stream/web';
import { FormData as OwnFormData, type BodyInit, type Dispatcher } from 'undici';
import { bounded as boundedBody } from './bounded-body.ts';
import { send } from './send.ts';

export interface FetchBounds {
  dispatcher: Dispatcher;
  /** Bytes of one answer, unpacked. */
  maxBytes: number;
  /** Milliseconds from the request to the last byte, for however slow a server drips. */
  timeoutMs: number;
}

/** Statuses whose answers have no body (Fetch standard, "null body status"). */
const WITHOUT_BODY = new Set([101, 103, 204, 205, 304]);

/**
 * A `fetch` for a library that brings its own client: through our dispatcher, bounded in size and time, never led to another
 * address, since a redirect would take the key with it.
 */
export function boundedFetch({ dispatcher, maxBytes, timeoutMs }: FetchBounds): typeof globalThis.fetch {
  const bounded: typeof globalThis.fetch = async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input);
    const clock = AbortSignal.timeout(timeoutMs);
    const response = await send({
      url: new URL(url),
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      body: init.body instanceof FormData ? ownForm(init.body) : ((init.body ?? undefined) as BodyInit | undefined),
      dispatcher,
      signal: init.signal ? AbortSignal.any([init.signal, clock]) : clock,
    });
    const { status, statusText, headers } = response;
    const body = WITHOUT_BODY.has(status) ? null : response.body;
    const counted = body && NodeStream.from(boundedBody(body, maxBytes));
    return new Response(counted as ReadableStream | null, { status, statusText, headers: [...headers] });
  };
  // Libraries look here for the class that goes with a fetch, to see whether it understands forms.
  return Object.assign(bounded, { Response });
}

/** A form of the runtime's own classes says nothing to undici. */
function ownForm(form: FormData): OwnFormData {
  const own = new OwnFormData();
  for (const [name, value] of form) {
    if (typeof value === 'string') own.append(name, value);
    else own.append(name, value, value.name);
  }
  return own;
}
