import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';

/**
 * Everything that is published, names of files included: packed files unpacked, bytes as characters. What the publisher only
 * remembers for itself (`.toolgate`) is left out.
 */
export function publishedText(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.parentPath.includes('.toolgate'))
    .map((file) => {
      const path = join(file.parentPath, file.name);
      return `${path}\n${unpacked(path, readFileSync(path)).toString('latin1')}`;
    })
    .join('\n');
}

function unpacked(path: string, bytes: Buffer): Buffer {
  if (path.endsWith('.gz')) return gunzipSync(bytes);
  return path.endsWith('.bin') ? inflateRawSync(bytes) : bytes;
}
