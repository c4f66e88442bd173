import { exitCodeOf, messagesOf } from '../catalog/errors.ts';
import { json, line, type Io } from './io.ts';

/** Programs that ask for JSON get one line of it on standard error; people get the message, its causes and what to do. */
export function reportError(io: Io, error: unknown, asJson: boolean): number {
  const exitCode = exitCodeOf(error);
  const [message = 'unknown error', ...causes] = messagesOf(error);
  const hint = error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined;
  if (asJson) {
    json(io.stderr, {
      error: { name: error instanceof Error ? error.name : 'Error', message, causes, hint, exitCode },
    });
    return exitCode;
  }
  line(io.stderr, `error: ${message}`);
  for (const cause of causes) line(io.stderr, `  because: ${cause}`);
  if (hint !== undefined) line(io.stderr, `  ${hint}`);
  // Only an error that nobody foresaw needs its stack.
  if (error instanceof Error && !('hint' in error)) {
    for (const text of (error.stack ?? '').split('\n')) line(io.stderr, text);
  }
  return exitCode;
}
