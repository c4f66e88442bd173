/**
 * The layout of a JSON document: a line per member, and a line per element where the member is a list. So the files can be
 * read with line tools, and a changed server is a changed line.
 */
import { jsonText } from './json-text.ts';
import type { RowsLayout } from './rows-layout.ts';

/** The text of a whole document. */
export function documentText(document: object): string {
  return `{\n${memberLines(document).join(',\n')}\n}\n`;
}

/** The layout of a document that ends with a large list, whose rows are written one by one. */
export function listLayout(header: object, member: string): RowsLayout {
  return bracketed(header, member, '[', ']');
}

/** The same for an object; the rows are then its members, see {@link memberText}. */
export function objectLayout(header: object, member: string): RowsLayout {
  return bracketed(header, member, '{', '}');
}

/** One member of an object: its name and the JSON text of its value. */
export const memberText = (name: string, json: string): string => `${jsonText(name)}: ${json}`;

function bracketed(header: object, member: string, open: string, close: string): RowsLayout {
  return {
    head: `{\n${memberLines(header).join(',\n')},\n${memberText(member, open)}\n`,
    between: ',\n',
    rowEnd: '',
    tail: `\n${close}\n}\n`,
  };
}

function memberLines(members: object): string[] {
  return Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [memberText(name, linesOf(value))],
  );
}

function linesOf(value: unknown): string {
  if (!Array.isArray(value) || value.length === 0) return jsonText(value);
  return `[\n${value.map(jsonText).join(',\n')}\n]`;
}
