import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import path from 'node:path';

/** A file of a package's own code. */
export interface SourceFile {
  /** Relative to the package. */
  path: string;
  text: string;
}

/** Bounds of what is read of one package; bundles of a whole program in one file have up to some MB. */
const FILE_BYTES = 4 * 1024 * 1024;
const ALL_BYTES = 16 * 1024 * 1024;
const FILES = 500;
const ENTRIES = 10_000;
const CODE = /\.(?:[mc]?[jt]sx?|py)$/i;
const NOT_CODE = /\.d\.[mc]?ts$|\.(?:test|spec)\.|^test_|_test\.py$/i;
/** Directories that hold other people's code, examples, or none. */
const NOT_OWN = new Set([
  'node_modules',
  'site-packages',
  'test',
  'tests',
  '__tests__',
  '__pycache__',
  'examples',
  'docs',
]);

/** Reads the code of a package, folder by folder in the order of their names; links are not followed. */
export async function readSources(dir: string): Promise<SourceFile[]> {
  const found: SourceFile[] = [];
  let [bytes, entries] = [0, 0];
  const pending = [''];
  for (const folder of pending) {
    const files: string[] = [];
    const folders: string[] = [];
    try {
      for await (const entry of await opendir(path.join(dir, folder))) {
        if (++entries > ENTRIES) break;
        if (entry.isDirectory() && !NOT_OWN.has(entry.name) && !entry.name.startsWith('.')) folders.push(entry.name);
        else if (entry.isFile() && CODE.test(entry.name) && !NOT_CODE.test(entry.name)) files.push(entry.name);
      }
    } catch {
      continue; // Not there, or not ours to read.
    }
    for (const name of files.sort()) {
      if (found.length >= FILES || bytes >= ALL_BYTES) return found;
      const file = path.join(folder, name);
      const text = await readText(path.join(dir, file), Math.min(FILE_BYTES, ALL_BYTES - bytes));
      if (text === undefined) continue;
      bytes += Buffer.byteLength(text);
      found.push({ path: file, text });
    }
    if (entries > ENTRIES) break;
    pending.push(...folders.sort().map((name) => path.join(folder, name)));
  }
  return found;
}

/** A file that is longer than the limit is left out: half a program cannot be parsed. */
async function readText(file: string, maxBytes: number): Promise<string | undefined> {
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > maxBytes) return undefined;
    return await handle.readFile('utf8');
  } catch {
    return undefined;
  }
}
