import { lstat, opendir, readlink } from 'node:fs/promises';
import path from 'node:path';

/** What lies in an installed tree. */
export interface TreeContents {
  /** Directories with a package.json directly below a `node_modules` (or its scope). */
  packages: number;
  /** Sum of the file sizes. */
  bytes: number;
}

/**
 * Walks an installed package tree without following links.
 *
 * @returns its contents, or what is wrong with it: too many entries, a link that leads out of the tree, or a special file
 */
export async function inspectTree(
  root: string,
  maxEntries: number,
): Promise<TreeContents | { problem: string; tooLarge: boolean }> {
  const contents: TreeContents = { packages: 0, bytes: 0 };
  const pending = [root];
  let entries = 0;
  for (let dir = pending.pop(); dir !== undefined; dir = pending.pop()) {
    for await (const entry of await opendir(dir)) {
      entries += 1;
      if (entries > maxEntries) return { problem: `has more than ${maxEntries} files`, tooLarge: true };
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) {
        pending.push(file);
      } else if (entry.isSymbolicLink()) {
        const target = path.resolve(dir, await readlink(file));
        if (target !== root && !target.startsWith(`${root}${path.sep}`)) {
          return { problem: `has a link that leads out of it: ${path.relative(root, file)}`, tooLarge: false };
        }
      } else if (!entry.isFile()) {
        return { problem: `has a file that is no plain file: ${path.relative(root, file)}`, tooLarge: false };
      } else {
        contents.bytes += (await lstat(file)).size;
        if (entry.name === 'package.json' && isPackageDir(path.relative(root, dir))) contents.packages += 1;
      }
    }
  }
  return contents;
}

function isPackageDir(dir: string): boolean {
  const parts = dir.split(path.sep);
  return parts.at(-2) === 'node_modules' || (parts.at(-3) === 'node_modules' && parts.at(-2)!.startsWith('@'));
}
