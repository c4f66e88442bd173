import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { Rejected } from '../catalog/errors.ts';
import type { Io } from './io.ts';

/**
 * A file appears whole, under its own name only when it is finished; what was stopped leaves nothing behind. What is no
 * regular file (a pipe, a device) is written to as it is, never replaced.
 */
export async function writeLines(
  io: Io,
  output: string,
  produce: (write: (text: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (output === '-') return produce((text) => writeTo(io.stdout, text));
  const existing = await stat(output).catch(() => undefined);
  const inPlace = existing !== undefined && !existing.isFile();
  const target = inPlace ? output : `${output}.part`;
  const stream = createWriteStream(target);
  const failed = new AbortController();
  stream.on('error', (cause) => failed.abort(new Rejected(`cannot write ${output}`, { cause })));
  try {
    await produce(async (text) => {
      await writeTo(stream, text, failed.signal);
    });
    stream.end();
    await finished(stream).catch(() => {});
    failed.signal.throwIfAborted();
    if (!inPlace && !io.signal.aborted) await rename(target, output);
  } catch (error) {
    failed.signal.throwIfAborted();
    throw error;
  } finally {
    stream.destroy();
    if (!inPlace) await rm(target, { force: true });
  }
}

/** Writes, and waits while the reader is behind. */
async function writeTo(stream: NodeJS.WritableStream, text: string, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (!stream.write(text)) await once(stream, 'drain', { signal });
}
