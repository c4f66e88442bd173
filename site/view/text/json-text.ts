import { visibleJson } from '../../../policy/visible-text.ts';

/** JSON for reading: pretty-printed, and cut between lines when a page cannot carry all of it. */
export interface JsonText {
  text: string;
  /** Lines left out; absent when the text is whole. */
  omittedLines?: number;
}

/** Pretty-prints a value, at most `maxCharacters` of it, whole lines only. */
export function jsonText(value: unknown, maxCharacters: number): JsonText {
  const text = visibleJson(JSON.stringify(value, undefined, 2) ?? 'null');
  if (text.length <= maxCharacters) return { text };
  const end = Math.max(text.lastIndexOf('\n', maxCharacters), 0);
  // A first line longer than the limit is one giant string: it is cut inside.
  const shown = text.slice(0, end === 0 ? maxCharacters : end).toWellFormed();
  const omittedLines = text.slice(shown.length).split('\n').length - (end === 0 ? 0 : 1);
  return { text: shown, omittedLines };
}
