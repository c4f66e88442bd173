import type { Sense } from '../lexicon/senses.ts';
import { SENSES } from '../lexicon/senses.ts';
import {
  SPACED_VERBS,
  UNSPACED_CALLS,
  UNSPACED_CARRIERS,
  UNSPACED_VERBS,
  WORLD_NOUNS,
} from '../lexicon/world-verbs.ts';
import { fold } from '../text/fold.ts';
import type { Sentence } from '../text/sentences.ts';
import { nameWords } from '../text/words.ts';
import type { Action } from './action.ts';
import type { Place } from './action-at.ts';

const SPACED = senseOf(SPACED_VERBS);
const UNSPACED = senseOf(UNSPACED_VERBS);
/** Longest stems first, so that a longer word is not read as the shorter one that it starts with. */
const STEM = alternatives([...UNSPACED.keys()]);
const NOUNS = new Map(
  Object.entries(WORLD_NOUNS).flatMap(([noun, words]) => words.split(' ').map((word) => [fold(word), noun] as const)),
);
const NOT_ASCII = /[\u0080-\uffff]/;
const UNSPACED_NOUN = alternatives([...NOUNS.keys()].filter((word) => /^[\u0e00-\uffff]/.test(word)));
/** Korean and Japanese put the verb last; Chinese puts it first. */
const VERB_LAST = /[\u3040-\u30ff\uac00-\ud7af]/;
/** What may stand between two verbs that share a subject: a joint, with the thing that the first one is done to before it. */
const JOINT =
  /^ ?(?:和|或|与|與|及|以及|或者|并|並|且|、|\/|,|，|・|と|や|または|및|또는|하고|고) ?$|^[^，。,.、:：]{0,24}(?:，?并|，?並|，?然后|，?再|하고 ?|して、?)$/;
/** "Runs until the function returns": no statement of what is run. */
const APART = /[至到后時时并並]|まで|까지/;
/** Negations of languages with spaces, and those in front of or behind a verb without. */
const NEGATIONS = new Set(
  'no não ne pas nicht non не ni nie niet tidak không inte ikke لا नहीं değil kein keine nada nichts'
    .split(' ')
    .map(fold),
);
const NOT_BEFORE = /(?:不|未|没有|沒有|无法|無法|勿)[会會可能]?$/;
const NOT_BEHIND = /^[^、。,，]{0,3}(?:しません|ません|しない|ない|지 않|지 못|하지 않)/;
const WRITES = /sql|cypher|gremlin|mongo|语句|語句|문장|構文|数据库|データベース/i;
const EDGE_WORDS = 3;
/** How far from a verb the thing that it is done to is looked for, in characters and in words. */
const NEAR = 14;
/** How far behind "call" it is looked for what is called. */
const FAR = 40;
const NEAR_WORDS = 5;
/** Names of more stems than this are prose and no lists of verbs. */
const MAX_STEMS = 6;

/** The English verb that the rules know, for a verb of another language. */
const VERB_OF: Readonly<Record<Sense, string>> = {
  read: 'get',
  create: 'create',
  update: 'update',
  delete: 'delete',
  remove: 'remove',
  clear: 'clear',
  execute: 'execute',
  run: 'run',
  make: 'generate',
  send: 'send',
  pay: 'pay',
  trade: 'buy',
  cancel: 'cancel',
  'sign-out': 'logout',
  act: 'click',
  grant: 'grant',
};

interface Found {
  sense: Sense;
  start: number;
  end: number;
  object: string[];
}

/** Reads the verbs of a sentence in another language than English, with the few things that decide what they mean. */
export function worldActions(sentence: Sentence, place: Place): Action[] {
  const text = place.text.slice(sentence.start, sentence.end);
  const spaced = spacedVerb(sentence);
  const found = spaced !== undefined ? [spaced] : NOT_ASCII.test(text) ? unspacedVerbs(text, sentence.start) : [];
  return found.map((verb) => toAction(verb, place, 'later', 'likely'));
}

/** The same of a name in any casing: `elimina_usuario`, `查询天气`. Only names without an English verb are asked. */
export function worldNameActions(text: string, pointer: string, where: 'name' | 'title'): Action[] {
  const words = nameWords(text);
  const at = words.findIndex((word) => SPACED.has(word.text));
  const word = words[at];
  const nouns = words.flatMap(({ text: other }) => NOUNS.get(other) ?? []);
  const found =
    word !== undefined
      ? [{ sense: SPACED.get(word.text) ?? ('read' as const), start: word.start, end: word.end, object: nouns }]
      : NOT_ASCII.test(text)
        ? unspacedVerbs(text, 0)
        : [];
  return found.map((verb) => toAction(verb, { text, pointer }, where, 'likely'));
}

/** The verb among the first words, or, as Turkish has it, among the last. */
function spacedVerb({ words }: Sentence): Found | undefined {
  const edge = [...words.slice(0, EDGE_WORDS), ...words.slice(-EDGE_WORDS).toReversed()];
  const word = edge.find((found) => SPACED.has(found.text) && !isNegated(words, words.indexOf(found)));
  if (word === undefined) return undefined;
  const at = words.indexOf(word);
  // The head noun stands last before a verb, and first behind one.
  const before = words.slice(Math.max(0, at - NEAR_WORDS), at);
  const behind = words.slice(at + 1, at + NEAR_WORDS + 1).toReversed();
  const object = [...before, ...behind].flatMap(({ text }) => NOUNS.get(text) ?? []);
  return { sense: SPACED.get(word.text) ?? 'read', start: word.start, end: word.end, object };
}

/** "No cambia nada": the verb is said not to be done. */
function isNegated(words: Sentence['words'], at: number): boolean {
  const near = [...words.slice(Math.max(0, at - 2), at), ...words.slice(at + 1, at + 2)];
  return near.some(({ text }) => NEGATIONS.has(text));
}

/** The main verb and those joined to it: "创建、更新和删除". */
function unspacedVerbs(text: string, offset: number): Found[] {
  const stems: Stem[] = [];
  for (const match of text.matchAll(STEM)) {
    // "配置的": an adjective, "configured".
    const end = match.index + match[0].length;
    if (text[end] === '的' || NOT_BEFORE.test(text.slice(Math.max(0, match.index - 3), match.index))) continue;
    if (NOT_BEHIND.test(text.slice(end, end + 8))) continue;
    stems.push({ index: match.index, stem: match[0] });
    if (stems.length > 200) break;
  }
  const last = VERB_LAST.test(text);
  const main = last ? stems.length - 1 : 0;
  if (stems.length === 0) return [];
  const chain = [main];
  const step = last ? -1 : 1;
  for (let at = main; chain.length < MAX_STEMS; at += step) {
    const [a, b] = last ? [stems[at - 1], stems[at]] : [stems[at], stems[at + 1]];
    if (a === undefined || b === undefined || !JOINT.test(text.slice(a.index + a.stem.length, b.index))) break;
    chain.push(at + step);
  }
  return chain.flatMap((at): Found[] => {
    const { index, stem } = stems[at] as Stem;
    const next = stems[at + (last ? -1 : 1)];
    const around = last
      ? text.slice(Math.max(0, index - NEAR), index)
      : text.slice(index + stem.length, index + stem.length + NEAR);
    const object = [...around.matchAll(UNSPACED_NOUN)].flatMap((match) => NOUNS.get(match[0]) ?? []).slice(0, 4);
    const told = beside(text, { index, stem }, next);
    // "执行指标查询": a query in a language that can write is said to be one.
    const asked = object.every((noun) => noun === 'query') && !WRITES.test(around);
    const carries = UNSPACED_CARRIERS.has(stem) && asked && told === 'read';
    const sense = told !== undefined && (carries || UNSPACED_CALLS.has(stem)) ? told : (UNSPACED.get(stem) ?? 'read');
    return [{ sense, start: offset + index, end: offset + index + stem.length, object }];
  });
}

interface Stem {
  index: number;
  stem: string;
}

/** The sense of the next verb when nothing sets the two apart. */
function beside(text: string, here: Stem, next: Stem | undefined): Sense | undefined {
  if (next === undefined) return undefined;
  const [a, b] = here.index < next.index ? [here, next] : [next, here];
  const between = text.slice(a.index + a.stem.length, b.index);
  return between.length > (UNSPACED_CALLS.has(here.stem) ? FAR : NEAR) || APART.test(between)
    ? undefined
    : UNSPACED.get(next.stem);
}

function toAction(
  { sense, start, end, object }: Found,
  place: Place,
  where: Action['where'],
  certainty: Action['certainty'],
): Action {
  return {
    verb: VERB_OF[sense],
    sense,
    object,
    rest: [],
    where,
    certainty,
    evidence: { field: place.pointer, quote: place.text.slice(start, end) },
  };
}

function senseOf(lists: Partial<Record<Sense, string>>): Map<string, Sense> {
  const senses = new Map<string, Sense>();
  for (const sense of SENSES) for (const word of lists[sense]?.split(/\s+/) ?? []) senses.set(fold(word), sense);
  return senses;
}

function alternatives(words: string[]): RegExp {
  return new RegExp(words.sort((a, b) => b.length - a.length).join('|'), 'g');
}
