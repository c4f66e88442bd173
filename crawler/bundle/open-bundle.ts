/** The only file that imports yauzl: reading the directory of a zip file that a stranger made. */
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import type { BundleLimits } from './bundle-limits.ts';
import { BadBundle, type BundleProblem } from './bundle-problem.ts';

/** A file on disk, or one that is in memory already. */
export type BundleSource = string | Buffer;

/** A file, folder or link of a bundle, whose path was checked. */
export interface BundleEntry {
  /** Relative, with `/`, without `.`, `..` or empty parts. */
  path: string;
  kind: 'file' | 'folder' | 'link';
  /** As its directory states it; reading ends with an error when there is more. */
  bytes: number;
  executable: boolean;
  read: () => Promise<Readable>;
}

/**
 * Opens a bundle, hands its entries to `visit` one after another, and closes it. Before an entry is handed over, all bounds
 * are checked with what the directory of the bundle states, so that a bomb is refused before anything of it is unpacked:
 * the first walk only looks, the second one visits.
 *
 * @returns what is wrong with it, or nothing
 * @throws errors of the file system, and the signal's reason when it is aborted
 */
export async function openBundle(
  source: BundleSource,
  limits: BundleLimits,
  visit: (entry: BundleEntry) => Promise<void>,
  signal?: AbortSignal,
): Promise<BundleProblem | undefined> {
  const checking = async () => signal?.throwIfAborted();

  try {
    const size = typeof source === 'string' ? (await stat(source)).size : source.byteLength;
    if (size > limits.fileBytes) throw new BadBundle('too-large', `the file has ${size} bytes`);
    await walk(source, limits, checking);
    await walk(source, limits, async (entry) => {
      await checking();
      await visit(entry);
    });
    return undefined;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof BadBundle) return error.ending;
    if (isTooLong(error)) return { problem: 'unsafe', detail: 'a path of it is longer than this machine takes' };
    if (isForeign(error)) throw error;
    return { problem: 'not-a-bundle', detail: `it is no readable zip file: ${reasonOf(error)}` };
  }
}

async function walk(source: BundleSource, limits: BundleLimits, visit: (entry: BundleEntry) => Promise<void>) {
  const zip = typeof source === 'string' ? await openPromise(source) : await fromBufferPromise(source);
  try {
    if (zip.entryCount > limits.entries) throw new BadBundle('too-large', `it has ${zip.entryCount} files`);
    const kinds = new Map<string, BundleEntry['kind']>();
    let bytes = 0;
    for await (const raw of zip.eachEntry()) {
      const entry = checked(zip, raw, limits);
      bytes += entry.bytes;
      if (bytes > limits.treeBytes)
        throw new BadBundle('too-large', `it unpacks to more than ${limits.treeBytes} bytes`);
      claim(kinds, entry);
      // Folders that paths only name are made as well.
      if (kinds.size > limits.entries)
        throw new BadBundle('too-large', `it has more than ${limits.entries} files and folders`);
      await visit(entry);
    }
  } finally {
    zip.close();
  }
}

/** Folders in one path; the same as for images. */
const MOST_DEEP = 100;
/** Upper half of the external attributes, when Unix wrote them: file type and mode. */
const TYPE = 0o170000;
const LINK = 0o120000;
const FOLDER = 0o040000;
const FILE = 0o100000;

function checked(zip: ZipFile, raw: Entry, limits: BundleLimits): BundleEntry {
  const path = raw.fileName.replace(/\/$/, '');
  const shown = JSON.stringify(path.slice(0, 200));
  const bytes = Buffer.byteLength(path);
  if (bytes > limits.pathBytes) throw new BadBundle('unsafe', `a path of it is ${bytes} bytes long`);
  // yauzl has refused absolute paths and `..` already; what is left would be read differently by different programs.
  const parts = path.split('/');
  if (parts.length > MOST_DEEP) throw new BadBundle('unsafe', `a path of it is ${parts.length} folders deep`);
  if (parts.some((part) => part === '' || part === '.' || part === '..' || Buffer.byteLength(part) > 255)) {
    throw new BadBundle('unsafe', `${shown} is no plain path`);
  }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\0-\x1f\x7f]/.test(path)) throw new BadBundle('unsafe', `${shown} holds control characters`);
  if (raw.isEncrypted()) throw new BadBundle('not-a-bundle', `${shown} is encrypted`);
  if (!raw.canDecodeFileData()) throw new BadBundle('not-a-bundle', `${shown} is compressed in an unusual way`);

  const mode = raw.externalFileAttributes >>> 16;
  const type = mode & TYPE;
  if (type !== 0 && type !== LINK && type !== FOLDER && type !== FILE) {
    throw new BadBundle('unsafe', `${shown} is neither file nor folder`);
  }
  const isFolder = raw.fileName.endsWith('/') || type === FOLDER;
  return {
    path,
    kind: isFolder ? 'folder' : type === LINK ? 'link' : 'file',
    bytes: raw.uncompressedSize,
    executable: (mode & 0o111) !== 0,
    read: () => zip.openReadStreamPromise(raw),
  };
}

/** Two files at one path, or a file where another one needs a folder: whoever unpacks it later decides which one counts. */
function claim(kinds: Map<string, BundleEntry['kind']>, { path, kind }: BundleEntry): void {
  const clash = () => new BadBundle('unsafe', `${JSON.stringify(path.slice(0, 200))} is in it twice`);
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const folder = path.slice(0, at);
    const known = kinds.get(folder);
    if (known !== undefined && known !== 'folder') throw clash();
    if (known === undefined) kinds.set(folder, 'folder');
  }
  const known = kinds.get(path);
  if (known !== undefined && (known !== 'folder' || kind !== 'folder')) throw clash();
  kinds.set(path, kind);
}

const isTooLong = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENAMETOOLONG';

/** Trouble of the machine (a missing file, a full disk), which is no property of the bundle. */
function isForeign(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^E[A-Z]+$/.test(code) && !code.startsWith('ERR_');
}

/** The library's own words, which quote names of the file: kept short, and without what a terminal would obey. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : 'unknown';
  return JSON.stringify(message.slice(0, 200)).slice(1, -1);
}
