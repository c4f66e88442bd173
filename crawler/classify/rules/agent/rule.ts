import type { Evidence } from '../../../../catalog/model/classification.ts';
import type { Reading } from '../../reading.ts';
import type { Rule } from '../rule.ts';

/** An agent that acts, or a computer that is handed over, wherever the first part of the text says so. */
const TEXT =
  /\b(?:computer|browser|desktop|mobile|phone|coding|terminal|gui|web|multi[- ]tool)[- ](?:(?:use|using|control|automation|action)[- ])?agent\b|\b(?:computer|browser)[- ]use\b|\bcomputer (?:capabilities|actions)\b|\bautonomous(?:ly)? (?:execut|perform|complet|operat|navigat|brows|control)|\b(?:perform|carry out|complete|execute)s? (?:complex |multi-step |arbitrary |any |browser |web |computer ){1,3}(?:tasks|actions)\b|\binteract(?:s|ing)? with (?:the |a |any )?(?:screen|desktop|browser|web ?pages?|page elements?|gui|phone|device screen)\b/i;
/** Two words of a name that say the same. */
const ACTORS = new Set(['ai', 'agent', 'claude', 'gpt', 'llm', 'use']);
const SURFACES = new Set(['computer', 'browser', 'desktop', 'code', 'coding', 'terminal', 'shell']);
/** What is told about agents rather than asked of one. */
const LOOKS = new Set(['read', 'make', 'delete', 'update', 'remove', 'cancel', 'grant', 'clear']);
const HEAD_LENGTH = 600;

/** A task in free words that an agent carries out on a machine: its effect depends on the words. */
export const agent: Rule = (reading) => {
  const { actions } = reading;
  const looks = actions.some(({ where, sense }) => (where === 'name' || where === 'head') && LOOKS.has(sense));
  const evidence = looks ? undefined : (inName(reading) ?? inText(reading));
  if (evidence === undefined) return {};
  return {
    facts: [
      { kind: 'effect', value: 'execute', rule: 'agent', object: 'agent', certainty: 'likely', evidence: [evidence] },
    ],
  };
};

function inName({ name, nameWords }: Reading): Evidence | undefined {
  const words = nameWords.map(({ text }) => text);
  const named = words.some((word) => ACTORS.has(word)) && words.some((word) => SURFACES.has(word));
  return named ? { field: '/name', quote: name.slice(0, 200) } : undefined;
}

function inText({ description }: Reading): Evidence | undefined {
  const match = TEXT.exec(description.slice(0, HEAD_LENGTH));
  return match === null ? undefined : { field: '/description', quote: match[0] };
}
