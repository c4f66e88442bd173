import { fold } from '../text/fold.ts';

/**
 * A string as phrases are searched in it: lower case, white space and emphasis collapsed, invisible characters removed,
 * compatibility forms and look-alike letters made plain; with the way back to the string as the server wrote it.
 */
export interface PlainText {
  text: string;
  /** Where a stretch of `text` stands in the string. */
  rawSpan(start: number, end: number): { start: number; length: number };
}

const NOT_ASCII = /[^\x00-\x7f]/; // oxlint-disable-line no-control-regex -- the whole of ASCII is meant
/** What stands between words and says nothing: white space and Markdown's emphasis. */
const GAP = /[\s*]/;
/** A run of anything but ASCII marks and white space: folded as one word, since look-alikes show only beside other letters. */
const WORD = /[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\s]+/g; // oxlint-disable-line no-control-regex
/** A longer "word" is folded in parts. */
const LONGEST_WORD = 200;
const QUOTES: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
};
const TYPOGRAPHIC = /[’‘“”„«»]/g;

/** Makes the plain form of a string, in linear time. */
export function plainText(raw: string): PlainText {
  const text: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const put = (characters: string, start: number, end: number) => {
    for (let i = 0; i < characters.length; i++) {
      text.push(characters[i]!);
      starts.push(start);
      ends.push(end);
    }
  };
  const put1to1 = (from: number, to: number) => {
    for (let i = from; i < to; i++) {
      const character = raw[i]!;
      if (!GAP.test(character)) put(character.toLowerCase(), i, i + 1);
      else if (text.at(-1) !== ' ') put(' ', i, i + 1);
    }
  };
  if (NOT_ASCII.test(raw)) {
    let from = 0;
    for (const word of raw.matchAll(WORD)) {
      put1to1(from, word.index);
      for (let at = 0; at < word[0].length; at += LONGEST_WORD) {
        const part = word[0].slice(at, at + LONGEST_WORD);
        const start = word.index + at;
        if (NOT_ASCII.test(part)) put(foldPart(part), start, start + part.length);
        else put1to1(start, start + part.length);
      }
      from = word.index + word[0].length;
    }
    put1to1(from, raw.length);
  } else put1to1(0, raw.length);
  return {
    text: text.join(''),
    rawSpan(start, end) {
      const from = starts[start] ?? raw.length;
      return { start: from, length: Math.max((ends[end - 1] ?? from) - from, 0) };
    },
  };
}

/** Some signs become eighteen letters in their compatibility form; a text of them would grow beyond all bounds. */
const MOST_GROWTH = 3;

function foldPart(part: string): string {
  const folded = fold(part.replace(TYPOGRAPHIC, (mark) => QUOTES[mark] ?? mark)).toLowerCase();
  return folded.length > MOST_GROWTH * part.length ? part.toLowerCase() : folded;
}
