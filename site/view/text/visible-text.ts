/**
 * Text of other people, made safe to look at: characters that hide, reorder or control text are taken out of the flow and
 * named instead. Escaping is Astro's job; this is about what escaping does not touch.
 */
import { isBlank } from '../../../catalog/blank-text.ts';
import { hiddenCharacter } from '../../../catalog/hidden-characters.ts';
import { counted } from './words.ts';

/** A piece of text to print as it is, or a character to name. */
export type Segment = { text: string } | { mark: string; title: string };

/** Names of the characters that are met most in hostile definitions. */
const NAMES: Record<number, string> = {
  0x09: 'tab',
  0x0a: 'end of line',
  0x1b: 'escape',
  0x20: 'space',
  0xa0: 'no-break space',
  0xad: 'soft hyphen',
  0x200b: 'zero-width space',
  0x200c: 'zero-width non-joiner',
  0x200d: 'zero-width joiner',
  0x200e: 'left-to-right mark',
  0x200f: 'right-to-left mark',
  0x202a: 'left-to-right embedding',
  0x202b: 'right-to-left embedding',
  0x202c: 'pop directional formatting',
  0x202d: 'left-to-right override',
  0x202e: 'right-to-left override',
  0x2060: 'word joiner',
  0x2066: 'left-to-right isolate',
  0x2067: 'right-to-left isolate',
  0x2068: 'first strong isolate',
  0x2069: 'pop directional isolate',
  0x3000: 'ideographic space',
  0xfeff: 'byte order mark',
};

/** Tabs and ends of lines are part of a text. */
const HIDDEN = hiddenCharacter(String.raw`\x00-\x08\x0b-\x1f\x7f-\x9f`);
const HIDDEN_RUN = new RegExp(`(?:${HIDDEN.source})+`, HIDDEN.flags);

/** A run longer than this is named once, with its length. */
const LONGEST_RUN = 3;
/** After this many marks the rest of the text is summed up: a page of chips says no more than fifty. */
const MOST_MARKS = 50;

/** {@link visibleText} of a text that stands by itself, such as a name: where nothing of it can be seen, its blanks are named too. */
export const visibleWhole = (text: string): Segment[] =>
  isBlank(text) ? runMarks(Array.from(printable(text))) : visibleText(text);

/** Splits text into printable pieces and named characters, losing nothing that a reader could be fooled by. */
export function visibleText(text: string): Segment[] {
  const clean = printable(text);
  const segments: Segment[] = [];
  let from = 0;
  let marks = 0;
  for (const run of clean.matchAll(HIDDEN_RUN)) {
    const before = clean.slice(from, run.index);
    if (before !== '') segments.push({ text: before });
    from = run.index + run[0].length;
    const characters = Array.from(run[0]);
    marks += characters.length > LONGEST_RUN ? 1 : characters.length;
    if (marks > MOST_MARKS) {
      const rest = clean.slice(run.index);
      const hidden = Array.from(rest.matchAll(HIDDEN)).length;
      segments.push({ mark: counted(hidden, 'more hidden character'), title: 'not shown one by one' });
      from = run.index;
      segments.push({ text: rest.replace(HIDDEN_RUN, '') });
      return segments;
    }
    segments.push(...runMarks(characters));
  }
  if (from < clean.length) segments.push({ text: clean.slice(from) });
  return segments;
}

/** {@link visibleWhole} as one plain string, for attributes and titles of documents, where no chip can stand. */
export function visibleString(text: string): string {
  return visibleWhole(text)
    .map((segment) => ('text' in segment ? segment.text : `[${segment.mark}]`))
    .join('');
}

const printable = (text: string): string => text.toWellFormed().replace(/\r\n?/g, '\n');

function characterMark(character: string): Segment {
  const code = character.codePointAt(0) ?? 0;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  // Unicode has pictures of the C0 controls and of the space, which are shorter to read than their numbers.
  const mark = code <= 0x20 ? String.fromCodePoint(0x2400 + code) : code === 0x7f ? '\u2421' : point;
  return { mark, title: NAMES[code] === undefined ? `character ${point}` : `${NAMES[code]}, ${point}` };
}

const runMarks = (characters: string[]): Segment[] =>
  characters.length > LONGEST_RUN ? [runMark(characters)] : characters.map(characterMark);

function runMark(characters: string[]): Segment {
  const first = characters.slice(0, 8).map((character) => (characterMark(character) as { title: string }).title);
  return {
    mark: `${characters.length} hidden characters`,
    title: `${first.join('; ')}${characters.length > 8 ? '; …' : ''}`,
  };
}
