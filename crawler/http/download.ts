import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { bounded, BodyTooLarge } from './bounded-body.ts';

/**
 * Writes a body to a new file.
 *
 * @returns its size and SHA-256, or `undefined` when it is longer than `maxBytes`
 * @throws whatever the body throws, and errors of the file system
 */
export async function download(
  body: AsyncIterable<Uint8Array>,
  file: string,
  maxBytes: number,
): Promise<{ bytes: number; sha256: string } | undefined> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using handle = await open(file, 'wx', 0o600);
  try {
    for await (const chunk of bounded(body, maxBytes)) {
      bytes += chunk.byteLength;
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
  return { bytes, sha256: hash.digest('hex') };
}
