import type { WebAnswer } from './web-client.ts';

/**
 * Reads the whole body of an answer.
 *
 * @returns `undefined` when it is longer than `maxBytes`; the connection is closed then
 * @throws when the connection breaks or the request's signal is aborted
 */
export async function readText(answer: WebAnswer, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
