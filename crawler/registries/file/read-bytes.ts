import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Rejected } from '../../../catalog/errors.ts';

/** The official registry's 66,000 version records are about 100 MB; a JavaScript string ends at 512 MB. */
const MAX_BYTES = 400 * 1024 * 1024;

/**
 * The bytes of a file, unpacked when they are gzip, whatever the file is called.
 *
 * @throws Rejected for a file that cannot be read, is empty, too large, or grows beyond the bound when unpacked
 */
export async function readBytes(path: string, maxBytes = MAX_BYTES): Promise<Buffer> {
  const packed = await readPacked(path, maxBytes);
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  const bytes = isGzip ? await unpack(packed, path, maxBytes) : packed;
  if (bytes.length === 0) throw new Rejected(`${path} is empty`);
  return bytes;
}

async function readPacked(path: string, maxBytes: number): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > maxBytes) throw new Rejected(`${path} has ${size} bytes, more than ${maxBytes}`);
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof Rejected) throw cause;
    throw new Rejected(`cannot read ${path}`, { cause, hint: 'Expected a file of server.json records.' });
  }
}

async function unpack(packed: Buffer, path: string, maxBytes: number): Promise<Buffer> {
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: maxBytes });
  } catch (cause) {
    const tooLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new Rejected(`${path} ${tooLarge ? `unpacks to more than ${maxBytes} bytes` : 'is damaged gzip'}`, { cause });
  }
}
