import type { Category } from '../../catalog/model/rubric.ts';
import { categoryRow, facetRow } from '../../catalog/model/rubric.ts';
import type { Fact } from '../../catalog/model/fact.ts';
import type { Decision } from './decide.ts';
import { quoteInText } from './quote-in-text.ts';

/** Said of the caller, by effect: "The definition lets a caller …". */
const EFFECT_PHRASES: Record<(Fact & { kind: 'effect' })['value'], string> = {
  read: 'read or compute something',
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
  'create event': 'record or send an event',
  'send post': 'publish something that others get to see',
  'update playback': 'tell a player what to play, or to pause',
  'execute agent': 'hand a task in free words to an agent that acts',
  'read computation': 'run something that only computes an answer',
};

const ARGUMENT_PHRASES: Partial<Record<(Fact & { kind: 'argument' })['value'], string>> = {
  shell: 'pass a command line that runs on a machine',
  code: 'pass source code that runs on a machine',
  sql: 'pass a database statement of their own',
  request: 'call an API with a method and an address of their own',
  'sub-command': 'name a command of another tool, which the definition does not list',
};

/** Two or three sentences that say why, worded from the facts; names the category and level that they are shown with. */
export function rationale(decision: Decision): string {
  const { category, level, decisive, facets } = decision;
  const [main] = decisive;
  if (category === 'Unclassified' || main === undefined) {
    return 'Nothing in the definition says clearly enough what a call does. The tool is Unclassified, which has no level and is denied by default.';
  }
  const [evidence] = main.evidence;
  const subject = evidence?.source === undefined ? 'The definition' : 'The code behind the tool';
  const first = `${subject} lets a caller ${phraseOf(main, decision)} (${quoteInText(evidence?.quote ?? '')}).`;
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
  return `${first} ${second}${doubt(decision)}`;
}

/** Why confidence is low: the facts are weak, or they speak for different categories. */
function doubt({ confidence, decisive }: Decision): string {
  if (confidence !== 'low') return '';
  return decisive.some((fact) => fact.certainty === 'clear')
    ? ' Other parts of the definition read differently, so confidence is low.'
    : ' Only weak signs support this, so confidence is low.';
}

function phraseOf(fact: Fact, { facets, effects }: Decision): string {
  // Whoever names a file, or does something else beside, is not said to change nothing.
  const onlyReads = !facets.includes('freeform-path') && effects.every((effect) => effect === 'read');
  if (fact.kind === 'effect' && fact.value === 'read' && fact.object === undefined) {
    return onlyReads ? `${EFFECT_PHRASES.read}, and names nothing that it changes` : EFFECT_PHRASES.read;
  }
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
