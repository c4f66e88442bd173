import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { Action } from '../../grammar/action.ts';
import { isNoun } from '../../lexicon/nouns.ts';
import { wordSet } from '../../lexicon/word-set.ts';
import type { Reading } from '../../reading.ts';
import type { Rule } from '../rule.ts';

/** Words of a name that agree with reading, and words that do not. */
const READING = wordSet('query read select readonly search get fetch explain analyze sql db database');
const WRITING =
  wordSet(`write update insert delete any raw arbitrary admin mutate modify create drop unsafe ddl dml modification
  upsert alter truncate force`);
/** The same beside the statement, where "any" and "arbitrary" say no more than "read-only" takes back. */
const CHANGING = wordSet(
  'write update insert delete mutation modify modification create drop ddl dml upsert alter truncate',
);
const RUNNING = wordSet('run execute query perform submit send invoke exec');
const STATEMENTS = wordSet('query statement sql cypher operation transaction select');
/** What makes a statement one that only reads, as a word of the object. */
const ONLY = wordSet('readonly select');
/** "Only SELECT statements are accepted", "must be read-only": said of the statement, never of the tool. */
const ACCEPTED =
  /\bonly (?:select|read|read-only|readonly) (?:quer|statement|sql|operation)|\b(?:query|queries|statements?|sql) must be read[- ]?only|\bselect-only quer|\bselect (?:sql )?(?:quer(?:y|ies)|statements?) only|仅支持select|只读查询/i;
/** A sentence with one of these restricts nothing: it speaks of examples, preferences or exceptions. */
const LOOSE =
  /\b(?:not|no|other|others|prefer|example|e\.g|supports?|unless|except|also|besides|cached|recommended)\b/i;
const NEGATED_ONLY = /\bnot only\b/i;
/** What takes a restriction back: a contrast in its sentence, or a word anywhere that it is not kept. */
const CONTRAST = /\b(?:but|however|although|though|yet|whereas|nevertheless|in theory|on paper|in docs|officially)\b/i;
const NOT_KEPT =
  /\b(?:not|never|isn't|aren't|no longer) (?:actually |really |strictly )?(?:enforced|checked|validated|verified)\b|\b(?:runs?|executes?|accepts?|allows?) (?:all of them|anything|everything|any (?:sql|quer(?:y|ies)|statements?)|all (?:sql|quer(?:y|ies)|statements?))\b|\bby convention\b|\bhonou?r system\b/i;
/** "Use only read-only queries" asks something of the caller; the server accepts what it is given. */
const ADVICE = /\b(?:use|using|please|should|write|send|provide|pass|stick to|try to)\W{0,4}$/i;
const WRITE_TEXT = /\b(?:insert|update|delete|drop|alter|create|truncate|unless)\b/i;
const REFUSES = /\b(?:not|no|reject|only|block|forbid|prohibit|disallow|cannot|prevent|deny|without|never)/i;
/** Characters that take no room have no business in a restriction. */
const HIDDEN = /[\u200b-\u200f\u2060-\u2064\u00ad\ufeff\u{e0000}-\u{e007f}]/u;
const FLAGS = wordSet('force unsafe confirm write allow dangerous');

/** The rubric's one opening: only reading statements are accepted, and name, schema and text agree on it. */
export const readingStatements: Rule = (reading) => {
  const evidence = restriction(reading);
  if (evidence === undefined || !nameAgrees(reading) || !schemaAgrees(reading)) return {};
  if (
    HIDDEN.test(reading.description) ||
    NOT_KEPT.test(reading.description.slice(0, 20_000)) ||
    textContradicts(reading, evidence)
  )
    return {};
  return {
    facts: [
      {
        kind: 'restriction',
        value: 'reading-statements',
        rule: 'reading-statements',
        certainty: 'clear',
        evidence: [evidence],
      },
    ],
  };
};

/** What the head sentence runs is read-only by its own words, or a sentence says that nothing else is accepted. */
function restriction({ actions, sentences, description }: Reading): Evidence | undefined {
  const heads = actions.filter(({ where, verb }) => where === 'head' && RUNNING.has(verb));
  if (heads.length > 0 && heads.every(runsReading)) {
    const sentence = sentences.find(({ start, end }) =>
      description.slice(start, end).includes(heads[0]?.evidence.quote ?? ''),
    );
    if (sentence !== undefined && !LOOSE.test(description.slice(sentence.start, sentence.end)))
      return heads[0]?.evidence;
  }
  for (const { start, end } of sentences) {
    const text = description.slice(start, end);
    const match = ACCEPTED.exec(text);
    if (match !== null && !NEGATED_ONLY.test(text) && !CONTRAST.test(text) && !ADVICE.test(text.slice(0, match.index)))
      return { field: '/description', quote: match[0] };
  }
  return undefined;
}

/** "Executes read-only SQL queries", "Run a PromQL query": a statement that cannot write by what it is called. */
function runsReading({ object }: Action): boolean {
  const read = object.indexOf('read');
  const statement = object.some((noun) => STATEMENTS.has(noun));
  if (object.some((noun) => CHANGING.has(noun))) return false;
  if (statement && object.some((noun) => isNoun(noun, 'readingLanguage') && noun !== 'select')) return true;
  return (
    statement &&
    (object.some((noun) => ONLY.has(noun)) ||
      (read !== -1 &&
        (object[read + 1] === 'only' ||
          STATEMENTS.has(object[read + 1] ?? '') ||
          object[read + 1] === 'cypher' ||
          object[read + 1] === 'sql')))
  );
}

function nameAgrees({ nameWords }: Reading): boolean {
  const words = nameWords.map(({ text }) => text);
  return words.some((word) => READING.has(word)) && !words.some((word) => WRITING.has(word));
}

/** No argument may offer writing: a flag or a choice for it, or a statement described as one that changes data. */
function schemaAgrees({ parameters }: Reading): boolean {
  return parameters.every(
    ({ words, description, choices, types }) =>
      !words.some(({ text }) => WRITING.has(text)) &&
      !(types.includes('boolean') && words.some(({ text }) => FLAGS.has(text))) &&
      !choices.some(({ value }) => WRITING.has(value.toLowerCase())) &&
      (!WRITE_TEXT.test(description) || REFUSES.test(description)),
  );
}

/** A text that also offers changing statements, or any statement, does not agree with itself. */
function textContradicts({ description, sentences, actions }: Reading, { quote }: Evidence): boolean {
  // "Runs SQL. Only SELECT statements are accepted": the second sentence speaks of what the first one runs.
  const accepts = ACCEPTED.test(quote);
  const runsAny =
    !accepts &&
    actions.some(
      (action) =>
        (action.where === 'head' || action.where === 'near') &&
        RUNNING.has(action.verb) &&
        action.object.some((noun) => STATEMENTS.has(noun)) &&
        !runsReading(action),
    );
  return (
    runsAny ||
    sentences
      .map(({ start, end }) => description.slice(start, end))
      .some((text) => WRITE_TEXT.test(text) && !REFUSES.test(text))
  );
}
