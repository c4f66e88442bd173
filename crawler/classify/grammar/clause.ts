import { ADVERBS, NEGATIONS } from '../lexicon/function-words.ts';
import { verbForm } from '../lexicon/verb-forms.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Word } from '../text/words.ts';

/** How far back a clause is followed, so that a text without marks takes linear time. */
const FARTHEST = 16;
const BREAKS = wordSet(', : ; ( ) ] – — > |');
/** Adverbs between subject and verb, beside those that also open a sentence. */
const BETWEEN = wordSet(
  'will gets being be further furthermore moreover additionally finally lastly next afterwards later even',
);
/** Whatever stands behind one of these is no statement about the tool, unless that clause has a verb of its own before. */
const SUBORDINATES = wordSet(
  `if when whenever whether once until unless before because while where how why what which who whose that than as though
   although whatever since`,
);
/** Behind these nothing is said of the tool, however many verbs follow. */
const RELATIVES = wordSet('that which who whose what how whether');
const FINITE = wordSet('is are was were has done finished complete ready true false enabled enforced fails succeeds =');
/** "Note that it …", "after which it …". */
const TOLD = wordSet('note aware mind remember warning warned careful caution beware know after upon');
/** Who the tool is in its own description. */
const SUBJECTS = wordSet(
  `tool server call function operation command request endpoint action service api system backend method invocation
   process step read reading program`,
);
const POINTS = wordSet('this the that each every');
const ITSELF = wordSet('it this');
const CALLING = wordSet(
  'calling using invoking running executing reading fetching opening doing getting querying viewing',
);
const CALLED = wordSet('it this that the tool function command endpoint method operation');
const JOINS = wordSet('and then but also or so thereby');

/** What a clause says of whom: nothing before the verb, the tool itself, or somebody else. */
export interface Clause {
  /** Index of its first word. */
  start: number;
  /** Index of the first word that belongs to the verb: its adverbs, or the verb. */
  verb: number;
}

/** The clause whose verb stands at `at`, followed back to the mark that opens it. */
export function clauseAt(words: readonly Word[], at: number): Clause {
  let verb = at;
  while (verb > 0 && !breaks(words, verb) && isBetween(words[verb - 1]?.text ?? '')) verb--;
  let start = verb;
  while (start > 0 && at - start < FARTHEST && !breaks(words, start)) start--;
  return { start, verb };
}

/** `true` when what stands before a verb leaves the tool itself as its subject: nothing, "it", "the server", "calling it". */
export function saysOfTool(words: readonly Word[], { start, verb }: Clause): boolean {
  if (isNegated(words, start, verb + 1)) return false;
  if (verb === start) return true;
  const last = words[verb - 1]?.text ?? '';
  // "ransomware that encrypts and deletes files": what is joined to a clause that is not the tool's is not either.
  if (JOINS.has(last)) return !words.slice(start, verb).some(({ text }) => SUBORDINATES.has(text));
  const before = subjectStart(words, start, verb);
  return before !== undefined && (before === start || isIntroduced(words, start, before));
}

/** `true` when no word of the clause makes it a condition, a question or part of a thing: "if it …", "files that …". */
export function isOwnClause(words: readonly Word[], start: number, end: number): boolean {
  let finite = false;
  for (let at = end - 1; at >= start; at--) {
    const { text } = words[at] as Word;
    if (RELATIVES.has(text)) return TOLD.has(words[at - 1]?.text ?? '');
    if (SUBORDINATES.has(text)) return finite || TOLD.has(words[at - 1]?.text ?? '');
    finite ||= FINITE.has(text) || verbForm(text)?.form === 'ed' || verbForm(text)?.form === 's';
  }
  return true;
}

/** A negation among the words of a clause. */
export function isNegated(words: readonly Word[], start: number, end: number): boolean {
  return words
    .slice(start, end + 3)
    .some(({ text }, i) => NEGATIONS.has(text) || (i + start >= end && text === 'nothing'));
}

/** Where the subject of the verb starts, if that is the tool. */
function subjectStart(words: readonly Word[], start: number, verb: number): number | undefined {
  const last = words[verb - 1]?.text ?? '';
  const first = words[start]?.text ?? '';
  const called = CALLING.has(first) && verb - start <= 4;
  if (called && words.slice(start + 1, verb).every(({ text }) => CALLED.has(text))) return start;
  if (ITSELF.has(last)) return verb - 1;
  return SUBJECTS.has(last) && POINTS.has(words[verb - 2]?.text ?? '') && verb - 2 >= start ? verb - 2 : undefined;
}

/** Only a phrase stands before the subject ("Behind the scenes this …", "and it …"), or a clause with a verb of its own. */
function isIntroduced(words: readonly Word[], start: number, subject: number): boolean {
  if (!isOwnClause(words, start, subject)) return false;
  const before = words.slice(start, subject);
  if (JOINS.has(before.at(-1)?.text ?? '') || before.some(({ text }) => TOLD.has(text) || SUBORDINATES.has(text)))
    return true;
  return before.length <= 6 && !before.some(({ text }) => verbForm(text) !== undefined);
}

function isBetween(text: string): boolean {
  return ADVERBS.has(text) || BETWEEN.has(text) || (text.endsWith('ly') && text.length > 4);
}

function breaks(words: readonly Word[], at: number): boolean {
  return BREAKS.has(words[at]?.gap ?? ' ');
}
