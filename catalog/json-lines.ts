/** Longer lines are refused unread; the largest real tool definitions stay below 1 MB. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/** One line of a JSON Lines file: its value, or why it has none. */
export type JsonLine = { line: number; value: unknown } | { line: number; problem: string };

/**
 * Reads JSON Lines (https://jsonlines.org) from a stream, one value at a time; empty lines are skipped. A bad line is a
 * value of its own, so that a reader can answer line by line.
 *
 * @param chunks UTF-8 bytes; a byte order mark is ignored
 * @param maxLineBytes longer lines are thrown away without being kept in memory
 */
export async function* readJsonLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes = MAX_LINE_BYTES,
): AsyncGenerator<JsonLine> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let line = 0;
  const take = (part: Uint8Array) => {
    size += part.length;
    if (size <= maxLineBytes) parts.push(part);
  };
  const finish = (): JsonLine[] => {
    line += 1;
    const tooLong = size > maxLineBytes;
    const text = tooLong
      ? ''
      : Buffer.concat(parts)
          .toString('utf8')
          .replace(/^\uFEFF/, '')
          .trim();
    parts = [];
    size = 0;
    if (tooLong) return [{ line, problem: `is longer than ${maxLineBytes} bytes` }];
    return text === '' ? [] : [{ line, ...parse(text) }];
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      take(chunk.subarray(start, end));
      start = end + 1;
      yield* finish();
    }
    take(chunk.subarray(start));
  }
  yield* finish();
}

function parse(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { problem: `is no JSON: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}
