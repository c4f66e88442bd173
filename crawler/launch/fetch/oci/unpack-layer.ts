import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { PassThrough, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { troubleOf } from '../../trouble-of.ts';
import { FetchEnded } from './fetch-ended.ts';
import type { ImageTree } from './image-tree.ts';
import { readTar, type HeadersLeft, type TarEntry } from './read-tar.ts';

/** What is left to be unpacked of an image, counted down over its layers. */
export interface Remaining extends HeadersLeft {
  bytes: number;
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
  const unpack = async (chunks: AsyncIterable<Buffer>) => {
    for await (const entry of readTar(chunks, remaining, signal)) await unpackEntry(entry, tree);
  };
  try {
    await pipeline(createReadStream(file), await decompressor(file), counted, unpack, { signal });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof FetchEnded) throw error;
    if (isForeign(error)) throw error;
    throw new FetchEnded('unsafe-archive', `A layer is no readable archive: ${reasonOf(error)}.`);
  }
  const found = `sha256:${hash.digest('hex')}`;
  if (found !== diffId) throw new FetchEnded('digest-mismatch', `A layer unpacks to ${found}, not to ${diffId}.`);
}

async function unpackEntry({ name, kind, target, executable, content }: TarEntry, tree: ImageTree): Promise<void> {
  const base = path.posix.basename(name);
  if (base === OPAQUE) await tree.whiteOutContents(path.posix.dirname(name));
  else if (base.startsWith(WHITEOUT)) {
    await tree.whiteOut(path.posix.join(path.posix.dirname(name), base.slice(WHITEOUT.length)));
  } else if (kind === 'folder') await tree.putFolder(name);
  else if (kind === 'symlink') await tree.putLink(name, target);
  else if (kind === 'link') await tree.putHardLink(name, target);
  else if (kind === 'file') await tree.putFile(name, content, executable);
  // Devices and pipes are nothing that a server needs to list its tools.
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
