import { segment } from '../lexicon/segment.ts';
import { isTelling } from '../lexicon/telling-words.ts';
import { fold } from './fold.ts';
import { rejoin } from './rejoin.ts';

/** A word of a text, with its place in it. */
export interface Word {
  /** The folded form, for look-ups. */
  text: string;
  start: number;
  end: number;
  /** The telling character between the word before and this one: one of `,:;()/]}>|&.-`, or a space. */
  gap: string;
}

/**
 * Letters, digits, marks, letters in circles and squares, HTML's numbers for letters, and whatever is invisible or controls a
 * terminal; apostrophes and underscores only inside a word.
 */
// oxlint-disable no-control-regex -- control characters hide in words
const PROSE =
  /(?:[\p{L}\p{N}\p{M}\p{DI}_\u{24b6}-\u{24e9}\u{1f130}-\u{1f189}\u0000-\u0008\u000e-\u001f\u007f-\u009f]|&#[0-9]{1,7};|&#x[0-9a-f]{1,6};)+(?:['’][\p{L}\p{DI}]+)?/giu;
const NAME =
  /(?:[\p{L}\p{N}\p{M}\p{DI}\u{24b6}-\u{24e9}\u{1f130}-\u{1f189}\u0000-\u0008\u000e-\u001f\u007f-\u009f]|&#[0-9]{1,7};|&#x[0-9a-f]{1,6};)+/giu;
// oxlint-enable no-control-regex
/** Emphasis at the edges of a word: "_Deletes_". */
const EDGES = /^_+|_+$/g;
/** Where camel case and letter-digit runs split: `getURLFor2Users` → get URL For 2 Users. */
// oxlint-disable-next-line no-control-regex -- control characters hide in words
const PARTS = /\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{So}\p{M}\p{DI}\p{Cc}]+|\p{N}+|\p{Lu}|\p{Lt}\p{Ll}*/gu;
const FEWEST_CRUMBS = 2;
const MOST_CRUMBS = 12;
const GAPS = [':', ';', '(', ')', ',', '/', ']', '}', '>', '|', '&', '.', '-', '–', '—'];

/** Splits prose into words; identifiers such as `get_user` stay one word, so that they are not read as verbs. */
export function proseWords(text: string, from = 0, to = text.length): Word[] {
  const found: Word[] = [];
  PROSE.lastIndex = from;
  let end = from;
  for (let match = PROSE.exec(text); match !== null && match.index < to; match = PROSE.exec(text)) {
    const start = match.index;
    const folded = fold(match[0]).replace(EDGES, '');
    if (folded === '') continue;
    found.push({ text: folded, start, end: start + match[0].length, gap: gapBetween(text, end, start) });
    end = start + match[0].length;
  }
  return rejoin(found, text);
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
  return rejoin(
    found.filter((word) => word.text !== ''),
    text,
  );
}

function splitCase(run: string): { start: number; end: number }[] {
  if (run.includes('&#')) return [{ start: 0, end: run.length }];
  const oneCase = run === run.toLowerCase() || run === run.toUpperCase();
  const segments = oneCase ? segment(run.toLowerCase()) : undefined;
  if (segments !== undefined) return placed(segments);
  if (run === run.toUpperCase() && !/\p{N}/u.test(run)) return [{ start: 0, end: run.length }];
  if (!/^[a-z]+$/i.test(run) && isTelling(fold(run))) return [{ start: 0, end: run.length }];
  const parts = Array.from(run.matchAll(PARTS), (part) => ({ start: part.index, end: part.index + part[0].length }));
  return parts.length === 0 ? [{ start: 0, end: run.length }] : unmixed(run, parts);
}

function placed(segments: readonly string[]): Part[] {
  let start = 0;
  return segments.map(({ length }) => ({ start, end: (start += length) }));
}

interface Part {
  start: number;
  end: number;
}

/** Mixed case splits a verb into crumbs ("dElEtEUser"); two or more that together are a word of the lexicon are one. */
function unmixed(run: string, parts: Part[]): Part[] {
  const found: Part[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at] as Part;
    let end = at;
    while (end < parts.length && end - at < MOST_CRUMBS && isCrumb(parts[end] as Part)) end++;
    while (end - at >= FEWEST_CRUMBS && !isTelling(fold(run.slice(part.start, parts[end - 1]?.end)))) end--;
    const whole = end - at >= FEWEST_CRUMBS;
    found.push(whole ? { start: part.start, end: parts[end - 1]?.end ?? part.end } : part);
    if (whole) at = end - 1;
  }
  return found;
}

function isCrumb({ start, end }: Part): boolean {
  return end - start <= 2;
}

function gapBetween(text: string, from: number, to: number): string {
  if (to - from <= 1) return GAPS.includes(text[from] ?? '') ? (text[from] ?? ' ') : ' ';
  const between = new Set(text.slice(from, Math.min(to, from + 40)));
  return GAPS.find((mark) => between.has(mark)) ?? ' ';
}
