import type { Reading } from '../../reading.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const NAME_WORDS = wordSet('bulk batch all mass multiple many everyone');
const OBJECT_WORDS = wordSet('all multiple bulk batch many every');
/** What leads to the other end of an action, and words for many there. */
const ENDS = wordSet('to from across');
const EVERY = wordSet('all every each many');
/** Parts of one thing. */
const PARTS = wordSet('it its the detail information data of time property week day month');
/** Where "all" or "multiple" stands when it speaks of the object: first, or behind one more word. */
const LEADING = 2;
/** Many of these hang on one thing. */
const SMALL = wordSet(
  'reaction emoji patch edit line change field attribute column option parameter setting form query tool command metric agent tree',
);
const TEXT =
  /^\s*(?:batch|bulk)[ -](?:set|update|delete|create|add|insert|send|import|assign|move|edit|remove|upsert)\b|\bimports? (?:documents|records|rows|contacts|users|products|customers) (?:from|in)\b|\bexpects a list of\b|\bin (?:bulk|batch(?:es)?)\b|\b(?:one|two) or more\b(?! shell)|\b(?:multiple|many) (?!patch|edit|change|line)[a-z]+s at once\b|批量|一括で|일괄/i;

/** One call can change or send an unbounded number of things. */
export const bulk: Rule = (reading) => {
  const evidence = nameEvidence(reading) ?? objectEvidence(reading) ?? textEvidence(reading);
  return evidence === undefined
    ? {}
    : { facts: [{ kind: 'reach', value: 'bulk', rule: 'bulk', certainty: 'clear', evidence: [evidence] }] };
};

function nameEvidence({ name, nameWords, actions }: Reading) {
  if (actions.some(({ where, sense, object }) => where === 'name' && (sense === 'read' || isSmall(object))))
    return undefined;
  // A catch-all is one thing.
  const word = nameWords.find(({ text }, i) => NAME_WORDS.has(text) && nameWords[i - 1]?.text !== 'catch');
  return word === undefined ? undefined : { field: '/name', quote: name.slice(word.start, word.end) };
}

function objectEvidence({ actions }: Reading) {
  return actions.find(
    ({ where, sense, object, rest, pronoun, states }) =>
      // Text in front takes the head's place.
      (where === 'head' || (where === 'near' && states === true)) &&
      sense !== 'read' &&
      ((pronoun !== true && object.slice(0, LEADING).some((word) => OBJECT_WORDS.has(word)) && !isSmall(object)) ||
        toMany(rest)),
  )?.evidence;
}

/** "… to all subscribers", "to every issue": many at the other end. */
function toMany(rest: readonly string[]): boolean {
  const at = rest.slice(0, 6).findIndex((word, i) => ENDS.has(rest[i - 1] ?? '') && EVERY.has(word));
  return at !== -1 && !SMALL.has(rest[at + 1] ?? '') && !PARTS.has(rest[at + 1] ?? '');
}

/** Several attributes of one thing. */
function isSmall(object: readonly string[]): boolean {
  return SMALL.has(object.at(-1) ?? '') || object.slice(1, 3).some((word) => SMALL.has(word));
}

function textEvidence({ description, sentences }: Reading) {
  const match = TEXT.exec(description.slice(0, 2000));
  if (match === null) return undefined;
  // "For many at once, use the other tool" is advice.
  const sentence = sentences.find(({ start, end }) => start <= match.index && match.index < end);
  const text = sentence === undefined ? '' : description.slice(sentence.start, sentence.end);
  // "One or more" further down speaks of arguments and examples.
  const aside = /^(?:one|two) or more/i.test(match[0]) && sentence !== undefined && sentence.index > 0;
  return aside || /\b(?:use|using|prefer|instead) /i.test(text)
    ? undefined
    : { field: '/description', quote: match[0] };
}
