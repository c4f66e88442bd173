import { verbForm } from '../lexicon/verb-forms.ts';
import { type Word, proseWords } from './words.ts';

/** A sentence, or a line, of a text. */
export interface Sentence {
  words: Word[];
  start: number;
  end: number;
  /** Position among the sentences that have words. */
  index: number;
}

/** A full stop ends a sentence only before white space, so that `api.v1` and `e.g.` with a letter after it do not. Buttons of a
 * catalogue's page, which some listings copy into descriptions, are no words of the author. */
const END =
  /[.!?]+(?=["')\]*]*(?:\s|$))|[。！？]+|[\n\r]+|\s[•✓×→●▪]\s|\b(?:Deploy Server|Claim Server|Try in Playground)\b/gu;
/** A line that goes on with a small letter and is no label of its own goes on with the sentence. */
const GOES_ON = /^[ \t]{0,40}([a-z]+)(?![\w]*[ \t]{0,4}(?:[:(=]|[-–] ))/;
/** No sentence ends in one of these words. */
const OPEN_END = /(?:^|\s)(?:an?|the|of|to|is|are|be|its|in|for|with|by|from|on|at|as|that)$/i;
const LINE_END = /^\r?\n$/;
const CLOSED = /[.:;!?*\]})>|]\s*$/;
const ABBREVIATION = /\b(?:e\.g|i\.e|etc|vs|approx|incl|no|resp)$/i;

/** Splits a text into sentences in one pass. */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  const add = (start: number, end: number) => {
    const words = proseWords(text, start, end);
    if (words.length > 0) found.push({ words, start, end, index: found.length });
  };
  let start = 0;
  for (const mark of text.matchAll(END)) {
    if (mark[0] === '.' && ABBREVIATION.test(text.slice(Math.max(start, mark.index - 8), mark.index))) continue;
    if (LINE_END.test(mark[0]) && isWrapped(text, start, mark.index, mark.index + mark[0].length)) continue;
    add(start, mark.index);
    start = mark.index + mark[0].length;
  }
  add(start, text.length);
  return found;
}

/** A line end in the middle of a sentence. A verb at the start of the next line starts a sentence of its own. */
function isWrapped(text: string, start: number, end: number, next: number): boolean {
  if (CLOSED.test(text.slice(Math.max(start, end - 8), end))) return false;
  const word = GOES_ON.exec(text.slice(next, next + 120))?.[1];
  if (word === undefined) return false;
  return verbForm(word) === undefined || OPEN_END.test(text.slice(Math.max(start, end - 12), end));
}
