import { ADVERBS, DETERMINERS, PREPOSITIONS } from '../lexicon/function-words.ts';
import { singular } from '../lexicon/nouns.ts';
import { PARTICLES, phrasalVerb } from '../lexicon/phrasal-verbs.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import { NOUN_VERBS } from '../lexicon/verbs.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Word } from '../text/words.ts';
import type { Action } from './action.ts';
import { isGlued } from './main-verb.ts';

export const JOINTS = wordSet('and or then also optionally');
/** Marks that join two verbs of a sentence. */
const JOINING = new Set([',', '/', ';', '&']);
export const PRONOUNS = wordSet('it them everything');
/** Behind these words stands what the object is not: arguments, results. */
const STOPS = wordSet('args arg arguments parameters params returns note example examples will can is are was were');
/** Adverbs that may stand behind an object. */
const TRAILING = wordSet(
  'underneath afterwards immediately automatically asynchronously locally remotely directly internally concurrently simultaneously safely',
);
const MANY = wordSet('all multiple every each many');
/** "Remove a user from a team". */
const ENDS_OF_TIES = wordSet('from to in');
const OBJECT_LIMIT = 8;
const REST_LIMIT = 14;
const QUOTE_WORDS = 12;
const QUOTE_LIMIT = 200;

/** Where a sentence stands: its field's text and pointer. */
export interface Place {
  text: string;
  pointer: string;
}

/** "a market or limit order": a joint inside the object, before up to three more nouns. */
function goesOn(words: readonly Word[], at: number, object: readonly string[]): boolean {
  const text = words[at]?.text;
  const next = words[at + 1];
  if (text !== 'or' || object.length === 0 || object.length > 3 || next?.gap !== ' ') return false;
  return verbForm(next.text) === undefined && !PREPOSITIONS.has(next.text) && !DETERMINERS.has(next.text);
}

/** The verb at a place of a sentence as an action: its object up to the first word that ends one, and what follows. */
export function actionAt(words: readonly Word[], at: number, where: Action['where'], place: Place): Action {
  const word = words[at] as Word;
  const verb = verbForm(word.text) as VerbForm;
  const object: string[] = [];
  let next = at + 1;
  for (; next < words.length && object.length < OBJECT_LIMIT; next++) {
    const text = words[next]?.text ?? '';
    if (object.length === 0 && isJoined(words, next, at) && verbForm(text)?.form === verb.form) break;
    if (object.length === 0 && (text === 'or' || text === 'more' || ADVERBS.has(text) || text.endsWith('ly'))) continue;
    const participle = verbForm(text)?.form === 'ed' && !isGlued(words, next);
    if (object.length > 0 && (text === 'previously' || participle)) break;
    if (goesOn(words, next, object)) continue;
    if (
      PREPOSITIONS.has(text) ||
      STOPS.has(text) ||
      (object.length > 0 && TRAILING.has(text)) ||
      (/[:;(]/.test(words[next]?.gap ?? '') && object.length > 0)
    )
      break;
    if (words[next]?.gap === ',') break;
    if (!DETERMINERS.has(text) || MANY.has(text)) object.push(singular(text));
  }
  // "Blocks a user": what is a determiner elsewhere is all that there is.
  const whole = next >= words.length || ENDS_OF_TIES.has(words[next]?.text ?? '');
  if (object.length === 0 && whole && words.slice(at + 1, next).some(({ text }) => text === 'user'))
    object.push('user');
  const rest = words.slice(next, next + REST_LIMIT).map((item) => singular(item.text));
  const last = words[Math.min(at + QUOTE_WORDS, words.length - 1)] ?? word;
  const meant = phrasalVerb(verb.base, [...object, ...rest]) ?? verb;
  return {
    verb: meant.base,
    sense: meant.sense,
    object: meant === verb ? object : object.filter((noun) => !PARTICLES.has(noun)),
    rest,
    ...(PRONOUNS.has(words[at + 1]?.text ?? '') ? { pronoun: true } : {}),
    where,
    certainty: verb.form === 'ing' || NOUN_VERBS.has(verb.base) ? 'likely' : 'clear',
    evidence: {
      field: place.pointer,
      quote: place.text.slice(word.start, Math.min(last.end, word.start + QUOTE_LIMIT)),
    },
  };
}

/** Behind "and", a comma or the like, with at most adverbs between; or in brackets right behind the verb. */
export function isJoined(words: readonly Word[], at: number, main: number): boolean {
  let first = at;
  while (first > main + 1 && ADVERBS.has(words[first - 1]?.text ?? '')) first--;
  const gap = words[first]?.gap ?? ' ';
  return JOINTS.has(words[first - 1]?.text ?? '') || JOINING.has(gap) || (gap === '(' && at === main + 1);
}
