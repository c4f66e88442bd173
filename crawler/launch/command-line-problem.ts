import { LIMITS } from './limits.ts';

/**
 * What speaks against texts as the arguments and variables of one start: they reach a program as C strings, which hold no NUL,
 * and the kernel takes only so many bytes of them.
 */
export function commandLineProblem(texts: readonly string[]): string | undefined {
  if (texts.some((text) => text.includes('\0'))) return 'An argument or variable contains a NUL character.';
  const bytes = texts.map((text) => Buffer.byteLength(text));
  if (bytes.some((length) => length > LIMITS.argumentBytes)) {
    return `An argument or variable is longer than ${LIMITS.argumentBytes} bytes.`;
  }
  return bytes.reduce((sum, length) => sum + length, 0) > LIMITS.commandBytes
    ? 'Its arguments and variables are longer than a command line may be.'
    : undefined;
}
