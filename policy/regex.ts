import { RE2JS } from 're2js';

/** A compiled pattern of the operator `regex`: it is searched for, in time linear in the text. */
export interface Pattern {
  test(text: string): boolean;
}

/**
 * Compiles a pattern in RE2 syntax (Toolgate's decision: a backtracking engine could be made to hang by an argument).
 *
 * @throws the engine's error for a pattern it refuses; {@link regexProblem} puts it in words
 */
export function compileRegex(pattern: string): Pattern {
  return RE2JS.compile(pattern);
}

/** Why RE2 refuses a pattern, or `undefined` when it compiles. */
export function regexProblem(pattern: string): string | undefined {
  try {
    compileRegex(pattern);
    return undefined;
  } catch (error) {
    // Anything may be thrown here: a syntax error, or a RangeError for a pattern that is nested too deeply.
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /u, '') : String(error);
    return `must be a pattern in RE2 syntax: ${reason}`;
  }
}
