/** Characters without a form of their own, found in one pass, with those left out that writing needs. */
import { DRAWN_AS_NOTHING } from '../../../../catalog/hidden-characters.ts';

export type HiddenKind =
  | 'tag'
  | 'direction override'
  | 'direction'
  | 'direction mark'
  | 'zero width'
  | 'variation selector'
  | 'blank letter'
  | 'private use';

/** Neighbouring hidden characters. */
export interface HiddenRun {
  start: number;
  /** UTF-16 code units. */
  length: number;
  codes: number[];
  kinds: HiddenKind[];
  /** Stands between two letters or digits of one word. */
  insideWord: boolean;
}

/** Longest run that is taken apart; a longer one is cut, it is hostile already. */
const LONGEST_RUN = 4096;

/** What is drawn as nothing, reorders what is drawn, or is left to whoever made the font. */
const RUN = new RegExp(`[${DRAWN_AS_NOTHING}\\p{Co}]+`, 'gu');

/** A flag of a subdivision is spelled with TAG letters behind a black flag (Unicode Technical Standard 51, annex C). */
const FLAG = /\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{3,6}\u{e007f}/gu;
const PICTOGRAPH = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;
const TAKES_EMOJI_STYLE = /[\p{Emoji}\p{S}\p{P}]/u;
const JOINS = /[\p{L}\p{M}]/u;
/** Scripts that join nothing: a joiner between their letters says nothing to a reader. */
const UNJOINED =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;
const BRAILLE = /[\u2801-\u28ff]/;
const WORD = /[\p{L}\p{N}_]/u;

/** Every run of hidden characters of a text. Characters that emoji and scripts need are no part of a run. */
export function hiddenRuns(text: string, most: number): HiddenRun[] {
  const flags = new Set(Array.from(text.matchAll(FLAG), (flag) => flag.index + 2));
  const runs: HiddenRun[] = [];
  for (const match of text.matchAll(RUN)) {
    if (runs.length >= most) break;
    const before = codePointBefore(text, match.index);
    const after = String.fromCodePoint(text.codePointAt(match.index + match[0].length) ?? 0x20);
    // A byte order mark at the start is what some editors leave behind.
    const mark = match.index === 0 && match[0].startsWith('\ufeff') ? 1 : 0;
    const characters = Array.from(match[0].slice(mark, LONGEST_RUN));
    const codes: number[] = [];
    const kinds: HiddenKind[] = [];
    let left = before;
    let start = match.index + mark;
    let length = 0;
    for (const [i, character] of characters.entries()) {
      const at = start + length;
      const innocent = isNeeded(character, left, characters[i + 1] ?? after) || flags.has(match.index);
      left = character;
      if (innocent && codes.length === 0) {
        start = at + character.length;
        continue;
      }
      length += character.length;
      if (innocent) continue;
      codes.push(character.codePointAt(0)!);
      kinds.push(kindOf(character.codePointAt(0)!));
    }
    if (codes.length > 0) runs.push({ start, length, codes, kinds, insideWord: WORD.test(before) && WORD.test(after) });
  }
  return runs;
}

function kindOf(code: number): HiddenKind {
  if (code >= 0xe0000 && code <= 0xe007f) return 'tag';
  if (code === 0x202d || code === 0x202e) return 'direction override';
  if ((code >= 0x202a && code <= 0x202c) || (code >= 0x2066 && code <= 0x2069)) return 'direction';
  if (code === 0x200e || code === 0x200f || code === 0x61c) return 'direction mark';
  if ((code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef)) return 'variation selector';
  if ([0x115f, 0x1160, 0x3164, 0xffa0, 0x2800, 0x1d159].includes(code)) return 'blank letter';
  if ((code >= 0xe000 && code <= 0xf8ff) || code >= 0xf0000) return 'private use';
  return 'zero width';
}

/** Whether writing needs the character where it stands. */
function isNeeded(character: string, before: string, after: string): boolean {
  const code = character.codePointAt(0)!;
  if (code === 0x200d && PICTOGRAPH.test(after) && (PICTOGRAPH.test(before) || before === '\ufe0f')) return true;
  if (code === 0x200c || code === 0x200d) return JOINS.test(before) && !UNJOINED.test(before);
  if (code === 0xfe0e || code === 0xfe0f) return TAKES_EMOJI_STYLE.test(before) || PICTOGRAPH.test(before);
  if (code >= 0xe0100 && code <= 0xe01ef) return HAN.test(before);
  if (code >= 0xfe00 && code <= 0xfe0d) return HAN.test(before) || /\p{Sm}/u.test(before);
  if (code === 0x2800) return BRAILLE.test(before) || BRAILLE.test(after);
  if ([0x115f, 0x1160, 0x3164, 0xffa0].includes(code)) return HANGUL.test(before) || HANGUL.test(after);
  // Mongolian has its own selectors and a vowel separator.
  if (code >= 0x180b && code <= 0x180f) return /\p{Script=Mongolian}/u.test(before);
  return false;
}

function codePointBefore(text: string, index: number): string {
  const pair = text.slice(Math.max(0, index - 2), index);
  return Array.from(pair).at(-1) ?? '';
}
