import type { Reading } from '../../reading.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

const NAME_WORDS = wordSet('bulk batch all mass multiple many everyone');
const OBJECT_WORDS = wordSet('all multiple bulk batch many every');
/** Many of these hang on one thing. */
const SMALL = wordSet('reaction emoji field attribute column option parameter setting');
const TEXT =
  /\bexpects a list of\b|\bin (?:bulk|batch(?:es)?)\b|\b(?:one|two) or more\b(?! shell)|\bmultiple [a-z]+s at once\b/i;

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
  const word = nameWords.find(({ text }) => NAME_WORDS.has(text));
  return word === undefined ? undefined : { field: '/name', quote: name.slice(word.start, word.end) };
}

function objectEvidence({ actions }: Reading) {
  return actions.find(
    ({ where, sense, object }) =>
      where === 'head' && sense !== 'read' && object.some((word) => OBJECT_WORDS.has(word)) && !isSmall(object),
  )?.evidence;
}

/** Several attributes of one thing. */
function isSmall(object: readonly string[]): boolean {
  return SMALL.has(object.at(-1) ?? '');
}

function textEvidence({ description }: Reading) {
  const match = TEXT.exec(description.slice(0, 2000));
  return match === null ? undefined : { field: '/description', quote: match[0] };
}
