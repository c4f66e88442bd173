import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What is kept of an answer: enough to ask whether it still holds, and the answer itself. */
export interface CachedAnswer {
  etag: string | undefined;
  lastModified: string | undefined;
  contentType: string | undefined;
  /** The Link header, which leads to the next page. */
  link: string | undefined;
  bytes: Uint8Array;
}

/** Answers on disk, for conditional requests (RFC 9110 section 13). Trouble of the disk only costs the saving. */
export interface ConditionalCache {
  find(key: string): Promise<CachedAnswer | undefined>;
  put(key: string, answer: CachedAnswer): Promise<void>;
  /** Notes that an answer was still right, so that it is kept longer than others. */
  touch(key: string): Promise<void>;
  /** Forgets an answer. */
  drop(key: string): Promise<void>;
}

export interface CacheBounds {
  /** Bytes of all files together; the ones that were unused for longest go first. */
  maxBytes: number;
  /** Bytes of one answer; larger ones are not kept. */
  maxEntryBytes: number;
}

const BOUNDS: CacheBounds = { maxBytes: 512 * 1024 * 1024, maxEntryBytes: 16 * 1024 * 1024 };

/** The first line of a file; the bytes follow. No address, which can hold a secret. The hash tells a file that was cut off from a whole one. */
const Head = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  contentType: z.string().optional(),
  link: z.string().optional(),
  sha256: z.string(),
});

const sha256 = (value: string | Uint8Array) => createHash('sha256').update(value).digest('hex');

/**
 * A cache in a folder of its own, readable by its owner alone, since answers to keyed requests are in it. Several processes may
 * share it. An answer is used only after its origin said that it still holds: a listing must never be older than it seems,
 * which is why this is no cache of RFC 9111 (undici's would answer by itself while `max-age` lasts).
 */
export function conditionalCache(folder: string, bounds: Partial<CacheBounds> = {}): ConditionalCache {
  const { maxBytes, maxEntryBytes } = { ...BOUNDS, ...bounds };
  const fileOf = (key: string) => join(folder, sha256(key));
  /** Bytes in the folder as far as this process knows; counted again when it is pruned. */
  let total: number | undefined;

  const prune = async (): Promise<number> => {
    const names = await readdir(folder);
    const files = await Promise.all(
      names.map(async (name) => {
        const path = join(folder, name);
        const found = await stat(path).catch(() => undefined);
        return { path, size: found?.size ?? 0, usedAt: found?.mtimeMs ?? 0 };
      }),
    );
    let size = files.reduce((sum, file) => sum + file.size, 0);
    if (size <= maxBytes) return size;
    // Down to four fifths, so that not every further answer prunes again.
    for (const file of files.sort((a, b) => a.usedAt - b.usedAt)) {
      if (size <= maxBytes * 0.8) break;
      await unlink(file.path).catch(() => {});
      size -= file.size;
    }
    return size;
  };

  return {
    async find(key) {
      const content = await readFile(fileOf(key)).catch(() => undefined);
      return content && read(content);
    },
    async put(key, { bytes, ...validators }) {
      if (bytes.byteLength > maxEntryBytes) return;
      const head = `${JSON.stringify({ ...validators, sha256: sha256(bytes) })}\n`;
      const temporary = join(folder, `${randomBytes(8).toString('hex')}.part`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        total ??= await prune();
        await writeFile(temporary, Buffer.concat([Buffer.from(head), bytes]), { mode: 0o600, flag: 'wx' });
        await rename(temporary, fileOf(key));
        total += head.length + bytes.byteLength;
        if (total > maxBytes) total = await prune();
      } catch {
        await unlink(temporary).catch(() => {});
      }
    },
    async touch(key) {
      const now = new Date();
      await utimes(fileOf(key), now, now).catch(() => {});
    },
    async drop(key) {
      await unlink(fileOf(key)).catch(() => {});
    },
  };
}

function read(content: Buffer): CachedAnswer | undefined {
  const end = content.indexOf(0x0a);
  if (end < 0) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(content.toString('utf8', 0, end));
  } catch {
    return undefined;
  }
  const head = Head.safeParse(json);
  const bytes = content.subarray(end + 1);
  if (!head.success || head.data.sha256 !== sha256(bytes)) return undefined;
  const { etag, lastModified, contentType, link } = head.data;
  return { etag, lastModified, contentType, link, bytes };
}
