import type { Category } from '../../catalog/model/rubric.ts';
import { categoryRow, facetRow } from '../../catalog/model/rubric.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { Decision } from './decide.ts';

/** Said of the caller, by effect: "The definition lets a caller …". */
const EFFECT_PHRASES: Record<(Fact & { kind: 'effect' })['value'], string> = {
  read: 'read or compute something, and names nothing that it changes',
  create: 'create something or add to what is there',
  update: 'change existing data or state',
  send: 'send something to a person or a service',
  execute: 'run something or act beyond the call',
  delete: 'delete something for good',
  transfer: 'move money or value, or commit somebody to pay',
};

/** The same, where the object of the effect says more. */
const OBJECT_PHRASES: Readonly<Record<string, string>> = {
  'update session': 'begin or end a session, which can be undone by logging in or out',
  'update link': 'take something out of where it is listed, while both sides survive',
  'update plan': 'call something off that was planned',
  'execute job': 'stop running work',
  'execute statement': 'run a statement in a query language',
  'execute surface': 'act in a live browser, device or desktop',
  'transfer deal': 'call off an order, a payment or another deal',
  'create file': 'write a file',
  'send post': 'publish something that others get to see',
  'read computation': 'run something that only computes an answer',
};

const ARGUMENT_PHRASES: Partial<Record<(Fact & { kind: 'argument' })['value'], string>> = {
  shell: 'pass a command line that runs on a machine',
  code: 'pass source code that runs on a machine',
  sql: 'pass a database statement of their own',
  request: 'call an API with a method and an address of their own',
};

/** Quotes longer than this are cut, with an ellipsis; the whole quote is in the evidence. */
const QUOTE_LIMIT = 90;

/** Two or three sentences that say why, worded from the facts; names the category and level that they are shown with. */
export function rationale(decision: Decision): string {
  const { category, level, decisive, facets } = decision;
  const [main] = decisive;
  if (category === 'Unclassified' || main === undefined) {
    return 'Nothing in the definition says clearly enough what a call does. The tool is Unclassified, which has no level and is denied by default.';
  }
  const quote = main.evidence[0]?.quote ?? '';
  const first = `The definition lets a caller ${phraseOf(main)} (“${shorten(quote)}”).`;
  const raising = facets.filter(
    (facet) => facetRow(facet).raisesTo === level && categoryRow(category)?.level !== level,
  );
  const base = categoryRow(category)?.level;
  const second =
    raising.length === 0
      ? `That makes it ${withArticle(category)} tool, level ${level}.`
      : `That makes it ${withArticle(category)} tool, which is ${base} by itself, and level ${level} because it ${joinAnd(
          raising.map((facet) => facetRow(facet).holdsWhen),
        )}.`;
  const third = decision.confidence === 'low' ? ' The definition says little about it, so confidence is low.' : '';
  return `${first} ${second}${third}`;
}

function phraseOf(fact: Fact): string {
  if (fact.kind === 'effect') return OBJECT_PHRASES[`${fact.value} ${fact.object ?? ''}`] ?? EFFECT_PHRASES[fact.value];
  if (fact.kind === 'argument') return ARGUMENT_PHRASES[fact.value] ?? 'choose an argument freely';
  return 'run statements that are restricted to reading';
}

function withArticle(category: Category): string {
  return `${/^[AEIOU]/.test(category) ? 'an' : 'a'} ${category}`;
}

function joinAnd(items: string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** One line without quotation marks and invisible characters of its own. */
function shorten(quote: string): string {
  const line = quote
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .replace(/[“”"]/g, '’')
    .trim();
  return line.length <= QUOTE_LIMIT
    ? line
    : `${Array.from(line.slice(0, QUOTE_LIMIT)).slice(0, -1).join('').trimEnd()}…`;
}
