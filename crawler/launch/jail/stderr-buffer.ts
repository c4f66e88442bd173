import type { Readable } from 'node:stream';

/**
 * Keeps the beginning and the end of a stream, half of the limit each: errors are explained in the first lines of a start
 * or in the last ones before the end. Everything is read, so that the writer never blocks.
 *
 * @returns a function that gives the text so far
 */
export function keepEnds(stream: Readable, limit: number): () => string {
  const half = Math.floor(limit / 2);
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let headBytes = 0;
  let tailBytes = 0;
  let dropped = false;
  stream.on('data', (chunk: Buffer) => {
    const forHead = chunk.subarray(0, half - headBytes);
    if (forHead.length > 0) head.push(forHead);
    headBytes += forHead.length;
    const rest = chunk.subarray(forHead.length);
    if (rest.length === 0) return;
    tail.push(rest);
    tailBytes += rest.length;
    // Whole chunks go, so that a writer of single bytes costs no copying; the exact cut is made when it is read.
    while (tailBytes - tail[0]!.length >= half) {
      tailBytes -= tail.shift()!.length;
      dropped = true;
    }
  });
  return () => {
    const end = Buffer.concat(tail);
    const cut = dropped || end.length > half;
    return `${Buffer.concat(head).toString('utf8')}${cut ? '\n[…]\n' : ''}${end.subarray(-half).toString('utf8')}`;
  };
}
