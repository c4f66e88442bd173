import { visibleText } from '../policy/visible-text.ts';

/** Where a command reads and writes; the tests give their own. */
export interface Io {
  stdin: AsyncIterable<Uint8Array>;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WritableStream & { isTTY?: boolean; columns?: number };
  env: NodeJS.ProcessEnv;
  /** Aborted by SIGINT and SIGTERM: finish nothing new, leave everything in order. */
  signal: AbortSignal;
}

/** What every command is made with. */
export interface CommandContext {
  io: Io;
  /** Called once by a command that ended, with its exit code. */
  exit: (code: number) => void;
}

/** Writes a line; text of servers cannot move the cursor, change colours or reorder what stands around it. */
export function line(stream: NodeJS.WritableStream, text: string): void {
  stream.write(`${visibleText(text)}\n`);
}

/** Writes a command's result as one line of JSON, for `--json`. */
export function json(stream: NodeJS.WritableStream, value: unknown): void {
  stream.write(`${JSON.stringify(value)}\n`);
}
