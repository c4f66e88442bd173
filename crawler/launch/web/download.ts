import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import type { WebAnswer } from './web-client.ts';

/**
 * Writes the body of an answer to a new file.
 *
 * @returns its size and SHA-256, or `undefined` when it is longer than `maxBytes`
 * @throws when the connection breaks or the request's signal is aborted
 */
export async function download(
  answer: WebAnswer,
  file: string,
  maxBytes: number,
): Promise<{ bytes: number; sha256: string } | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using handle = await open(file, 'wx', 0o600);
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    hash.update(chunk);
    await handle.writeFile(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}
