import { NEGATIONS, PREPOSITIONS } from '../lexicon/function-words.ts';
import { isDoer } from '../lexicon/derived-nouns.ts';
import { isNoun, singular } from '../lexicon/nouns.ts';
import { type VerbForm, verbForm } from '../lexicon/verb-forms.ts';
import {
  COMPOUND_NOUNS,
  NAME_COMPOUNDS,
  NOUN_VERBS,
  NOUNS_AT_END,
  NOUNS_IN_NAMES,
  VERBS_BEFORE,
} from '../lexicon/verbs.ts';
import { PARTICLES, phrasalVerb } from '../lexicon/phrasal-verbs.ts';
import type { Sense } from '../lexicon/senses.ts';
import { type Word, nameWords } from '../text/words.ts';
import type { Action } from './action.ts';

/** Senses that lose something for good: a second verb of these in a name counts even behind a reading one. */
const GRAVE: ReadonlySet<Sense> = new Set(['delete', 'remove', 'pay', 'execute']);
/** Words that join two verbs of a name: `get_or_create`, `find_and_replace`. */
const JOINTS: ReadonlySet<string> = new Set(['and', 'or', 'then']);
const ASKING: ReadonlySet<string> = new Set(['list', 'search', 'query', 'check']);
/** Verbs of starting and stopping what stands behind them, be it named a doer or not. */
const STARTS: ReadonlySet<string> = new Set(['run', 'start', 'stop', 'open', 'close', 'control', 'drop', 'change']);
/** Verbs that tell what a deal would cost or do, without making it. */
const PRICES: ReadonlySet<string> = new Set(['quote', 'price', 'estimate', 'simulate', 'preview', 'calculate']);
/** Behind these a word is a thing that they describe: `trades_latest`. */
const RECENT: ReadonlySet<string> = new Set(['latest', 'recent', 'historical', 'daily', 'weekly', 'monthly']);
/** Half of an adjective with the word behind: `multi_turn`, `self_test`. */
const PREFIXES: ReadonlySet<string> = new Set(['multi', 'single', 'self', 'non', 'cross', 'inter', 'anti']);
/** Sets of these are things: `test_set_info`. */
const SET_NOUNS: ReadonlySet<string> = new Set(
  'data record rule result training test icon skill feature change code value'.split(' '),
);
/** Behind "end" these tell where or when. */
const ENDINGS: ReadonlySet<string> = new Set('date time point user node index year day month at in on'.split(' '));
/** Names that ask: `should_i_deploy`, `how_to_delete`. */
const QUESTIONS: ReadonlySet<string> = new Set('should could would how why whether what who which'.split(' '));
/** Prefixes of a product that happen to be verbs, unless what they run stands behind: `shell_command`. */
const SHELLS: ReadonlySet<string> = new Set(['shell', 'bash', 'ssh']);
const SHELLED: ReadonlySet<string> = new Set(
  'command commands script exec execute run code cmd session tool'.split(' '),
);
const QUOTE_LIMIT = 200;
/** `v2`, `3`: says nothing about what a tool does. */
const VERSION = /^(?:v|\d+)$/;

interface Candidate {
  at: number;
  verb: VerbForm;
  plain: boolean;
}

/**
 * Reads the verbs of a name or title. A plain verb anywhere leads; without one, a word that may also be a noun leads when
 * it stands first before a thing, or last behind one. Words that only name data make it a noun phrase without a verb.
 */
export function nameActions(text: string, pointer: string, where: 'name' | 'title' | 'value'): Action[] {
  const words = nameWords(text).filter((word) => !VERSION.test(word.text));
  if (namesDoer(words)) return [];
  if (words.length > 1 && QUESTIONS.has(words[0]?.text ?? '')) return [question(text, words, pointer, where)];
  return leadingVerbs(words).map((candidate) => ({
    ...meaning(candidate.verb, phrase(words, candidate.at)),
    where,
    bare: candidate.at === words.length - 1,
    certainty: certaintyOf(candidate, words),
    evidence: { field: pointer, quote: quoteOf(text, words, candidate.at) },
  }));
}

/** `test_case_generator`: a doer at the end is what the tool is, unless a verb that is no noun, or one of starting, leads. */
function namesDoer(words: Word[]): boolean {
  if (words.length < 2 || !isDoer(words.at(-1)?.text ?? '')) return false;
  const verbs = words.slice(0, -1).flatMap((word) => verbForm(word.text) ?? []);
  const kept = verbs.filter(({ base }) => !NOUN_VERBS.has(base) || STARTS.has(base));
  return kept.length === 0 && !verbs.some(({ sense }) => sense === 'pay' || sense === 'trade');
}

function leadingVerbs(words: Word[]): Candidate[] {
  const candidates = words.flatMap((word, at): Candidate[] => {
    const verb = verbForm(word.text);
    if (verb === undefined || (verb.form !== 'base' && verb.form !== 's')) return [];
    if (NOUNS_IN_NAMES.has(verb.base) || isAdjective(words, at) || isCompound(verb, words[at + 1])) return [];
    if (isSecondHalf(words, at) || (at > 0 && at === words.length - 1 && NOUNS_AT_END.has(verb.base))) return [];
    const noun = (NOUN_VERBS.has(verb.base) && !asksFor(verb, words[at + 1])) || verb.form === 's';
    return [{ at, verb, plain: !noun }];
  });
  const priced = candidates.findIndex(({ at, verb }, i) => PRICES.has(verb.base) && isDeal(candidates[i + 1], at + 1));
  if (priced !== -1) return candidates.slice(priced, priced + 1);
  // "debug" before a verb is a prefix: `debug_dump_tree`.
  if (candidates[0]?.at === 0 && candidates[0].verb.base === 'debug' && candidates[1]?.at === 1) candidates.shift();
  const lead = candidates.find((candidate) => candidate.plain) ?? ambiguousLead(candidates, words);
  if (lead === undefined) return [];
  const first = candidates.find(
    (candidate) => candidate.at === 0 && candidate.verb.form === 'base' && standsAsVerb(candidate, words),
  );
  const leads = first !== undefined && first !== lead && !lead.plain ? [first] : [lead];
  return [...leads, ...candidates.filter((other) => other !== lead && counts(other, lead, words))];
}

/** A verb that moves money, right behind one that only asks what it would cost: `quote_sell`, `simulate_transfer`. */
function isDeal(candidate: Candidate | undefined, at: number): boolean {
  return candidate?.at === at && (candidate.verb.sense === 'pay' || candidate.verb.sense === 'trade');
}

function ambiguousLead(candidates: Candidate[], words: Word[]): Candidate | undefined {
  return (
    candidates.find((candidate) => candidate.verb.form === 'base' && standsAsVerb(candidate, words)) ??
    candidates.find(
      ({ at, verb }) => at === words.length - 1 && verb.form === 'base' && (at > 0 || words.length === 1),
    ) ??
    candidates.find(({ at, verb }) => at === 0 && verb.form === 's' && words.length > 1 && !NOUN_VERBS.has(verb.base))
  );
}

/** A question is answered and nothing more. */
function question(text: string, words: Word[], pointer: string, where: Action['where']): Action {
  const evidence = { field: pointer, quote: quoteOf(text, words, 0) };
  return { verb: 'check', sense: 'read', ...phrase(words, 0), where, bare: false, certainty: 'likely', evidence };
}

/** `list` and `search` before a thing are verbs, even behind a first word that could be one ("close_list_tasks"). */
function asksFor(verb: VerbForm, next: Word | undefined): boolean {
  return ASKING.has(verb.base) && next !== undefined;
}

/** A word that may be a noun settles little unless it stands first; one that moves money is never waved through. */
function certaintyOf({ at, verb, plain }: Candidate, words: readonly Word[]): Action['certainty'] {
  const prefix = at === 0 && words.length > 1 && SHELLS.has(verb.base) && !SHELLED.has(words[1]?.text ?? '');
  if (prefix) return 'weak';
  if (plain) return 'clear';
  if (verb.base === 'install') return 'likely';
  return at === 0 || verb.sense === 'pay' || verb.sense === 'trade' ? 'likely' : 'weak';
}

/** A noun-verb is a verb when a thing follows that is not merely data about it, and no preposition. */
function standsAsVerb({ at, verb }: Candidate, words: Word[]): boolean {
  const next = words[at + 1]?.text;
  if (next === undefined) return words.length === 1;
  if (VERBS_BEFORE[verb.base] === singular(next)) return true;
  if (at === 0 && verb.sense === 'read' && verb.base !== 'track') return true;
  if (verb.base === 'step') return PREPOSITIONS.has(next) || next === 'out';
  if (RECENT.has(next)) return false;
  // `switch_to_frame`, `app_set_user_id`, `endStream`.
  if (next === 'to' && words.length > at + 2) return verb.base !== 'link' && verb.base !== 'access';
  if (verb.base === 'set') return !SET_NOUNS.has(words[at - 1]?.text ?? '');
  if (verb.base === 'end') return at === 0 && !ENDINGS.has(next) && !PREPOSITIONS.has(next);
  if (verb.base === 'mark' && next === 'as') return true;
  if (PREPOSITIONS.has(next) && next !== 'to' && next !== 'on' && next !== 'all') return false;
  const tail = singular(words.at(-1)?.text ?? '');
  return !(isNoun(singular(next), 'data') && at + 2 === words.length) && !(at > 0 && isNoun(tail, 'data'));
}

/** Whether a further verb of a name counts beside its lead. */
function counts(other: Candidate, lead: Candidate, words: Word[]): boolean {
  if (other.at < lead.at) return false;
  const before = words[other.at - 1]?.text ?? '';
  if (JOINTS.has(before) && other.verb.form === 'base') return other.at + 1 < words.length || other.plain;
  const tail = singular(words.at(-1)?.text ?? '');
  const adjacent = other.at === lead.at + 1 && other.plain && lead.plain && !isNoun(tail, 'data');
  if (adjacent && lead.verb.base === 'read' && other.verb.base === 'write') return true;
  if (adjacent && lead.verb.sense !== 'read' && other.verb.sense !== 'execute' && other.at + 1 < words.length)
    return true;
  return (
    lead.verb.sense === 'read' &&
    GRAVE.has(other.verb.sense) &&
    other.verb.base !== 'eval' &&
    other.plain &&
    other.verb.form === 'base' &&
    other.at + 1 < words.length &&
    !isNoun(tail, 'about')
  );
}

/** Half of a noun: `pull_requests`, `order_items`. */
function isCompound({ base }: VerbForm, next: Word | undefined): boolean {
  const word = next?.text ?? '';
  return COMPOUND_NOUNS[base]?.has(word) === true || NAME_COMPOUNDS[base]?.has(word) === true;
}

/** The other half of a noun, or what "debug" is put in front of: `order_book`, `debug_dump_tree`. */
function isSecondHalf(words: Word[], at: number): boolean {
  const before = words[at - 1]?.text ?? '';
  return NAME_COMPOUNDS[before]?.has(words[at]?.text ?? '') === true;
}

/** `read-only`, `no_delete`, `multi_turn` and the like say no verb. */
function isAdjective(words: Word[], at: number): boolean {
  const next = words[at + 1]?.text;
  if (words[at]?.text === 'read' && (next === 'only' || next === 'write')) return next === 'only';
  const before = words[at - 1]?.text ?? '';
  return NEGATIONS.has(before) || PREFIXES.has(before);
}

function phrase(words: Word[], at: number): Pick<Action, 'object' | 'rest'> {
  const after = words.slice(at + 1).map((word) => singular(word.text));
  if (after.length === 0) return { object: words.slice(0, at).map((word) => singular(word.text)), rest: [] };
  const end = after.findIndex((word) => PREPOSITIONS.has(word));
  return end === -1 ? { object: after, rest: [] } : { object: after.slice(0, end), rest: after.slice(end) };
}

/** `tear_down_cluster`: with a small word behind it, a verb may be another one. */
function meaning({ base, sense }: VerbForm, { object, rest }: Pick<Action, 'object' | 'rest'>) {
  const meant = phrasalVerb(base, object);
  if (meant === undefined) return { verb: base, sense, object, rest };
  return { verb: meant.base, sense: meant.sense, object: object.filter((noun) => !PARTICLES.has(noun)), rest };
}

/** The whole name where it is short; else the part around the verb. */
function quoteOf(text: string, words: Word[], at: number): string {
  if (text.length <= QUOTE_LIMIT) return text;
  const word = words[at];
  return word === undefined ? text.slice(0, QUOTE_LIMIT) : text.slice(word.start, word.start + QUOTE_LIMIT);
}
