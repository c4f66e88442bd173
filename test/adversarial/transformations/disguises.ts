/** Writes one word so that people still read it and programs may not. */
export type Disguise = (word: string) => string;

const CYRILLIC: Readonly<Record<string, string>> = {
  a: 'а', c: 'с', e: 'е', i: 'і', j: 'ј', o: 'о', p: 'р', s: 'ѕ', x: 'х', y: 'у', h: 'һ', d: 'ԁ', q: 'ԛ', w: 'ԝ',
  A: 'А', B: 'В', C: 'С', E: 'Е', H: 'Н', K: 'К', M: 'М', O: 'О', P: 'Р', S: 'Ѕ', T: 'Т', X: 'Х', Y: 'У',
}; // prettier-ignore
const GREEK: Readonly<Record<string, string>> = {
  a: 'α', i: 'ι', k: 'κ', n: 'ν', o: 'ο', p: 'ρ', u: 'υ', v: 'ν', w: 'ω', e: 'ε', t: 'τ',
  A: 'Α', B: 'Β', E: 'Ε', H: 'Η', I: 'Ι', K: 'Κ', M: 'Μ', N: 'Ν', O: 'Ο', P: 'Ρ', T: 'Τ', X: 'Χ', Y: 'Υ', Z: 'Ζ',
}; // prettier-ignore
const OTHER_SCRIPTS: Readonly<Record<string, string>> = {
  a: 'ɑ', g: 'ɡ', i: 'ı', l: 'ӏ', n: 'ո', o: 'օ', s: 'ꜱ', u: 'ս', v: 'ѵ', w: 'ѡ', y: 'ү', h: 'հ', q: 'գ', r: 'г',
}; // prettier-ignore
const CHEROKEE: Readonly<Record<string, string>> = {
  a: 'Ꭺ', b: 'Ᏼ', c: 'Ꮯ', d: 'Ꭰ', e: 'Ꭼ', g: 'Ꮐ', h: 'Ꮋ', l: 'Ꮮ', m: 'Ꮇ', p: 'Ꮲ', r: 'Ꮢ', s: 'Ꮪ', t: 'Ꭲ', v: 'Ꮩ',
}; // prettier-ignore

const replace =
  (table: Readonly<Record<string, string>>): Disguise =>
  (word) =>
    Array.from(word, (letter) => table[letter] ?? letter).join('');
const shift =
  (lower: number, upper: number): Disguise =>
  (word) =>
    word
      .replaceAll(/[a-z]/g, (letter) => String.fromCodePoint(lower + letter.charCodeAt(0) - 97))
      .replaceAll(/[A-Z]/g, (letter) => String.fromCodePoint(upper + letter.charCodeAt(0) - 65));
const between =
  (character: string): Disguise =>
  (word) =>
    Array.from(word).join(character);
const inTheMiddle =
  (character: string): Disguise =>
  (word) =>
    `${word.slice(0, Math.ceil(word.length / 2))}${character}${word.slice(Math.ceil(word.length / 2))}`;
const firstVowel =
  (mark: string): Disguise =>
  (word) =>
    word.replace(/[aeiou]/i, (vowel) => `${vowel}${mark}`);

/**
 * Letters that look the same or cannot be seen. Whoever reads the definition sees the plain word, so the verdict must
 * be the one of the plain word.
 */
export const UNICODE_DISGUISES: Readonly<Record<string, Disguise>> = {
  'cyrillic-letters': replace(CYRILLIC),
  'greek-letters': replace(GREEK),
  'other-look-alikes': replace(OTHER_SCRIPTS),
  'cherokee-letters': replace(CHEROKEE),
  'full-width': shift(0xff41, 0xff21),
  'mathematical-bold': shift(0x1d41a, 0x1d400),
  'mathematical-script': shift(0x1d4ea, 0x1d4d0),
  monospace: shift(0x1d68a, 0x1d670),
  circled: shift(0x24d0, 0x24b6),
  'combining-acute': firstVowel('\u0301'),
  'precomposed-accent': (word) => firstVowel('\u0301')(word).normalize('NFC'),
  'combining-dot-below': between('\u0323'),
  'combining-grapheme-joiner': inTheMiddle('\u034f'),
  'zero-width-space': inTheMiddle('\u200b'),
  'zero-width-non-joiner': inTheMiddle('\u200c'),
  'zero-width-joiner': between('\u200d'),
  'word-joiner': inTheMiddle('\u2060'),
  'soft-hyphen': inTheMiddle('\u00ad'),
  'byte-order-mark': inTheMiddle('\ufeff'),
  'variation-selector': between('\ufe0f'),
  'tag-character': inTheMiddle('\u{e0061}'),
  'hangul-filler': inTheMiddle('\u3164'),
  'invisible-times': inTheMiddle('\u2062'),
  'bidi-isolate': (word) => `${word.slice(0, 2)}\u2068${word.slice(2)}\u2069`,
  'right-to-left': (word) => `\u202e${Array.from(word).toReversed().join('')}\u202c`,
  'control-character': inTheMiddle('\u0007'),
  'upper-case': (word) => word.toUpperCase(),
  'mixed-case': (word) =>
    Array.from(word, (letter, at) => (at % 2 === 0 ? letter.toLowerCase() : letter.toUpperCase())).join(''),
};

/** Spellings that people decode while reading. What no longer can be read at all must not end as Read. */
export const SPELLING_DISGUISES: Readonly<Record<string, Disguise>> = {
  leet: replace({ a: '4', e: '3', i: '1', o: '0', s: '5', t: '7' }),
  'spaced-letters': between(' '),
  'dotted-letters': between('.'),
  'hyphenated-letters': between('-'),
  'split-word': inTheMiddle('-'),
  'html-entity': (word) => word.replace(/[a-z]/i, (letter) => `&#${letter.charCodeAt(0)};`),
  'markdown-split': inTheMiddle('**'),
  'html-split': inTheMiddle('<b></b>'),
};

/** Other words, as a machine sees it; people guess what was meant. */
export const MISSPELLINGS: Readonly<Record<string, Disguise>> = {
  'doubled-letter': (word) => word.replace(/[aeiou]/i, (vowel) => vowel + vowel),
  'dropped-letter': (word) => word.replace(/(?<=.)[aeiou]/i, ''),
  'swapped-letters': (word) => word.replace(/(?<=.)([a-z])([a-z])/i, '$2$1'),
};
