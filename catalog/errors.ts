/**
 * The three kinds of thrown errors, named by what happens next (design.md section 5, rule 7).
 * Endings that are expected (a server that needs a key, a tool that is malformed) are values, not errors.
 */

/** Exit codes of every command: the class of the ending, the same everywhere. */
export const EXIT = { done: 0, partial: 1, usage: 2, network: 3, internal: 4 } as const;

/** Options of every error below: what to do next, and the error that caused it. */
interface Details {
  /** One sentence that tells the reader what to do next. */
  hint?: string;
  cause?: unknown;
}

class ToolgateError extends Error {
  readonly hint: string | undefined;
  constructor(message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.hint = details.hint;
  }
}

/** Somebody else is in trouble (a registry answers 429 or 503): the same call may succeed later. */
export class RetryLater extends ToolgateError {
  /** Milliseconds to wait before the next try, when the other side said so. */
  readonly afterMs: number | undefined;
  constructor(message: string, details: Details & { afterMs?: number | undefined } = {}) {
    super(message, details);
    this.afterMs = details.afterMs;
  }
}

/** The input is wrong (a flag, a file, a policy): trying again without changing it is useless. */
export class Rejected extends ToolgateError {}

/** Toolgate itself cannot go on: a missing part of the machine, a newer database, a broken invariant. */
export class Fatal extends ToolgateError {}

/** The exit code for a thrown value: 3 network, 2 usage, 4 everything else. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof RetryLater) return EXIT.network;
  if (error instanceof Rejected) return EXIT.usage;
  return EXIT.internal;
}

/** The messages of an error and its causes, outermost first, at most five. */
export function messagesOf(error: unknown): string[] {
  const messages: string[] = [];
  for (let e = error; e !== undefined && e !== null && messages.length < 5;) {
    messages.push(e instanceof Error ? e.message : typeof e === 'string' ? e : JSON.stringify(e));
    e = e instanceof Error ? e.cause : undefined;
  }
  return messages;
}
