import type { CorpusRow } from './read-corpus.ts';

/** Changes words as another author might, with words of the corpus (the frequent ones as often as there) and new ones. */
export interface Rewording {
  /** A server name that is not taken, at most 200 characters. */
  server(name: string, random: () => number, taken: ReadonlySet<string>): string;
  /** A tool name: the same in two of three cases, else with another word. */
  name(name: string, random: () => number): string;
  /** A text with about three words in a hundred replaced. */
  text(text: string, random: () => number): string;
}

/** How often a tool is renamed; a word of a text is another one; such a word is one that nobody used before. */
const RENAMED = 1 / 3;
const REPLACED = 0.03;
const COINED = 0.1;

const WORD = /[A-Za-z]{2,}/g;
const SYLLABLES = [
  'ba',
  'den',
  'fi',
  'gor',
  'hu',
  'jal',
  'ki',
  'lom',
  'mu',
  'nev',
  'po',
  'rin',
  'sa',
  'tor',
  'vi',
  'zen',
];

/** Learns the words of a corpus. */
export function rewording(rows: readonly CorpusRow[]): Rewording {
  const inNames = rows.flatMap(({ name }) => name.match(WORD) ?? []);
  // Every seventh: enough for the frequencies.
  const inTexts = rows.filter((_, i) => i % 7 === 0).flatMap(({ description }) => description?.match(WORD) ?? []);
  const pick = (words: readonly string[], random: () => number) => words[Math.floor(random() * words.length)];

  return {
    server(name, random, taken) {
      for (;;) {
        const owner = coin(random);
        const renamed = /[A-Za-z]/.test(name) ? name.replace(/[A-Za-z]+/, () => owner) : `${owner}/${name}`;
        const full = renamed.slice(0, 200);
        if (!taken.has(full)) return full;
      }
    },
    name(name, random) {
      const words = name.match(WORD) ?? [];
      const other = pick(inNames, random);
      if (random() >= RENAMED || words.length === 0 || other === undefined) return name;
      const at = Math.floor(random() * words.length);
      let i = -1;
      return name.replace(WORD, (word) => ((i += 1) === at ? other : word));
    },
    text: (text, random) =>
      text.replace(WORD, (word) => {
        if (random() >= REPLACED) return word;
        return random() < COINED ? coin(random) : (pick(inTexts, random) ?? word);
      }),
  };
}

/** A word of four syllables. */
const coin = (random: () => number): string =>
  Array.from({ length: 4 }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('');
