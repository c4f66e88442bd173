import { NEGATIONS } from '../lexicon/function-words.ts';
import { singular } from '../lexicon/nouns.ts';
import { verbForm } from '../lexicon/verb-forms.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Sentence } from '../text/sentences.ts';
import { type Word, nameWords } from '../text/words.ts';
import type { Action } from './action.ts';
import { nameActions } from './name-actions.ts';
import type { Place } from './action-at.ts';

/** What a list of verbs is a list of. */
const LISTED = wordSet('action operation command method subcommand verb mutation operator');
/** Between such a word and its list. */
const INTRODUCES = wordSet('such as like include including are is eg');
const KINDS = new Set(['type', 'name']);
/** Verbs that say that something is done, and leave to a list what. */
const DOES = wordSet(
  `perform execute run manage handle operate control administer interact support provide offer conduct do crud maintain`,
);
const OPENS = new Set(['(', ':', '-', '–', '—']);
const BREAKS = new Set([',', '/', '|', '(', ':']);
/** A line that lists of operations follow. */
const BULLETS_FOLLOW = /\b(?:operations?|actions?|commands?)[^\n.:]{0,60}:[ \t]*(?=\s{1,20}[-*•] )/gi;
/** One line of such a list, at once behind the last. */
const BULLET = /\s{1,20}[-*•] [`"'*]{0,3}([a-z]{2,20})[`"'*]{0,3} ?[:–—-] [^\n]{0,300}?(?=\s{1,20}[-*•] |\n|$)/gy;
const FAR = 4000;
const FEWEST = 2;
const MOST = 30;

/**
 * The verbs that a sentence lists for its tool: "actions such as select, delete, hide", "manage scenes (load, save, create)",
 * "a mix of append and delete operations", CRUD. A list that the sentence only shows, or asks about, is none.
 */
export function listedActions({ words }: Sentence, place: Place): Action[] {
  const main = words.slice(0, 6).find(({ text }) => verbForm(text) !== undefined);
  const { base: verb, sense } = verbForm(main?.text ?? '') ?? { base: '', sense: 'update' };
  // A list that the tool looks at, or that it is not for, is none of its own.
  if ((sense === 'read' && !DOES.has(verb)) || words.some(({ text }) => NEGATIONS.has(text))) return [];
  const crud = words.find(({ text }) => text === 'crud');
  if (crud !== undefined) return [crudAction(crud, place)];
  for (let at = 0; at < words.length; at++) {
    const { text } = words[at] as Word;
    const noun = singular(text);
    if (LISTED.has(noun)) {
      const start = listStart(words, at + 1);
      const behind = start === undefined ? [] : listFrom(words, start, place);
      if (behind.length >= FEWEST) return behind;
      const before = DOES.has(verb) && (noun === 'operation' || noun === 'action') ? listBefore(words, at, place) : [];
      if (before.length >= FEWEST) return before;
    }
    // "Manages scenes (load, save, create)": the list is what managing means.
    const does = DOES.has(verbForm(text)?.base ?? '');
    const opened = does ? words.findIndex((_, i) => i > at && i < at + 8 && isOpened(words, i)) : -1;
    const meant = opened === -1 ? [] : listFrom(words, opened, place);
    if (meant.length >= FEWEST) return meant;
  }
  return [];
}

/** Verbs that the text of an argument offers to choose from: "One of: list, create, delete", "'create', 'modify'". */
export function offeredActions(text: string, pointer: string): Action[] {
  const words = nameWords(text.slice(0, 600));
  const found = words.flatMap((_, at) => itemAction(words, at, { text, pointer }) ?? []);
  return found.length >= FEWEST ? found.slice(0, MOST) : [];
}

/**
 * The verbs that lines behind "operations:" name: "- insert: Create new records", "• delete – …". A line of another form ends
 * the list.
 */
export function bulletActions({ text, pointer }: Place): Action[] {
  const found: Action[] = [];
  for (const intro of text.slice(0, FAR).matchAll(BULLETS_FOLLOW)) {
    const lines = text.slice(intro.index + intro[0].length, intro.index + intro[0].length + FAR);
    BULLET.lastIndex = 0;
    for (let match = BULLET.exec(lines); match !== null && found.length < MOST; match = BULLET.exec(lines)) {
      const start = intro.index + intro[0].length + match.index + match[0].indexOf(match[1] ?? '');
      found.push(
        ...actionsOf({ text: match[1] ?? '', start, end: start + (match[1] ?? '').length, gap: '' }, { text, pointer }),
      );
    }
  }
  return found.length >= FEWEST ? found : [];
}

function listStart(words: readonly Word[], from: number): number | undefined {
  let at = from;
  if (KINDS.has(words[at]?.text ?? '')) at++;
  while (at < from + 3 && INTRODUCES.has(words[at]?.text ?? '')) at++;
  const opened = isOpened(words, at);
  const introduced = at > from + (KINDS.has(words[from]?.text ?? '') ? 1 : 0);
  return words[at] !== undefined && (introduced || opened) ? at : undefined;
}

/** A mark that opens a list, and no hyphen inside a word. */
function isOpened(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return OPENS.has(word?.gap ?? '') && !(word?.gap === '-' && word.start - (words[at - 1]?.end ?? 0) === 1);
}

/** The items from a place on, until two words in a row are no verbs. */
function listFrom(words: readonly Word[], from: number, place: Place): Action[] {
  const found: Action[] = [];
  for (let at = from, idle = 0; at < words.length && found.length < MOST; at++) {
    const first = at === from || isItem(words, at);
    const actions = first ? actionsOf(words[at] as Word, place) : [];
    found.push(...actions);
    idle = actions.length > 0 ? 0 : idle + 1;
    if (idle > 3) break;
  }
  return found;
}

/** The verbs right before "operations": "append, update, and delete operations". */
function listBefore(words: readonly Word[], at: number, place: Place): Action[] {
  const found: Action[] = [];
  for (let back = at - 1; back >= 0 && found.length < MOST; back--) {
    const word = words[back] as Word;
    if (word.text === 'and' || word.text === 'or') continue;
    const actions = actionsOf(word, place);
    if (actions.length === 0) break;
    found.push(...actions);
  }
  return found;
}

function isItem(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.text;
  return BREAKS.has(words[at]?.gap ?? ' ') || before === 'and' || before === 'or';
}

/** A word of a quoted, separated or bracketed list that is a verb in its base form. */
function itemAction(words: readonly Word[], at: number, place: Place): Action | undefined {
  const word = words[at] as Word;
  const next = place.text[word.end] ?? '';
  const before = place.text[word.start - 1] ?? '';
  const stands = /[\s,/|('"`“‘:]/.test(before) || word.start === 0;
  const ends = next === '' || /[,/|)'"`”’.]/.test(next);
  return stands && ends ? actionsOf(word, place)[0] : undefined;
}

function actionsOf(word: Word, place: Place): Action[] {
  const text = place.text.slice(word.start, word.end);
  // HTTP's methods and SQL's keywords are written so, and have rules of their own.
  if (text === text.toUpperCase()) return [];
  const [found] = nameActions(text, place.pointer, 'value');
  if (found === undefined || verbForm(nameWords(text)[0]?.text ?? '')?.form === 'ed') return [];
  return [{ ...found, certainty: 'likely', evidence: { field: place.pointer, quote: text } }];
}

function crudAction({ start, end }: Word, place: Place): Action {
  return {
    verb: 'delete',
    sense: 'delete',
    object: [],
    rest: [],
    where: 'value',
    certainty: 'likely',
    evidence: { field: place.pointer, quote: place.text.slice(start, end) },
  };
}
