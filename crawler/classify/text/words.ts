import { fold } from './fold.ts';

/** A word of a text, with its place in it. */
export interface Word {
  /** The folded form, for look-ups. */
  text: string;
  start: number;
  end: number;
  /** The telling character between the word before and this one: one of `,:;()/.-`, or a space. */
  gap: string;
}

/** Letters, digits, marks and whatever is invisible; apostrophes and underscores only inside a word. */
const PROSE = /[\p{L}\p{N}\p{M}\p{DI}_]+(?:['’][\p{L}\p{DI}]+)?/gu;
const NAME = /[\p{L}\p{N}\p{M}\p{DI}]+/gu;
/** Where camel case and letter-digit runs split: `getURLFor2Users` → get URL For 2 Users. */
const PARTS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}\p{DI}]+|\p{N}+|\p{Lu}|\p{Lt}\p{Ll}*/gu;
const GAPS = [':', ';', '(', ')', ',', '/', '.', '-', '–', '—'];

/** Splits prose into words; identifiers such as `get_user` stay one word, so that they are not read as verbs. */
export function proseWords(text: string, from = 0, to = text.length): Word[] {
  const found: Word[] = [];
  PROSE.lastIndex = from;
  let end = from;
  for (let match = PROSE.exec(text); match !== null && match.index < to; match = PROSE.exec(text)) {
    const start = match.index;
    found.push({ text: fold(match[0]), start, end: start + match[0].length, gap: gapBetween(text, end, start) });
    end = start + match[0].length;
  }
  return found;
}

/** Splits a name in any casing (snake, kebab, camel, dots, spaces, acronyms) into its words. */
export function nameWords(text: string): Word[] {
  const found: Word[] = [];
  let end = 0;
  for (const run of text.matchAll(NAME)) {
    for (const part of splitCase(run[0])) {
      const start = run.index + part.start;
      found.push({
        text: fold(run[0].slice(part.start, part.end)),
        start,
        end: run.index + part.end,
        gap: gapBetween(text, end, start),
      });
      end = run.index + part.end;
    }
  }
  return found.filter((word) => word.text !== '');
}

function splitCase(run: string): { start: number; end: number }[] {
  if (run === run.toUpperCase() && !/\p{N}/u.test(run)) return [{ start: 0, end: run.length }];
  const parts = Array.from(run.matchAll(PARTS), (part) => ({ start: part.index, end: part.index + part[0].length }));
  return parts.length === 0 ? [{ start: 0, end: run.length }] : parts;
}

function gapBetween(text: string, from: number, to: number): string {
  if (to - from <= 1) return GAPS.includes(text[from] ?? '') ? (text[from] ?? ' ') : ' ';
  const between = new Set(text.slice(from, Math.min(to, from + 40)));
  return GAPS.find((mark) => between.has(mark)) ?? ' ';
}
