import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, lstatSync } from 'node:fs';
import path from 'node:path';

/** Every file of a published folder with the hash of its bytes, without Toolgate's own memory of it. */
export function folderContent(root: string): Record<string, string> {
  const files = filesBelow(root).filter((file) => !file.startsWith('.toolgate/'));
  return Object.fromEntries(
    files.map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(path.join(root, file)))
        .digest('hex'),
    ]),
  );
}

/** Relative paths of all files below a folder, sorted. */
export function filesBelow(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => lstatSync(path.join(root, file)).isFile())
    .sort();
}
