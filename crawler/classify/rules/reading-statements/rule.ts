import type { Reading } from '../../reading.ts';
import type { Rule } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/**
 * "Only reading" said of the statement itself. "This tool is read-only" speaks about the tool and is a claim without
 * credit.
 */
const ONLY_READING =
  /\bread[- ]?only (?:[a-z]+ ){0,2}(?:sql|cypher|quer(?:y|ies)|statements?|operations?|transactions?|select)|\b(?:select|read)[- ]only quer|\bonly (?:select|read|read-only) (?:quer|statement|sql|operation)|\b(?:a|execute|run|perform) (?:read|select) (?:cypher |sql )?(?:quer(?:y|ies)|statements?)|\bselect (?:sql )?(?:quer(?:y|ies)|statements?) (?:only|against|on)|\bmust be read-only|仅支持select|只读查询/i;
/** Words of a name that agree with reading, and words that do not. */
const READING = wordSet('query read select readonly search get fetch explain analyze');
const WRITING = wordSet(`write update insert delete any raw arbitrary admin mutate modify create drop unsafe ddl dml`);
const WRITE_TEXT = /\b(?:insert|update|delete|drop|alter|create|truncate)\b/i;
const REFUSES = /\b(?:not|no|reject|only|block|forbid|prohibit|disallow|cannot|prevent|deny|without|never)/i;

/** The rubric's one opening: only reading statements are accepted, and name, schema and text agree on it. */
export const readingStatements: Rule = (reading) => {
  const sentence = reading.sentences
    .map(({ start, end }) => ({
      start,
      match: ONLY_READING.exec(reading.description.slice(start, end)),
    }))
    .find(({ match }) => match !== null);
  if (sentence?.match == null || !nameAgrees(reading) || !schemaAgrees(reading) || textContradicts(reading)) return {};
  const at = sentence.start + sentence.match.index;
  const quote = reading.description.slice(at, at + sentence.match[0].length);
  return {
    facts: [
      {
        kind: 'restriction',
        value: 'reading-statements',
        rule: 'reading-statements',
        certainty: 'clear',
        evidence: [{ field: '/description', quote }],
      },
    ],
  };
};

function nameAgrees({ nameWords }: Reading): boolean {
  const words = nameWords.map(({ text }) => text);
  return words.some((word) => READING.has(word)) && !words.some((word) => WRITING.has(word));
}

/** No argument may offer writing: a flag for it, or a statement described as one that changes data. */
function schemaAgrees({ parameters }: Reading): boolean {
  return parameters.every(
    ({ words, description }) =>
      !words.some(({ text }) => WRITING.has(text)) && (!WRITE_TEXT.test(description) || REFUSES.test(description)),
  );
}

/** A text that also offers changing statements does not agree with itself. */
function textContradicts({ description, sentences }: Reading): boolean {
  return sentences
    .map(({ start, end }) => description.slice(start, end))
    .some((text) => WRITE_TEXT.test(text) && !REFUSES.test(text));
}
