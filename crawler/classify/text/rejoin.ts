import { isTelling } from '../lexicon/telling-words.ts';
import type { Word } from './words.ts';

/** What splits a word in two without people noticing: a hyphen, Markdown's emphasis, an empty HTML tag. */
const SPLIT = /-|\*{1,2}|`|<\/?[a-z]{1,8}>(?:<\/?[a-z]{1,8}>)?/iy;
const SPLITS = new Set(['-', '*', '`', '<']);
/** Names of tags between the halves are words, too. */
const MOST_BETWEEN = 3;
/** As many single letters in a row are a word that is spelled out: "d e l e t e". */
const FEWEST_LETTERS = 4;
/** Hyphens or full stops between them leave less doubt: "l-o-g in". */
const FEWEST_GLUED = 3;
const LONGEST_STUMP = 3;
const MOST_LETTERS = 20;

/** Puts words together that were taken apart, where together they are a word of the lexicon and apart they are none. */
export function rejoin(words: readonly Word[], text: string): Word[] {
  const found: Word[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as Word;
    const spelled = word.text.length === 1 ? spelledOut(words, at) : 0;
    const other = spelled > 0 ? spelled - 1 : otherHalf(words, at, text);
    const parts = spelled > 0 ? words.slice(at, at + spelled) : [word, words[at + other] ?? word];
    found.push(other > 0 ? joinOf(parts) : word);
    at += other;
  }
  return found;
}

/** How many single letters from here on are a verb that is spelled out; 0 when none is. */
function spelledOut(words: readonly Word[], from: number): number {
  let end = from;
  while (end < words.length && end - from < MOST_LETTERS && words[end]?.text.length === 1) end++;
  const glued = words[from + 1]?.gap === '-' || words[from + 1]?.gap === '.';
  for (let length = end - from; length >= (glued ? FEWEST_GLUED : FEWEST_LETTERS); length--) {
    const letters = words.slice(from, from + length).map(({ text }) => text);
    if (isTelling(letters.join(''))) return length;
  }
  return 0;
}

/** How many words on the other half of a split word stands; 0 when the word is whole. */
function otherHalf(words: readonly Word[], at: number, text: string): number {
  const word = words[at] as Word;
  const next = words[at + 1];
  if (next === undefined || !SPLITS.has(text[word.end] ?? '')) return 0;
  SPLIT.lastIndex = word.end;
  if (!SPLIT.test(text)) return 0;
  for (let step = 1; step <= MOST_BETWEEN; step++) {
    const half = words[at + step];
    if (half === undefined || half.start > SPLIT.lastIndex) return 0;
    if (half.start === SPLIT.lastIndex) {
      // "can-cel": a short word may be half of one.
      const apart = (word.text.length > LONGEST_STUMP && isTelling(word.text)) || isTelling(half.text);
      return !apart && isTelling(word.text + half.text) ? step : 0;
    }
  }
  return 0;
}

function joinOf(parts: readonly Word[]): Word {
  const first = parts[0] as Word;
  return { ...first, text: parts.map(({ text }) => text).join(''), end: parts.at(-1)?.end ?? first.end };
}
