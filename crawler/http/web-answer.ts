import type { Headers, Response } from 'undici';
import { errorCodes } from './error-causes.ts';

/** An answer, whatever its status, as soon as its headers are there. Its body must be read to the end, or dumped. */
export interface WebAnswer {
  status: number;
  headers: Headers;
  /** Where it came from in the end. */
  url: URL;
  /** For one reader. Throws {@link BrokenOff} when the connection ends too early, and what the request was aborted with. */
  body: AsyncIterable<Uint8Array>;
  /** Ends the answer without reading on. */
  dump(): Promise<void>;
}

/** The other side has ended an answer before its end, or has sent what cannot be unpacked. */
export class BrokenOff extends Error {
  /** That of the connection, if there was one. */
  readonly code: string | undefined;
  constructor(host: string, cause: unknown) {
    super(`${host} broke off its answer`, { cause });
    this.name = 'BrokenOff';
    this.code = errorCodes(cause)[0];
  }
}

/**
 * An answer whose body is read later.
 *
 * @param signal of the request
 * @param end told once, when nothing more will come: the body is read, dumped, broken off or aborted
 */
export function webAnswer(response: Response, url: URL, signal: AbortSignal, end: () => void): WebAnswer {
  const over = () => {
    signal.removeEventListener('abort', over);
    end();
  };
  signal.addEventListener('abort', over);
  if (signal.aborted || response.body === null) over();
  const read = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of response.body ?? []) yield chunk as Uint8Array;
    } catch (cause) {
      signal.throwIfAborted();
      throw new BrokenOff(url.host, cause);
    } finally {
      over();
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    url,
    body: read(),
    async dump() {
      await response.body?.cancel().catch(() => {});
      over();
    },
  };
}
