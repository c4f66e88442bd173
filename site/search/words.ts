/**
 * The words of a text, as the search compares them. The builder indexes these words and the browser looks for them: both run
 * this file.
 */

/** Longest word in characters: a name may be a thousand long, and nobody types more. */
const LONGEST = 24;

/** Scripts that put no spaces between words; in Hangul, endings grow onto them. */
const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}ー';
const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');

/** Letters that no accent tells from their plain form. */
const PLAIN: Record<string, string> = { ß: 'ss', ø: 'o', đ: 'd', ł: 'l', ı: 'i', æ: 'ae', œ: 'oe' };

/**
 * The words of a name in their order, repetitions included: split at camel case, then as in {@link words}. `createPDF_files`
 * gives `creat`, `pdf`, `file`.
 *
 * @param longest so many characters of the name are looked at
 */
export const nameWords = (name: string, longest: number): string[] =>
  words(
    name
      .slice(0, longest)
      .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
      .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2'),
    longest * 2,
  );

/**
 * The words of a text in their order, repetitions included: lower case, without accents, split at everything that is no letter
 * or digit, but not at camel case, which in prose belongs to one name (`GitHub`); English endings cut off; pairs of characters
 * where a script has no spaces: `天气预报` gives `天气`, `气预`, `预报`.
 *
 * @param longest so many characters of the text are looked at
 */
export function words(text: string, longest: number): string[] {
  const plain = text
    .slice(0, longest)
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/[ßøđłıæœ]/g, (letter) => PLAIN[letter]!);
  return (plain.match(RUN) ?? []).flatMap((run) => (IS_UNSPACED.test(run) ? pairs(run) : [stem(cut(run))]));
}

const cut = (word: string): string => (word.length <= LONGEST ? word : Array.from(word).slice(0, LONGEST).join(''));

function pairs(run: string): string[] {
  const characters = Array.from(run);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, i) => characters[i]! + character);
}

/**
 * An English word without the endings that a search should not care about: plural, -ing, -ed, and what then differs (a last
 * e, a doubled consonant, y or ie). Not a word any more, but the same for all of its forms.
 */
function stem(word: string): string {
  if (!/^[a-z]{4,}$/.test(word)) return word;
  let rest = word;
  if (/(?:ss|x|ch|sh)es$/.test(rest)) rest = rest.slice(0, -2);
  else if (/[^isu]s$/.test(rest)) rest = rest.slice(0, -1);
  const verb = /^(.*[aeiouy].*)(?:ing|ed)$/.exec(rest)?.[1];
  if (verb !== undefined && verb.length >= 4) rest = verb.replace(/([bdgkmnprt])\1$/, '$1');
  if (rest.length >= 5) rest = rest.replace(/e$/, '');
  return rest.length >= 4 ? rest.replace(/([^aeiou])y$/, '$1i') : rest;
}

/**
 * English words that say nothing about a tool: left out of descriptions, and of a query that has others. In names every word
 * counts.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  words(
    `a about after all also an and any are as at be before been but by can do does for from get has have how i if in into is it
     its me my not of on one only or other our out over should so some such than that the their them then there these they
     this to try under up use used using via was we what when where which who will with would you your
     args arg param params parameter parameters return returns str string int none default optional required true false`,
    1000,
  ),
);
