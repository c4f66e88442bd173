/** What comes in pieces and must not have more than so many bytes: the one place where bodies of answers are read. */

/** An answer that is larger than it may be; what was read of it is thrown away. */
export class BodyTooLarge extends Error {}

/**
 * Hands on the pieces of a body. Who stops before the end closes the connection.
 *
 * @throws BodyTooLarge on the first byte beyond `maxBytes`, and whatever the body throws
 */
export async function* bounded(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new BodyTooLarge(`more than ${maxBytes} bytes`);
    yield chunk;
  }
}

/** Reads a body to its end; `undefined` when it is longer than `maxBytes`. @throws whatever the body throws */
export async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of bounded(body, maxBytes)) chunks.push(chunk);
  } catch (error) {
    if (error instanceof BodyTooLarge) return undefined;
    throw error;
  }
  return Buffer.concat(chunks);
}

/** The same as a text (UTF-8). */
export async function readText(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | undefined> {
  return (await readBounded(body, maxBytes))?.toString('utf8');
}
