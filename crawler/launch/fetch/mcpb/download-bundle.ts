import { BUNDLE_LIMITS } from '../../../bundle/bundle-limits.ts';
import { download } from '../../../http/download.ts';
import { BrokenOff } from '../../../http/web-answer.ts';
import { isWebFailure, type WebClient } from '../../../http/web-client.ts';
import type { Limits } from '../../limits.ts';
import type { FetchFailure } from '../fetch-failure.ts';

/** A second try, because connections do get lost. */
const TRIES = 2;

/**
 * Downloads a file that a record names; release files of code hosts are redirected to their storage.
 *
 * @returns why it failed, or `undefined`
 * @throws what `signal` was aborted with
 */
export async function downloadBundle(
  web: WebClient,
  url: URL,
  file: string,
  limits: Limits,
  signal: AbortSignal,
): Promise<FetchFailure | undefined> {
  const maxBytes = Math.min(BUNDLE_LIMITS.fileBytes, limits.downloadBytes);
  try {
    const answer = await web.ask({ url, signal, follow: 'anywhere', tries: TRIES });
    if (isWebFailure(answer)) {
      const { code, detail } = answer;
      return { code: code === 'redirected' || code === 'address-refused' ? code : 'registry-unavailable', detail };
    }
    const { status } = answer;
    if (status !== 200) {
      await answer.dump();
      const where = `${url.host} answered ${status} to the request for the bundle.`;
      if (status === 404 || status === 410) return { code: 'not-found', detail: where };
      if (status === 401 || status === 403) return { code: 'auth-required', detail: where };
      return { code: 'registry-unavailable', detail: where };
    }
    const found = await download(answer.body, file, maxBytes);
    return found === undefined
      ? { code: 'too-large', detail: `The bundle has more than ${maxBytes} bytes.` }
      : undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BrokenOff)) throw error;
    return { code: 'registry-unavailable', detail: `${error.message}.` };
  }
}
