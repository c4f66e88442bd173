import { constants } from 'node:fs';
import { open, opendir } from 'node:fs/promises';
import path from 'node:path';
import type { PackageTexts } from './startable.ts';

/** Bytes of one text that are read; the rest says nothing new about configuration. */
const TEXT_BYTES = 512 * 1024;
const CODE_FILES = 200;
const CODE_BYTES = 8 * 1024 * 1024;
/** Entries looked at on the way to the code. */
const ENTRIES = 5_000;
const CODE = /\.(m|c)?[jt]s$|\.py$/i;
const NOT_CODE = /\.d\.(m|c)?ts$|\.min\.js$|\.(test|spec)\./i;
/** Directories that hold other people's code, or none. */
const NOT_OWN = new Set(['node_modules', '.git', 'test', 'tests', '__tests__', 'site-packages', 'docs', 'examples']);
const DECLARATIONS = ['smithery.yaml', 'smithery.yml', 'manifest.json', 'server.json'];

/**
 * Reads the texts of a package from its directory. What cannot be read counts as absent: links are not followed, special
 * files not opened, and everything has a limit.
 *
 * @param names how configuration examples may call it
 */
export async function readTexts(dir: string, names: string[], engines?: string): Promise<PackageTexts> {
  const files: string[] = [];
  try {
    for await (const entry of await opendir(dir)) if (entry.isFile() && files.length < ENTRIES) files.push(entry.name);
  } catch {
    // No such directory: no texts.
  }
  const readme = files.filter((name) => /^readme(\.(md|markdown|txt|rst))?$/i.test(name)).sort()[0];
  const declarations: Record<string, string> = {};
  for (const name of DECLARATIONS) {
    const text = files.includes(name) ? await readText(path.join(dir, name), TEXT_BYTES) : undefined;
    if (text !== undefined) declarations[name] = text;
  }
  let code: Promise<string[]> | undefined;
  return {
    names,
    readme: (readme && (await readText(path.join(dir, readme), TEXT_BYTES))) ?? '',
    declarations,
    engines,
    code: () => (code ??= readCode(dir)),
  };
}

/** Code files in the order of their paths, breadth first, so that what is cut lies deepest. */
async function readCode(root: string): Promise<string[]> {
  const texts: string[] = [];
  let [bytes, entries] = [0, 0];
  const pending = [root];
  for (const dir of pending) {
    const [files, dirs]: [string[], string[]] = [[], []];
    try {
      for await (const entry of await opendir(dir)) {
        if (++entries > ENTRIES) break;
        if (entry.isDirectory() && !NOT_OWN.has(entry.name)) dirs.push(entry.name);
        else if (entry.isFile() && CODE.test(entry.name) && !NOT_CODE.test(entry.name)) files.push(entry.name);
      }
    } catch {
      continue;
    }
    for (const name of files.sort()) {
      if (texts.length >= CODE_FILES || bytes >= CODE_BYTES) return texts;
      const text = await readText(path.join(dir, name), CODE_BYTES - bytes);
      if (text === undefined) continue;
      bytes += Buffer.byteLength(text);
      texts.push(text);
    }
    if (entries <= ENTRIES) pending.push(...dirs.sort().map((name) => path.join(dir, name)));
  }
  return texts;
}

/** The beginning of a plain file as text; `undefined` when it is something else or cannot be read. */
export async function readText(file: string, maxBytes: number): Promise<string | undefined> {
  try {
    // Not through a link, and without waiting for the writer of a pipe.
    await using handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = await handle.stat();
    if (!stats.isFile()) return undefined;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(stats.size, maxBytes)));
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return undefined;
  }
}
