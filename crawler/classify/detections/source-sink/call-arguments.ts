import type { Certainty } from '../../../../catalog/model/fact.ts';

/** `${x}`, `+ x`, `f"…{x}"`, or no string at all: something of the caller's may stand in it. */
export const isVariable = (args: string): boolean =>
  !/^\s*(?:["'](?:[^"'\\\n]|\\.){0,400}["']|`[^`$]{0,400}`)\s*(?:,|$)/.test(args) ||
  /^\s*["'`][^\n]{0,200}["'`]\s*(?:\+|%|\.format)/.test(args);
/** Files of the program's own that it clears up after itself. */
export const OWN_FILES = /te?mp|cache|\blog|lock|session|screenshot|download/i;

export const dynamic = (args: string): Certainty => (isVariable(args) ? 'likely' : 'weak');
export const ofTheCaller = (args: string): Certainty =>
  OWN_FILES.test(args.slice(0, 120)) || !isVariable(args) ? 'weak' : 'likely';
export const always = (): Certainty => 'likely';
export const weak = (): Certainty => 'weak';

export const SQL_DELETES = /^\s*[rf]?["'`]{1,3}\s*(?:delete\s+from|drop\s+|truncate\s+)/i;
export const SQL_CHANGES = /^\s*[rf]?["'`]{1,3}\s*(?:insert\s+|update\s+|replace\s+into|alter\s+|create\s+|merge\s+)/i;
export const SQL_READS = /^\s*[rf]?["'`]{1,3}\s*(?:select|with|show|explain|pragma|describe)\b/i;
/** The statement itself is handed over. */
export const SQL_OF_THE_CALLER =
  /^\s*(?:(?:args|params|input|request|arguments|body)(?:\.|\[["']))?(?:sql|query|statement)\b(?!\s*\()/i;

export const DATABASE = String.raw`\.(?:query|execute|exec|run|prepare|executemany|raw|unsafe|\$queryRawUnsafe|\$executeRawUnsafe)\s*\(`;
