import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { portableMember } from './gzip-member.ts';

const compress = promisify(gzip);

/** Bytes of a file that become one member. */
const PIECE = 4 * 1024 * 1024;
/** Members that are made at the same time; Node has four threads for it. */
const TOGETHER = 4;

/**
 * Compresses a file of any size into another one, as several members that are made at the same time.
 *
 * @returns size and `sha256:…` of what was written
 */
export async function gzipFile(from: string, to: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const [source, target] = [await open(from), await open(to, 'w')];
  try {
    const underWay: Promise<Uint8Array>[] = [];
    const writeOldest = async () => {
      const member = await underWay.shift()!;
      hash.update(member);
      bytes += member.length;
      await target.writeFile(member);
    };
    for (let ended = false; !ended;) {
      const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(PIECE), 0, PIECE);
      ended = bytesRead === 0;
      // Without a member it would be no gzip file.
      if (!ended || bytes + underWay.length === 0) {
        underWay.push(compress(buffer.subarray(0, bytesRead), { level: 6 }).then(portableMember));
      }
      if (underWay.length >= TOGETHER) await writeOldest();
    }
    while (underWay.length > 0) await writeOldest();
  } finally {
    await source.close();
    await target.close();
  }
  return { bytes, sha256: `sha256:${hash.digest('hex')}` };
}
