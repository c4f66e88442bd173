import { DETERMINERS, PREPOSITIONS } from '../lexicon/function-words.ts';
import { isNoun, singular } from '../lexicon/nouns.ts';
import type { Sense } from '../lexicon/senses.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import { COMPOUND_NOUNS, NOUN_VERBS, VERBS_BEFORE } from '../lexicon/verbs.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Word } from '../text/words.ts';

/** Prepositions that follow verbs rather than nouns. */
const BEHIND_VERBS = wordSet('to for on and or if into over');
/** Behind a plural: "Tags are defined …". */
const BE = wordSet('are is was were will can may must should have has do');
/** "Switches to the default content": these go somewhere. */
const MOVES = wordSet('switch move scroll step jump turn zoom pan go');
const MILD: ReadonlySet<Sense> = new Set(['read', 'create', 'update']);
/** A verb of these in brackets says no more than the one in front: "Archive (trash) a page". */
const ASIDE: ReadonlySet<Sense> = new Set(['read', 'remove', 'act']);
const IN_AND_OUT = wordSet('in into on out off');

/**
 * The verb of a sentence whose main clause starts at `at`, or `undefined` where that word is a noun, a participle or half of
 * a name. `verbFollows` says that the words before leave no doubt that a verb stands here.
 */
export function mainVerb(words: readonly Word[], at: number, verbFollows: boolean): VerbForm | undefined {
  const verb = verbForm(words[at]?.text ?? '');
  if (verb === undefined) return undefined;
  const next = words[at + 1];
  // "start: the first row" is a label.
  if (isCompound(verb, next) || next?.gap === ':') return undefined;
  if (isStatement(words, at)) return undefined;
  if (verb.form === 'ed' || isGlued(words, at + 1) || isGlued(words, at)) return undefined;
  if (verb.form === 'ing') return verbFollows ? verb : undefined;
  if (next?.text === 'here' || (verb.base === 'deploy' && advertises(words, at))) return undefined;
  if (verbFollows && verb.form === 'base') return verb;
  if (!NOUN_VERBS.has(verb.base)) return verb;
  if (next !== undefined && /^\d/.test(next.text)) return undefined;
  if (next?.gap === '/') return verbForm(next.text)?.form === verb.form ? verb : undefined;
  if (next === undefined) return at === 0 && verb.form === 'base' ? verb : undefined;
  if ((verb.base === 'log' || verb.base === 'sign') && IN_AND_OUT.has(next.text)) return verb;
  if (verb.form === 's' && next.gap === ',') return undefined;
  if (DETERMINERS.has(next.text) || VERBS_BEFORE[verb.base] === next.text) return verb;
  if (verbForm(next.text)?.form === 'ed') return undefined;
  const other = verbForm(next.text);
  // "Archive (delete) a note".
  if (next.gap === '(' && other?.form === 'base' && !ASIDE.has(other.sense)) return verb;
  if (/^[.;:,()]$/.test(next.gap)) return verb.form === 'base' && next.gap === ',' ? verb : undefined;
  if (MOVES.has(verb.base) && next.text === 'to' && DETERMINERS.has(words[at + 2]?.text ?? '')) return verb;
  if (BE.has(next.text)) return undefined;
  // "Changes apply to …".
  if (verb.form === 's' && other?.form === 'base' && MILD.has(other.sense) && !NOUN_VERBS.has(other.base))
    return undefined;
  if (verb.form === 's') return PREPOSITIONS.has(next.text) || isNoun(singular(next.text), 'data') ? undefined : verb;
  if (next.text === 'to' && verbForm(words[at + 2]?.text ?? '')?.form === 'base') return undefined;
  if (PREPOSITIONS.has(next.text)) return BEHIND_VERBS.has(next.text) || verb.sense === 'read' ? verb : undefined;
  if (verb.sense === 'read') return verb;
  return isNoun(singular(next.text), 'data') ? undefined : verb;
}

/** A line of SQL is no order to a browser: "SELECT * FROM items". */
function isStatement(words: readonly Word[], at: number): boolean {
  if (words[at]?.text !== 'select') return false;
  return words[at + 1]?.text === 'from' || words[at + 1]?.gap === ',';
}

/** Half of a noun: "pull requests". */
export function isCompound({ base }: VerbForm, next: Word | undefined): boolean {
  return COMPOUND_NOUNS[base]?.has(next?.text ?? '') ?? false;
}

/** "Deploy Server … Try in Playground …": the button texts that catalogue pages put where a description should be. */
function advertises(words: readonly Word[], at: number): boolean {
  if (words[at + 1]?.text !== 'server') return false;
  return words.slice(at, at + 20).some((word, i, near) => word.text === 'try' && near[i + 2]?.text === 'playground');
}

/** The second half of a hyphenated word: "multi-step", "self-test". */
export function isGlued(words: readonly Word[], at: number): boolean {
  const word = words[at];
  return word?.gap === '-' && word.start - (words[at - 1]?.end ?? 0) === 1;
}
