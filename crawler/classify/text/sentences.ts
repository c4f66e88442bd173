import { type Word, proseWords } from './words.ts';

/** A sentence, or a line, of a text. */
export interface Sentence {
  words: Word[];
  start: number;
  end: number;
  /** Position among the sentences that have words. */
  index: number;
}

/** A full stop ends a sentence only before white space, so that `api.v1` and `e.g.` with a letter after it do not. */
const END = /[.!?]+(?=["')\]*]*(?:\s|$))|[。！？\n\r]+|\s[•✓×→●▪]\s/gu;
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
    add(start, mark.index);
    start = mark.index + mark[0].length;
  }
  add(start, text.length);
  return found;
}
