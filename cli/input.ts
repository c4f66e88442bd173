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
  return read(file);
}

async function* read(file: string): AsyncGenerator<Uint8Array> {
  try {
    const bytes = createReadStream(file);
    yield* file.endsWith('.gz') ? unpacked(bytes) : bytes;
  } catch (cause) {
    const packed = String((cause as NodeJS.ErrnoException).code).startsWith('Z_');
    throw new Rejected(packed ? `${file} is no gzip file` : `cannot read ${file}`, { cause });
  }
}

function unpacked(bytes: Readable): AsyncIterable<Uint8Array> {
  const gunzip = createGunzip();
  bytes.on('error', (error) => gunzip.destroy(error));
  return bytes.pipe(gunzip);
}
