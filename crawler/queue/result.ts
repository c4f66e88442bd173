import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, brotliDecompress, constants } from 'node:zlib';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { PREFIX } from './wire.ts';

const MB = 1024 * 1024;

/**
 * Bounds of one result. A server may write 16 MB of JSON (LIMITS.stdoutBytes), and JSON written anew may be longer than what
 * was read (1e20 becomes 21 digits), so that there is room for some times as much before compression.
 */
export const RESULT_BOUNDS = { rawBytes: 64 * MB, packedBytes: 24 * MB };

/** What one command carries: Redis does nothing else meanwhile. */
const CHUNK = 512 * 1024;

/** The return value of a job: where its result lies. Small, because BullMQ copies it into its stream of events. */
export const ResultNote = z.object({
  key: z.string().regex(/^toolgate:result:[0-9a-f-]{36}$/),
  bytes: z.int().min(1).max(RESULT_BOUNDS.packedBytes),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ResultNote = z.infer<typeof ResultNote>;

/** A result packed for the way. */
export interface PackedResult {
  packed: Buffer;
  rawBytes: number;
}

const compress = promisify(brotliCompress);
const decompress = promisify(brotliDecompress);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Packs a value, or says by its size that it is above the bounds. */
export async function packResult(value: unknown): Promise<PackedResult | { tooLarge: number }> {
  const raw = Buffer.from(JSON.stringify(value));
  if (raw.length > RESULT_BOUNDS.rawBytes) return { tooLarge: raw.length };
  // Quality 4: lists shrink to a tenth at the speed of gzip; the default, 11, takes a minute for 16 MB.
  const packed = await compress(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  return packed.length > RESULT_BOUNDS.packedBytes ? { tooLarge: packed.length } : { packed, rawBytes: raw.length };
}

/**
 * Writes a packed result under a key of its own, in pieces at fixed places, so that a piece which is sent again after a lost
 * connection changes nothing. Two workers with the same job write two results; the job names one of them, the other expires.
 */
export async function writeResult(redis: Redis, packed: Buffer, keepMs: number): Promise<ResultNote> {
  const key = `${PREFIX}:result:${randomUUID()}`;
  for (let at = 0; at < packed.length; at += CHUNK) {
    const piece = packed.subarray(at, at + CHUNK);
    const answers = await redis.multi().setrange(key, at, piece).pexpire(key, keepMs).exec();
    const failed = answers?.find(([error]) => error !== null)?.[0];
    if (failed !== undefined && failed !== null) throw failed;
  }
  return { key, bytes: packed.length, sha256: hashOf(packed) };
}

/**
 * Reads a result back; neither its note nor its bytes are believed.
 *
 * @returns the parsed JSON, or what is wrong with it
 * @throws when Redis fails
 */
export async function readResult(redis: Redis, note: ResultNote): Promise<{ value: unknown } | { problem: string }> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < note.bytes; at += CHUNK) {
    const piece = await redis.getrangeBuffer(note.key, at, Math.min(at + CHUNK, note.bytes) - 1);
    if (piece.length === 0) break;
    pieces.push(piece);
  }
  const packed = Buffer.concat(pieces);
  if (packed.length === 0) return { problem: 'the result is gone' };
  if (packed.length !== note.bytes || hashOf(packed) !== note.sha256) return { problem: 'the result is damaged' };
  try {
    const raw = await decompress(packed, { maxOutputLength: RESULT_BOUNDS.rawBytes });
    return { value: JSON.parse(raw.toString()) as unknown };
  } catch {
    return { problem: 'the result cannot be unpacked within its bounds' };
  }
}
