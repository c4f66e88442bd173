import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import { troubleOf } from '../../trouble-of.ts';
import { FetchEnded } from './fetch-ended.ts';
import type { ImageTree } from './image-tree.ts';

/** What is left to be unpacked of an image, counted down over its layers. */
export interface Remaining {
  bytes: number;
  entries: number;
}

/** Names that mark something as taken away: https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts */
const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';

/**
 * Unpacks one layer, a tar archive, over the layers below it. Everything becomes readable for everybody and writable for
 * nobody else; owners, times, devices, pipes and set-uid bits are left out.
 *
 * @param diffId digest of the archive unpacked, as the image's configuration states it
 * @throws FetchEnded for a layer that is broken, too large, or another one than stated; what `signal` was aborted with
 */
export async function unpackLayer(
  file: string,
  diffId: string,
  tree: ImageTree,
  remaining: Remaining,
  signal: AbortSignal,
): Promise<void> {
  tree.nextLayer();
  const hash = createHash('sha256');
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      remaining.bytes -= chunk.length;
      if (remaining.bytes < 0) done(new FetchEnded('too-large', 'Unpacked, the image is larger than the limit.'));
      else {
        hash.update(chunk);
        done(null, chunk);
      }
    },
  });
  const archive = extract();
  try {
    const unpacking = pipeline(createReadStream(file), await decompressor(file), counted, archive, { signal });
    // The walk below ends with the same error; this only keeps it from counting as unhandled.
    unpacking.catch(() => {});
    for await (const entry of archive) {
      remaining.entries -= 1;
      if (remaining.entries < 0) throw new FetchEnded('too-large', 'The image has more files than the limit.');
      await unpackEntry(entry as unknown as Entry, tree);
      // Entries that take nothing from the disk follow each other without a pause, in which clocks and aborts are heard.
      await nextTurn();
      signal.throwIfAborted();
    }
    await unpacking;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FetchEnded) throw error;
    if (isForeign(error)) throw error;
    throw new FetchEnded('unsafe-archive', `A layer is no readable archive: ${reasonOf(error)}.`);
  } finally {
    archive.destroy();
  }
  const found = `sha256:${hash.digest('hex')}`;
  if (found !== diffId) throw new FetchEnded('digest-mismatch', `A layer unpacks to ${found}, not to ${diffId}.`);
}

/** An entry as the walk over an archive gives it; the types of the library do not export theirs. */
type Entry = Readable & { header: Header };

async function unpackEntry(entry: Entry, tree: ImageTree): Promise<void> {
  const { name, type, mode, linkname } = entry.header;
  const base = path.posix.basename(name);
  if (base === OPAQUE) await tree.whiteOutContents(path.posix.dirname(name));
  else if (base.startsWith(WHITEOUT)) {
    await tree.whiteOut(path.posix.join(path.posix.dirname(name), base.slice(WHITEOUT.length)));
  } else if (type === 'directory') await tree.putFolder(name);
  else if (type === 'symlink') await tree.putLink(name, linkname ?? '');
  else if (type === 'link') await tree.putHardLink(name, linkname ?? '');
  else if (type === 'file' || type === 'contiguous-file') {
    await tree.putFile(name, entry, (mode & 0o111) !== 0);
    return;
  }
  // Devices and pipes are nothing that a server needs to list its tools.
  entry.resume();
}

/** By the first bytes: media types are not always right, and the digest has been checked. */
async function decompressor(file: string): Promise<Transform> {
  await using handle = await open(file);
  const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
  if (buffer[0] === 0x1f && buffer[1] === 0x8b) return createGunzip();
  return buffer.readUInt32LE(0) === 0xfd2fb528 ? createZstdDecompress() : new PassThrough();
}

/** Trouble of the machine (a full disk), which is no property of the image. */
function isForeign(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' && /^(ENOSPC|EACCES|EPERM|EIO|EMFILE|EROFS)$/.test(code);
}

const reasonOf = (error: unknown) => JSON.stringify(troubleOf(error).slice(0, 200));
