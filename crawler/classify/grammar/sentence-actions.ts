import { ADVERBS, DETERMINERS, NEGATIONS } from '../lexicon/function-words.ts';
import { isNoun, singular } from '../lexicon/nouns.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import type { Sense } from '../lexicon/senses.ts';
import { NOUN_VERBS } from '../lexicon/verbs.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Word } from '../text/words.ts';
import type { Action } from './action.ts';
import { JOINTS, PRONOUNS, type Place, actionAt, isJoined } from './action-at.ts';
import { skipLeadIn } from './lead-in.ts';
import { isCompound, isGlued, mainVerb } from './main-verb.ts';
import { wordSet } from '../lexicon/word-set.ts';

/** How many sentences speak of the tool itself before a description turns to advice and examples. */
const NEAR_SENTENCES = 3;
/** "Use this to help debug …" says what for, not what is done. */
const HELPS: ReadonlySet<string> = new Set(['help', 'helps']);
const LABEL_GAPS = wordSet(': – — - ) , ] } > |');
const CAPITAL = /^\p{Lu}\p{Ll}/u;
const LINKS = wordSet('after before by while');
/** Text for whoever calls the tool: "Use this when you need to …". */
const ADDRESSED = wordSet('this it tool when whenever if user you need want');
const USES = wordSet('uses utilizes utilises leverages employs');
const REFERS = wordSet('use call see invoke try');
const QUOTES = new Set(['"', "'", '“', '‘', '`', '«', '„']);
const GRAVE: ReadonlySet<Sense> = new Set([
  'delete',
  'remove',
  'clear',
  'execute',
  'run',
  'pay',
  'trade',
  'send',
  'grant',
]);
const ARTICLES = wordSet('a an the all one your any every each multiple');
const LABEL_WORDS = 4;

/**
 * Reads what a sentence says that the tool does: its main verb behind any lead-in, and verbs joined to it. Verbs in other
 * places ("search for delete operations") and negated ones are no actions.
 */
export function sentenceActions(sentence: Sentence, place: Place, advice = false): Action[] {
  const { words, index } = sentence;
  if (advises(words, index)) return [];
  const near = index < NEAR_SENTENCES && !advice ? 'near' : 'later';
  const actions = (start: number, where: Action['where'], leads = false): Action[] => {
    const { at, verbFollows } = skipLeadIn(words, start);
    const opening = at === 0 && index === 0;
    const main = mainVerb(words, at, verbFollows || (opening && isGerund(words[0])));
    if (main === undefined || negated(words, at)) return [];
    const aside = HELPS.has(words[at - 1]?.text ?? '');
    const states = leads && main.form === 's' && !aside && opens(words, start, at);
    return sharing(
      [at, ...joined(words, at, main)].map((position) => ({
        ...actionAt(words, position, aside ? 'later' : states ? 'near' : where, place),
        ...(states ? { states } : {}),
      })),
    );
  };
  const from = mainStart(words, index, place.text);
  const led = actions(from, near, true);
  const labels = led.length > 0 ? [] : labelEnds(words).map((start) => actions(start, 'later'));
  const unmarked = unmarkedStarts(words, place.text, led.length > 0).flatMap((start) => actions(start, near, true));
  return [...led, ...(labels.find((found) => found.length > 0) ?? []), ...unmarked];
}

/** "Create, update and delete issues": verbs without an object of their own share that of the last one. */
function sharing(actions: readonly Action[]): Action[] {
  const last = actions.at(-1);
  return actions.map((action) => {
    const [next = ''] = action.rest;
    const alone = action.object.length === 0 && (JOINTS.has(next) || verbForm(next) !== undefined);
    // "Executes asynchronously and returns …": what is executed would stand right behind.
    const shares =
      alone && last !== undefined && last !== action && action.sense !== 'run' && action.sense !== 'execute';
    if (shares) return { ...action, object: last.object, rest: last.rest };
    // "Finds a flight and books it": what the first verb is done to.
    const first = actions[0];
    const refers = action.object.length === 0 && action !== first && action.pronoun === true && first !== undefined;
    return refers ? { ...action, object: first.object } : action;
  });
}

/** Text for whoever calls the tool: "Please run this yourself", "To delete it, use the other tool". */
function advises(words: readonly Word[], index: number): boolean {
  const first = words[0]?.text;
  if (first === 'please') return index > 0;
  return first === 'to' && words.slice(2, 16).some(({ text }) => REFERS.has(text));
}

/** Nothing but adverbs stands before the verb. */
function opens(words: readonly Word[], start: number, at: number): boolean {
  return words.slice(start, at).every(({ text }) => ADVERBS.has(text) || text.endsWith('ly') || text === 'and');
}

/** "Given a document, returns …", "Uses the model to revise …": where the clause with the verb starts. */
function mainStart(words: readonly Word[], index: number, whole: string): number {
  const labelled = behindLabel(words, whole);
  if (labelled > 0) return labelled;
  const first = words[0]?.text ?? '';
  const by = (found: (word: Word, at: number) => boolean) =>
    words.slice(0, 14).findIndex((word, at) => at > 1 && found(word, at));
  if (first === 'given') {
    return Math.max(
      0,
      by(
        ({ text, gap }, at) =>
          verbForm(text)?.form === 's' && (gap === ',' || !DETERMINERS.has(words[at - 1]?.text ?? '')),
      ),
    );
  }
  const told = index === 0 && first === 'use' && !words.slice(1, 8).some(({ text }) => ADDRESSED.has(text));
  if (!USES.has(first) && !told) return 0;
  return Math.max(
    0,
    by(({ text }, at) => words[at - 1]?.text === 'to' && verbForm(text)?.form === 'base'),
  );
}

/** "[Mail operations] List …": a label in brackets is no sentence. */
function behindLabel(words: readonly Word[], text: string): number {
  const start = words[0]?.start ?? 0;
  if (text[start - 1] !== '[') return 0;
  const end = text.indexOf(']', start);
  const at = words.findIndex((word) => word.start > end);
  return end !== -1 && at > 1 && at <= LABEL_WORDS && verbForm(words[at]?.text ?? '') !== undefined ? at : 0;
}

/** Behind a short label a sentence starts again: "[API] Delete …", "Purpose: …", "x - Deletes …". */
function labelEnds(words: readonly Word[]): number[] {
  const found: number[] = [];
  for (let at = 1; at < Math.min(words.length, 8); at++) {
    if (LABEL_GAPS.has(words[at]?.gap ?? ' ') && !isGlued(words, at)) found.push(at);
  }
  return found;
}

/** A capital verb before a small article starts a sentence even where its full stop is missing: "… item Delete the …". */
function unmarkedStarts(words: readonly Word[], text: string, hasVerb: boolean): number[] {
  const found: number[] = [];
  for (let at = 1; at < words.length; at++) {
    const { start } = words[at] as Word;
    if (!CAPITAL.test(text.slice(start, start + 2)) || words[at + 1]?.gap !== ' ') continue;
    // What a sentence with a verb of its own quotes is somebody else's: "an issue such as “Delete the server”".
    if (hasVerb && QUOTES.has(text[start - 1] ?? '')) continue;
    if (!/^[a-z]/.test(text.charAt(words[at + 1]?.start ?? 0))) continue;
    if (ARTICLES.has(words[at + 1]?.text ?? '') || isGraveStatement(words, at)) found.push(at);
  }
  return found;
}

/** "… Deletes records", "… Permanently removes all files": a third person that loses, moves or runs something. */
function isGraveStatement(words: readonly Word[], at: number): boolean {
  const adverb = ADVERBS.has(words[at]?.text ?? '') || (words[at]?.text ?? '').endsWith('ly');
  const verb = verbForm(words[adverb ? at + 1 : at]?.text ?? '');
  if (verb?.form !== 's') return false;
  // "Transfers" alone is a heading, "Transfers money …" none.
  const paid = isNoun(singular(words[adverb ? at + 2 : at + 1]?.text ?? ''), 'money');
  return NOUN_VERBS.has(verb.base) ? verb.base === 'transfer' && paid : GRAVE.has(verb.sense);
}

/** Further verbs of the sentence that share its subject: "create, update and delete", "… and deletes the source". */
function joined(words: readonly Word[], main: number, verb: VerbForm): number[] {
  const found: number[] = [];
  let chained = true;
  for (let at = main + 1; at < Math.min(words.length, main + 40); at++) {
    const word = words[at];
    if (word === undefined) break;
    const other = verbForm(word.text);
    const matches = other !== undefined && !isCompound(other, words[at + 1]) && !negated(words, at);
    if (matches && isJoined(words, at, main) && other.form === verb.form && (chained || governs(words, at)))
      found.push(at);
    else if (matches && isLosing(words, at, other)) found.push(at);
    else if (!JOINTS.has(word.text) && !ADVERBS.has(word.text)) chained = false;
  }
  return found;
}

/** A thing of its own stands behind the verb: "… and deletes the source", "… and clicks on the link". */
function governs(words: readonly Word[], at: number): boolean {
  const next = words[at + 1]?.text ?? '';
  return DETERMINERS.has(next) || (next === 'on' && DETERMINERS.has(words[at + 2]?.text ?? ''));
}

/** "… after deleting it", "… by removing them": done to the very thing that the sentence is about. */
function isLosing(words: readonly Word[], at: number, { form, sense }: VerbForm): boolean {
  if (form !== 'ing' || (sense !== 'delete' && sense !== 'remove')) return false;
  return LINKS.has(words[at - 1]?.text ?? '') && PRONOUNS.has(words[at + 1]?.text ?? '');
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
