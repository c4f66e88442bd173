import { visibleText } from './visible-text.ts';

/** Something that the loader refuses, and where it stands in the file. */
export interface Problem {
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 code units, as editors count. */
  column: number;
  /** RFC 6901 pointer of the value; of the missing member where one is missing; `''` for the file as a whole. */
  pointer: string;
  message: string;
}

/**
 * One line per problem, in the form that editors and terminals link: `policy.json:3:14 /default: must be …`. What comes
 * from the file is escaped, so that a hostile tool name can neither add a line nor steer the terminal.
 */
export function formatProblems(problems: readonly Problem[], fileName: string): string {
  return problems
    .map(({ line, column, pointer, message }) => {
      const place = pointer === '' ? '' : ` ${visibleText(pointer)}:`;
      return `${fileName}:${line}:${column}${place} ${visibleText(message)}`;
    })
    .join('\n');
}
