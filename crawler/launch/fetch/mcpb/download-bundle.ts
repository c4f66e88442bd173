import { BUNDLE_LIMITS } from '../../../bundle/bundle-limits.ts';
import type { Limits } from '../../limits.ts';
import { download } from '../../web/download.ts';
import type { WebClient } from '../../web/web-client.ts';
import type { FetchFailure } from '../fetch-failure.ts';

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
  const clock = AbortSignal.timeout(limits.fetchMs);
  const both = AbortSignal.any([signal, clock]);
  const maxBytes = Math.min(BUNDLE_LIMITS.fileBytes, limits.downloadBytes);
  let end = () => {};
  try {
    end = await web.turn(url.hostname, both);
    const answer = await web.ask({ url, signal: both, follow: 'anywhere' });
    if ('code' in answer) {
      const { code, detail } = answer;
      return { code: code === 'redirected' || code === 'address-refused' ? code : 'registry-unavailable', detail };
    }
    const { status } = answer;
    if (status !== 200) {
      await answer.body.dump({ limit: 64 * 1024 });
      const where = `${url.host} answered ${status} to the request for the bundle.`;
      if (status === 404 || status === 410) return { code: 'not-found', detail: where };
      if (status === 401 || status === 403) return { code: 'auth-required', detail: where };
      return { code: 'registry-unavailable', detail: where };
    }
    const found = await download(answer, file, maxBytes);
    return found === undefined
      ? { code: 'too-large', detail: `The bundle has more than ${maxBytes} bytes.` }
      : undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (clock.aborted) {
      return { code: 'fetch-timed-out', detail: `Downloading the bundle took longer than ${limits.fetchMs} ms.` };
    }
    if (
      (error as NodeJS.ErrnoException).syscall !== undefined &&
      /ENOSPC|EIO/.test(String((error as NodeJS.ErrnoException).code))
    ) {
      throw error;
    }
    return { code: 'registry-unavailable', detail: `${url.host} broke off its answer.` };
  } finally {
    end();
  }
}
