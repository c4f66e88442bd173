/** What is wrong with the output of a server that writes too much. */
export interface Flood {
  /** E.g. `2097152 bytes in a line`: what it wrote more than. */
  limit: string;
}

/** Bounds of what is read. */
export interface OutputLimits {
  lineBytes: number;
  stdoutBytes: number;
  stdoutLines: number;
}

const NEWLINE = 0x0a;

/**
 * Splits a byte stream into lines. Pieces of an unfinished line are only listed until its end arrives, so that a long line
 * costs one copy and not one per piece.
 *
 * @param onLine called with each line, without its line feed
 * @param limits bytes of one line, bytes and lines of everything
 * @returns a function that takes the next piece and says when a limit is exceeded; nothing may follow then
 */
export function frameLines(onLine: (line: string) => void, limits: OutputLimits): (chunk: Buffer) => Flood | undefined {
  let pieces: Buffer[] = [];
  let lineBytes = 0;
  let total = 0;
  let lines = 0;
  return (chunk) => {
    total += chunk.length;
    if (total > limits.stdoutBytes) return { limit: `${limits.stdoutBytes} bytes` };
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines += 1;
      if (lines > limits.stdoutLines) return { limit: `${limits.stdoutLines} lines` };
      pieces.push(chunk.subarray(start, end));
      onLine(Buffer.concat(pieces).toString('utf8'));
      pieces = [];
      lineBytes = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    if (rest.length > 0) pieces.push(rest);
    lineBytes += rest.length;
    return lineBytes > limits.lineBytes ? { limit: `${limits.lineBytes} bytes in a line` } : undefined;
  };
}
