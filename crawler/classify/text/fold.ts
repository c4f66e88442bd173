import { isTelling } from '../lexicon/telling-words.ts';
import { latinOf } from './look-alikes.ts';

const LATIN = /[a-z]/i;
const NOT_ASCII = /[\u0080-\uffff]/;
/** Characters that take no room or control a terminal: hiding one in a verb must not hide the verb. */
// oxlint-disable-next-line no-control-regex -- control characters are what is taken out
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/gu;
const PLAIN = /^[a-z_']*$/;
const REVERSED = '\u202e';
const MARKS = /\p{M}/gu;
/** Looks like v in small letters, and like n to others. */
const NU = 'ν';
const MOST_NUS = 4;
const DOUBLED = /([aeiou])\1/g;
const DOUBLED_ONCE = /aa|ee|ii|oo|uu/;
const ENTITY = /&#(?:x([0-9a-f]{1,6})|([0-9]{1,7}));/gi;
/** Digits and signs that stand for letters, in words that mix both: "d3l3t3". */
const LEET: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' };
const MIXES_DIGITS = /^(?=.*[a-z])(?=.*[013457])[a-z013457]{3,24}$/;

/** `true` for a word that mixes Latin letters with letters of another script that look like Latin ones. */
export function mixesLookalikes(word: string): boolean {
  if (!NOT_ASCII.test(word) || !LATIN.test(word)) return false;
  return Array.from(word).some((letter) => letter !== 'ı' && latinOf(letter) !== undefined);
}

/**
 * The form in which a word is looked up: lower case; compatibility forms (full width, circled, mathematical) made plain;
 * invisible characters removed; look-alikes made Latin in words that mix scripts. What is a word of the lexicon only with
 * its accents taken off, read backwards, or with its digits read as letters, is taken for that word: hardly an honest one
 * is so by chance.
 */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (PLAIN.test(lower)) return DOUBLED_ONCE.test(lower) ? undoubled(lower) : lower;
  const text = word.includes('&#') ? word.replace(ENTITY, decoded) : word;
  const plain = text.replace(INVISIBLE, '').normalize('NFKC');
  if (text.includes(REVERSED)) {
    const reversed = latin(Array.from(plain).toReversed().join(''));
    if (isTelling(reversed)) return reversed;
  }
  if (!NOT_ASCII.test(plain)) return undoubled(withoutDigits(plain.toLowerCase()));
  const letters = latin(plain);
  const bare = letters.normalize('NFKD').replace(MARKS, '');
  if (bare !== letters && isTelling(bare)) return bare;
  // A word all of another script is that script's, unless it then is one of our words: "рау".
  return LATIN.test(plain) || isTelling(letters) ? letters : plain.toLowerCase();
}

/** Letter by letter before lower case, which would turn some capitals into letters that look like others. */
function latin(word: string): string {
  const letters = Array.from(word, (letter) => latinOf(letter) ?? letter);
  const read = letters.join('').toLowerCase();
  const nus = Array.from(word).flatMap((letter, at) => (letter === NU ? [at] : []));
  if (nus.length === 0 || nus.length > MOST_NUS || isTelling(read)) return read;
  for (let choice = 1; choice < 2 ** nus.length; choice++) {
    const other = letters.map((letter, at) =>
      ((choice >> nus.indexOf(at)) & 1) === 1 && nus.includes(at) ? 'v' : letter,
    );
    const found = other.join('').toLowerCase();
    if (isTelling(found)) return found;
  }
  return read;
}

/** "Deelete": a vowel too many, in a word that is a word of ours without it. */
function undoubled(word: string): string {
  if (word.length < 5 || isTelling(word)) return word;
  const single = word.replace(DOUBLED, '$1');
  return single !== word && isTelling(single) ? single : word;
}

function withoutDigits(word: string): string {
  if (!MIXES_DIGITS.test(word)) return word;
  const letters = Array.from(word, (letter) => LEET[letter] ?? letter).join('');
  return isTelling(letters) ? letters : word;
}

function decoded(entity: string, hex: string | undefined, decimal: string | undefined): string {
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
}
