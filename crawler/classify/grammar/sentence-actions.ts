import { ADVERBS, DETERMINERS, NEGATIONS, PREPOSITIONS } from '../lexicon/function-words.ts';
import { isNoun, singular } from '../lexicon/nouns.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import { COMPOUND_NOUNS, NOUN_VERBS, VERBS_BEFORE } from '../lexicon/verbs.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Word } from '../text/words.ts';
import type { Action } from './action.ts';
import { skipLeadIn } from './lead-in.ts';
import { wordSet } from '../lexicon/word-set.ts';

const JOINTS = wordSet('and or then also optionally');
/** Prepositions that follow verbs rather than nouns. */
const BEHIND_VERBS = wordSet('to for on and or if into over');
/** How many sentences speak of the tool itself before a description turns to advice and examples. */
const NEAR_SENTENCES = 3;
/** "Use this to help debug …" says what for, not what is done. */
const HELPS: ReadonlySet<string> = new Set(['help', 'helps']);
const LABEL_GAPS = wordSet(': – — - ) , ] } > |');
const CAPITAL = /^\p{Lu}\p{Ll}/u;
const ARTICLES = wordSet('a an the all one your any');
const OBJECT_LIMIT = 8;
const REST_LIMIT = 14;
const QUOTE_WORDS = 12;
const QUOTE_LIMIT = 200;

/** Where a sentence stands: its field's text and pointer. */
export interface Place {
  text: string;
  pointer: string;
}

/**
 * Reads what a sentence says that the tool does: its main verb behind any lead-in, and verbs joined to it. Verbs in other
 * places ("search for delete operations") and negated ones are no actions.
 */
export function sentenceActions(sentence: Sentence, place: Place): Action[] {
  const { words } = sentence;
  const near = sentence.index < NEAR_SENTENCES ? 'near' : 'later';
  const actions = (start: number, where: Action['where']): Action[] => {
    const { at, verbFollows } = skipLeadIn(words, start);
    const opening = at === 0 && sentence.index === 0;
    const main = mainVerb(words, at, verbFollows || (opening && isGerund(words[0])));
    if (main === undefined || negated(words, at)) return [];
    const aside = HELPS.has(words[at - 1]?.text ?? '');
    return [at, ...joined(words, at, main)].map((position) =>
      toAction(words, position, aside ? 'later' : where, place),
    );
  };
  const led = actions(0, near);
  const labels = led.length > 0 ? [] : labelEnds(words).map((start) => actions(start, 'later'));
  const unmarked = unmarkedStarts(words, place.text).flatMap((start) => actions(start, near));
  return [...led, ...(labels.find((found) => found.length > 0) ?? []), ...unmarked];
}

/** Behind a short label a sentence starts again: "[API] Delete …", "Purpose: …", "x - Deletes …". */
function labelEnds(words: readonly Word[]): number[] {
  const found: number[] = [];
  for (let at = 1; at < Math.min(words.length, 8); at++) {
    if (LABEL_GAPS.has(words[at]?.gap ?? ' ') && !isGlued(words, at)) found.push(at);
  }
  return found;
}

/** The second half of a hyphenated word: "multi-step", "self-test". */
function isGlued(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return word?.gap === '-' && word.start - (words[at - 1]?.end ?? 0) === 1;
}

/** A capital verb before a small article starts a sentence even where its full stop is missing: "… item Delete the …". */
function unmarkedStarts(words: readonly Word[], text: string): number[] {
  const found: number[] = [];
  for (let at = 1; at < words.length; at++) {
    const { start } = words[at] as Word;
    if (!CAPITAL.test(text.slice(start, start + 2)) || !ARTICLES.has(words[at + 1]?.text ?? '')) continue;
    if (words[at + 1]?.gap !== ' ') continue;
    if (/^[a-z]/.test(text.charAt(words[at + 1]?.start ?? 0))) found.push(at);
  }
  return found;
}

function mainVerb(words: readonly Word[], at: number, verbFollows: boolean): VerbForm | undefined {
  const verb = verbForm(words[at]?.text ?? '');
  if (verb === undefined) return undefined;
  const next = words[at + 1];
  if (isCompound(verb, next)) return undefined;
  if (verb.form === 'ed' || isGlued(words, at + 1) || isGlued(words, at)) return undefined;
  if (verb.form === 'ing') return verbFollows ? verb : undefined;
  if (next?.text === 'here' || (verb.base === 'deploy' && advertises(words, at))) return undefined;
  if (verbFollows && verb.form === 'base') return verb;
  if (!NOUN_VERBS.has(verb.base)) return verb;
  if (next !== undefined && (/^\d/.test(next.text) || next.gap === '/')) return undefined;
  if (next === undefined) return at === 0 && verb.form === 'base' ? verb : undefined;
  if (DETERMINERS.has(next.text) || VERBS_BEFORE[verb.base] === next.text) return verb;
  if (verbForm(next.text)?.form === 'ed') return undefined;
  if (/^[.;:,()]$/.test(next.gap)) return verb.form === 'base' && next.gap === ',' ? verb : undefined;
  if (verb.form === 's') return PREPOSITIONS.has(next.text) || isNoun(singular(next.text), 'data') ? undefined : verb;
  if (next.text === 'to' && verbForm(words[at + 2]?.text ?? '')?.form === 'base') return undefined;
  if (PREPOSITIONS.has(next.text)) return BEHIND_VERBS.has(next.text) || verb.sense === 'read' ? verb : undefined;
  if (verb.sense === 'read') return verb;
  return isNoun(singular(next.text), 'data') ? undefined : verb;
}

function isCompound({ base }: VerbForm, next: Word | undefined): boolean {
  return COMPOUND_NOUNS[base]?.has(next?.text ?? '') ?? false;
}

/** "Deploy Server … Try in Playground …": the button texts that catalogue pages put where a description should be. */
function advertises(words: readonly Word[], at: number): boolean {
  if (words[at + 1]?.text !== 'server') return false;
  return words.slice(at, at + 20).some((word, i, near) => word.text === 'try' && near[i + 2]?.text === 'playground');
}

/** Further verbs of the sentence that share its subject: "create, update and delete", "… and deletes the source". */
function joined(words: readonly Word[], main: number, verb: VerbForm): number[] {
  const found: number[] = [];
  let chained = true;
  for (let at = main + 1; at < Math.min(words.length, main + 40); at++) {
    const word = words[at];
    if (word === undefined) break;
    const isJoint = JOINTS.has(word.text);
    const other = verbForm(word.text);
    const joint = JOINTS.has(words[at - 1]?.text ?? '') || word.gap === ',' || word.gap === '/';
    const sameForm = other?.form === verb.form;
    const governs = DETERMINERS.has(words[at + 1]?.text ?? '');
    if (
      other !== undefined &&
      !isCompound(other, words[at + 1]) &&
      joint &&
      sameForm &&
      (chained || governs) &&
      !negated(words, at)
    ) {
      found.push(at);
    } else if (!isJoint) chained = false;
  }
  return found;
}

/** A description may open with a bare gerund ("Searching for …"); a later sentence that does is about something else. */
function isGerund(word: Word | undefined): boolean {
  return verbForm(word?.text ?? '')?.form === 'ing';
}

/** A negation in the three words before, or as the first word of the sentence ("Do not …"). */
function negated(words: readonly Word[], at: number): boolean {
  for (let back = 1; back <= 3; back++) {
    const word = words[at - back];
    if (word === undefined) return false;
    if (NEGATIONS.has(word.text)) return true;
  }
  return false;
}

function toAction(words: readonly Word[], at: number, where: Action['where'], place: Place): Action {
  const word = words[at] as Word;
  const verb = verbForm(word.text) as VerbForm;
  const object: string[] = [];
  let next = at + 1;
  for (; next < words.length && object.length < OBJECT_LIMIT; next++) {
    const text = words[next]?.text ?? '';
    if (object.length === 0 && (text === 'or' || text === 'more' || ADVERBS.has(text) || text.endsWith('ly'))) continue;
    if (object.length > 0 && (text === 'previously' || verbForm(text)?.form === 'ed')) break;
    if (PREPOSITIONS.has(text) || (/[:;(]/.test(words[next]?.gap ?? '') && object.length > 0)) break;
    if (words[next]?.gap === ',' && object.length > 0) break;
    if (!DETERMINERS.has(text) || text === 'all' || text === 'multiple') object.push(singular(text));
  }
  const rest = words.slice(next, next + REST_LIMIT).map((item) => singular(item.text));
  const last = words[Math.min(at + QUOTE_WORDS, words.length - 1)] ?? word;
  return {
    verb: verb.base,
    sense: verb.sense,
    object,
    rest,
    where,
    certainty: verb.form === 'ing' || NOUN_VERBS.has(verb.base) ? 'likely' : 'clear',
    evidence: {
      field: place.pointer,
      quote: place.text.slice(word.start, Math.min(last.end, word.start + QUOTE_LIMIT)),
    },
  };
}
