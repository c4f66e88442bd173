import { DETERMINERS } from '../lexicon/function-words.ts';
import { singular } from '../lexicon/nouns.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import { NOUN_VERBS } from '../lexicon/verbs.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Sentence } from '../text/sentences.ts';
import type { Word } from '../text/words.ts';
import type { Action } from './action.ts';
import { JOINTS, type Place, actionAt } from './action-at.ts';
import { clauseAt, isNegated, isOwnClause, saysOfTool } from './clause.ts';
import { isGraveTail } from './grave-tail.ts';
import { isCompound, isGlued } from './main-verb.ts';

const PRONOUNS = wordSet('it them him her everything all');
/** Sentences that open with these speak of another tool: "Use delete_x, it deletes …", "Unlike x, which …". */
const REFERS = wordSet('use call see try prefer invoke consider unlike compare refer check contrary');
const THIS = wordSet('this it with carefully sparingly only');
const BE = wordSet('is are gets get be');
const BETWEEN = wordSet('be being also then thereby subsequently afterwards now');
/** Behind one of these the passive voice tells of what may be, or was. */
const MAYBE = wordSet('can may must should could would might to been not was were never');
/** Nobody's record: "which are deleted", "nothing is deleted". */
const NOBODY = wordSet('that which who what nothing none nobody');
/** What goes after a time goes by itself, in no call: "are deleted after 30 days". */
const TERMS = wordSet(
  'second minute hour day night week month year automatically daily nightly hourly periodically period time retention ttl',
);
/** Between "before" and a gerund, or a comma and a gerund, stands what the sentence does as well. */
const LINKS = wordSet('before after while by then thereby and also');
/** What was spoken of: a branch is any branch, the branch is this one. */
const DEFINITE = wordSet('the it them him her its this these that those all every everything');
/** Whoever looks before losing something only looks: "Checks the branches before deleting them". */
const LOOKS = wordSet(
  'check verify validate estimate preview assess confirm determine warn test ask explain help suggest recommend inspect',
);
const SUPPORTS = wordSet('supports allows enables includes performs handles');
/** "Next, delete the record": an order to the tool, as long as it is short and names no other tool. */
const NEXT = wordSet('next then finally lastly afterwards afterward subsequently');
const SHORT = 8;
const FAR = 400;
/** Credentials that come back. */
const ANSWERS = wordSet('response answer result output reply payload');
const CARRIES = wordSet('carries includes contains holds exposes reveals has shows');
const SHOWN = wordSet('returned included shown exposed printed disclosed revealed sent displayed contained');
const HIDDEN = wordSet('masked redacted hashed encrypted hidden never not no only without');
const MADE: Readonly<Record<string, string>> = { made: 'make', taken: 'make', billed: 'charge' };
const QUOTE_LIMIT = 200;

/**
 * Grave effects that a sentence states beside its main verb, or behind words that lead elsewhere: "If force is set, deletes the
 * record", "…, deleting the record", "(the record is deleted after reading)", "The response carries the private key". Only what
 * loses data, moves money, runs something or hands out secrets is read this way: with milder verbs such clauses are mostly
 * about something else.
 */
export function tailActions({ words, start, end }: Sentence, place: Place): Action[] {
  if (refersElsewhere(words)) return [];
  const quote = place.text.slice(start, end).trim().slice(0, QUOTE_LIMIT);
  const found: Action[] = [];
  for (let at = 0; at < Math.min(words.length, FAR); at++) {
    const { text } = words[at] as Word;
    const verb = verbForm(text);
    const action =
      carried(words, at, place) ??
      (verb === undefined && MADE[text] === undefined ? undefined : stated(words, at, verb, place)) ??
      happens(words, at, { field: place.pointer, quote });
    if (action !== undefined) found.push(action);
  }
  return found;
}

function refersElsewhere(words: readonly Word[]): boolean {
  return REFERS.has(words[0]?.text ?? '') && !THIS.has(words[1]?.text ?? '');
}

/** A verb in the third person, a gerund or, behind "next", in its base form. */
function stated(words: readonly Word[], at: number, verb: VerbForm | undefined, place: Place): Action | undefined {
  if (verb === undefined || verb.form === 'ed' || !hasObject(words, at, verb)) return undefined;
  const states = verb.form === 's' ? finite(words, at) : verb.form === 'ing' ? beside(words, at) : ordered(words, at);
  if (!states) return undefined;
  const action = actionAt(words, at, 'near', place);
  return isGraveTail(action) ? { ...action, certainty: 'likely' } : undefined;
}

/** A thing stands right behind the verb, and the verb is not the half of a name. */
function hasObject(words: readonly Word[], at: number, verb: VerbForm): boolean {
  const next = words[at + 1];
  if (isGlued(words, at) || isGlued(words, at + 1) || isCompound(verb, next)) return false;
  const alone = words[at]?.gap === '(' && next?.gap === ')';
  if (next === undefined || (next.gap !== ' ' && !alone)) return false;
  const determined = DETERMINERS.has(next.text) || PRONOUNS.has(next.text);
  return determined || (!NOUN_VERBS.has(verb.base) && !isFinite(next.text));
}

/** A third person that is no plural: "deletes returns …", but "deletes records". */
function isFinite(word: string): boolean {
  const verb = verbForm(word);
  return verb?.form === 's' && !NOUN_VERBS.has(verb.base);
}

function finite(words: readonly Word[], at: number): boolean {
  const clause = clauseAt(words, at);
  const joined = clause.verb > clause.start && JOINTS.has(words[clause.verb - 1]?.text ?? '');
  // "… and deletes them" shares the subject of the sentence: one that opens with a third person speaks of the tool.
  if (joined && !opensAsTool(words)) return false;
  return saysOfTool(words, clause);
}

/** The sentence starts with a third person, or with the tool and one. */
function opensAsTool(words: readonly Word[]): boolean {
  const at = words.slice(0, 6).findIndex(({ text }) => verbForm(text)?.form === 's');
  return at !== -1 && saysOfTool(words, clauseAt(words, at));
}

/** "…, deleting the record", "… before deleting the record", "Supports deleting records". */
function beside(words: readonly Word[], at: number): boolean {
  const { verb: first } = clauseAt(words, at);
  const before = words[first - 1]?.text ?? '';
  if (SUPPORTS.has(before) && saysOfTool(words, clauseAt(words, first - 1))) return true;
  const comma = words[first]?.gap === ',';
  if (!comma && !(LINKS.has(before) && DEFINITE.has(words[at + 1]?.text ?? ''))) return false;
  // "Unlinks a page, removing it from the menu": out of one place, and told as what the verb in front means.
  if (words[at]?.text === 'removing' && words.slice(at + 1, at + 6).some(({ text }) => text === 'from')) return false;
  const earlier = words.slice(Math.max(0, at - 40), at);
  // "adding, editing, deleting …": a list of what somebody does.
  if (earlier.some(({ text }) => verbForm(text)?.form === 'ing' && !NOUN_VERBS.has(text))) return false;
  if (words[0]?.text === 'use' || isNegated(words, 0, at)) return false;
  const main = words
    .slice(0, 6)
    .map(({ text }) => verbForm(text))
    .find((verb) => verb !== undefined);
  if (main === undefined || (before === 'before' && LOOKS.has(main.base))) return false;
  return main.form === 's'
    ? opensAsTool(words)
    : comma && main.form === 'base' && verbForm(words[0]?.text ?? '') === main;
}

function ordered(words: readonly Word[], at: number): boolean {
  return (
    at === 1 &&
    NEXT.has(words[0]?.text ?? '') &&
    words.length <= SHORT &&
    !words.some(({ text }) => /_|^(?:with|via|using)$/.test(text))
  );
}

/** "The record is deleted", "The card on file will be charged", "Credentials are returned unmasked". */
function happens(words: readonly Word[], at: number, evidence: Action['evidence']): Action | undefined {
  const { text } = words[at] as Word;
  const verb = verbForm(text);
  const base = MADE[text] ?? (verb?.form === 'ed' ? verb.base : undefined);
  if (base === undefined && !SHOWN.has(text)) return undefined;
  let be = at - 1;
  while (
    be > 0 &&
    (BETWEEN.has(words[be]?.text ?? '') || /[a-z]{3}ly$/.test(words[be]?.text ?? '')) &&
    words[be]?.text !== 'be'
  )
    be--;
  if (!BE.has(words[be]?.text ?? '') || MAYBE.has(words[be - 1]?.text ?? '')) return undefined;
  const { start } = clauseAt(words, be);
  const from = subjectOf(words, start, be);
  const subject = words.slice(from, words[be - 1]?.text === 'will' ? be - 1 : be).map((word) => word.text);
  const rest = words.slice(at + 1, at + 9).map((word) => singular(word.text));
  const spoken = !NOBODY.has(subject.at(-1) ?? '') && subject.length > 0 && subject.length <= 8;
  if (!spoken || isNegated(words, start, at) || !isOwnClause(words, start, be)) return undefined;
  const object = subject.filter((word) => !DETERMINERS.has(word) || PRONOUNS.has(word)).map(singular);
  const shared = { object, rest, where: 'near', certainty: 'likely', evidence } as const;
  if (SHOWN.has(text)) {
    const kept = rest.some((word) => HIDDEN.has(word) || word === 'by');
    return kept || base === 'send' ? undefined : { verb: 'return', sense: 'read', ...shared };
  }
  const pays = MADE[text] !== undefined || verb?.sense === 'pay' || verb?.sense === 'trade';
  if (rest[0] === 'by' || (!pays && rest.some((word) => TERMS.has(word)))) return undefined;
  if (pays && rest.some((word) => word === 'per' || word === 'credit')) return undefined;
  const sense = MADE[text] === undefined ? verb?.sense : base === 'make' ? 'make' : 'pay';
  const action: Action = { verb: base ?? '', sense: sense ?? 'read', ...shared };
  const made = base === 'make' && object.at(-1) === 'payment';
  return made || isGraveTail(onlyHead(action)) ? action : undefined;
}

/** The subject behind a condition: "with force=true the record". */
function subjectOf(words: readonly Word[], start: number, end: number): number {
  for (let at = end - 2; at > start; at--) if (words[at]?.text === 'the' && end - at <= 5) return at;
  return start;
}

/** Of "the card on file" the card. */
function onlyHead(action: Action): Action {
  const at = action.object.findIndex((noun) => noun === 'on' || noun === 'of' || noun === 'in');
  return at > 0 ? { ...action, object: action.object.slice(0, at) } : action;
}

/** "The response carries the private key." */
function carried(words: readonly Word[], at: number, place: Place): Action | undefined {
  if (!CARRIES.has(words[at]?.text ?? '') || !ANSWERS.has(words[at - 1]?.text ?? '')) return undefined;
  const { start, verb } = clauseAt(words, at);
  if (
    !isOwnClause(words, start, verb) ||
    isNegated(words, start, at) ||
    words.slice(at, at + 9).some(({ text }) => HIDDEN.has(text))
  )
    return undefined;
  const form = verbForm(words[at]?.text ?? '');
  const object: string[] = [];
  for (const { text, gap } of words.slice(at + 1, at + 7)) {
    if (gap !== ' ' || text === 'and' || text === 'of' || text === 'for') break;
    if (!DETERMINERS.has(text)) object.push(singular(text));
  }
  const start_ = words[at]?.start ?? 0;
  const quote = place.text.slice(start_, words[Math.min(at + 8, words.length - 1)]?.end).slice(0, QUOTE_LIMIT);
  return {
    verb: 'return',
    sense: form?.sense ?? 'read',
    object,
    rest: [],
    where: 'near',
    certainty: 'likely',
    evidence: { field: place.pointer, quote },
  };
}
