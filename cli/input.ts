import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Rejected } from '../catalog/errors.ts';
import type { Io } from './io.ts';

/**
 * The bytes of an input file; `-` is standard input, `.gz` is unpacked.
 *
 * @throws Rejected when there is no such file
 */
export async function openInput(io: Io, file: string): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return io.stdin;
  const found = await stat(file).catch((cause: unknown) => {
    throw new Rejected(`cannot read ${file}`, { cause, hint: 'Give a file of JSON lines, or - for standard input.' });
  });
  if (found.isDirectory()) throw new Rejected(`${file} is a folder`, { hint: 'Give a file of JSON lines.' });
  const bytes = createReadStream(file);
  if (!file.endsWith('.gz')) return bytes;
  return unpacked(bytes, file);
}

async function* unpacked(bytes: Readable, file: string): AsyncGenerator<Uint8Array> {
  try {
    const gunzip = createGunzip();
    bytes.on('error', (error) => gunzip.destroy(error));
    yield* bytes.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new Rejected(`${file} is no gzip file`, { cause });
  }
}
