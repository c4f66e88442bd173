/**
 * Letters that look like Latin ones, for words that mix scripts. Only letters of the basic alphabet are worth folding:
 * they are what the verb lexicon is written in.
 */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['а', 'a'], ['е', 'e'], ['о', 'o'], ['р', 'p'], ['с', 'c'], ['у', 'y'], ['х', 'x'], ['і', 'i'], ['ј', 'j'],
    ['ѕ', 's'], ['ԁ', 'd'], ['һ', 'h'], ['ԛ', 'q'], ['ԝ', 'w'], ['ӏ', 'l'], ['к', 'k'], ['м', 'm'], ['т', 't'],
    ['в', 'b'], ['н', 'h'], ['п', 'n'], ['г', 'r'], ['α', 'a'], ['ε', 'e'], ['ο', 'o'], ['ρ', 'p'], ['υ', 'u'],
    ['ι', 'i'], ['κ', 'k'], ['ν', 'v'], ['τ', 't'], ['ω', 'w'], ['η', 'n'], ['ı', 'i'], ['ɡ', 'g'], ['ⅼ', 'l'],
  ] as const,
); // prettier-ignore

const LATIN = /[a-z]/;
const NOT_ASCII = /[\u0080-\uffff]/;

/** Characters that take no room: they must not split a word in two, or hiding one in a verb would hide the verb. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** `true` for a word that mixes Latin letters with letters of another script that look like Latin ones. */
export function mixesLookalikes(word: string): boolean {
  if (!NOT_ASCII.test(word)) return false;
  const lower = word.toLowerCase();
  return LATIN.test(lower) && Array.from(lower).some((letter) => letter in LOOKALIKES && letter !== 'ı');
}

/**
 * The form in which a word is looked up: lower case, compatibility forms (full width, mathematical) made plain, invisible
 * characters removed, lookalikes made Latin in words that mix scripts.
 */
export function fold(word: string): string {
  if (!NOT_ASCII.test(word)) return word.toLowerCase();
  const plain = word.replace(INVISIBLE, '').normalize('NFKC').toLowerCase();
  if (!LATIN.test(plain)) return plain;
  return Array.from(plain, (letter) => LOOKALIKES[letter] ?? letter).join('');
}
