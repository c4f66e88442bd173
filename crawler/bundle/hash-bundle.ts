import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BundleSource } from './open-bundle.ts';

/** SHA-256 of a bundle's file, in lower-case hex, as `fileSha256` of server.json gives it. */
export async function hashBundle(source: BundleSource, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  if (typeof source !== 'string') return hash.update(source).digest('hex');
  for await (const chunk of createReadStream(source, { signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
