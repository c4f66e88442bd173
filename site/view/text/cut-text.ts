import { isBlank } from '../../../catalog/blank-text.ts';

/** Foreign text as a page shows it: whole, or its beginning with the number of characters that were left out. */
export interface CutText {
  text: string;
  /** Characters left out; absent when the text is whole. */
  omitted?: number;
}

/** The first `max` characters of a text, never half of a surrogate pair. Astral characters count twice. */
export function cutText(text: string, max: number): CutText {
  const trimmed = text.trim();
  if (trimmed.length <= max) return { text: trimmed };
  const shown = trimmed.slice(0, endOf(trimmed, max));
  return { text: shown, omitted: trimmed.length - shown.length };
}

/** The beginning of a text on one line, ended at a word with an ellipsis when something is missing. */
export function firstLine(text: string, max: number): string {
  // Hostile texts can be megabytes: only the part that can matter is worked on.
  const line = text
    .slice(0, max * 4)
    .trim()
    .replace(/\s+/g, ' ');
  if (line.length <= max) return line;
  const head = line.slice(0, endOf(line, max));
  const space = head.lastIndexOf(' ');
  return `${(space > max / 2 ? head.slice(0, space) : head).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** A name on one line, as {@link firstLine}; one of blanks alone stays as it is, so that they can be named where it is shown. */
export const shortName = (name: string, max: number): string =>
  isBlank(name) ? name.slice(0, max) : firstLine(name, max);

/** The same as {@link cutText} of a name. */
export const cutName = (name: string, max: number): CutText =>
  isBlank(name) ? { text: name.slice(0, max) } : cutText(name, max);

function endOf(text: string, max: number): number {
  const unit = text.charCodeAt(max - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? max - 1 : max;
}
