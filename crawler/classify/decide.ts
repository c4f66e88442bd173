import type { Confidence, Evidence } from '../../catalog/model/classification.ts';
import type { EffectFact, Fact } from '../../catalog/model/fact.ts';
import { type Category, type Facet, type Level, levelFor, strongerCategory } from '../../catalog/model/rubric.ts';
import { foldFacets } from './facets.ts';

/** What facts amount to by the rubric. */
export interface Decision {
  category: Category;
  level: Level;
  facets: Facet[];
  confidence: Confidence;
  /** The facts that carry category and level, strongest first; empty when nothing is supported. */
  decisive: Fact[];
  /** Every effect that any fact speaks of, weak ones included. */
  effects: EffectFact['value'][];
}

const CATEGORY_OF: Record<EffectFact['value'], Category> = {
  read: 'Read',
  create: 'Write',
  update: 'Write',
  send: 'Write',
  execute: 'Execute',
  delete: 'Destructive',
  transfer: 'Financial',
};

/** Arguments that make any tool Execute (rubric, tie-breakers 1 and 2). */
const EXECUTING = new Set(['shell', 'code', 'request', 'sub-command']);

/**
 * Turns facts into category, level and facets. Facts only ever add up: no fact lowers another, but for the rubric's one
 * opening, statements that are restricted to reading. Weak facts count when there is nothing better, and when
 * the text is hostile: whoever steers the reader gets no benefit of the doubt.
 */
export function decide(facts: readonly Fact[]): Decision {
  const distrusted = facts.some((fact) => fact.kind === 'hostile');
  const restricted =
    !distrusted && facts.some((fact) => fact.kind === 'restriction') && !facts.some(writesBeyondStatements);
  const counted = facts.filter((fact) => !(restricted && isStatement(fact)));
  const carriers = counted.filter((fact) => categoryOf(fact) !== undefined);
  const strong = carriers.filter((fact) => fact.certainty !== 'weak');
  const supported = !distrusted && (strong.length > 0 || restricted) ? strong : carriers;
  let category: Category = restricted ? 'Read' : 'Unclassified';
  for (const fact of supported) category = strongerCategory(category, categoryOf(fact) ?? 'Unclassified');
  const facets = foldFacets(counted, category);
  const decisive = [
    ...supported.filter((fact) => categoryOf(fact) === category),
    ...(restricted ? facts.filter((fact) => fact.kind === 'restriction') : []),
  ].sort((a, b) => rank(b) - rank(a));
  return {
    category,
    level: levelFor(category, facets),
    facets,
    confidence: confidenceOf(decisive, supported),
    decisive,
    effects: facts.flatMap((fact) => (fact.kind === 'effect' ? [fact.value] : [])),
  };
}

function categoryOf(fact: Fact): Category | undefined {
  if (fact.kind === 'effect') return CATEGORY_OF[fact.value];
  if (fact.kind !== 'argument') return undefined;
  return EXECUTING.has(fact.value) || fact.value === 'sql' ? 'Execute' : undefined;
}

function isStatement(fact: Fact): boolean {
  return (fact.kind === 'argument' && fact.value === 'sql') || (fact.kind === 'effect' && fact.object === 'statement');
}

/** An effect beside running the statement that changes something: then "only reading" is not true of the tool. */
function writesBeyondStatements(fact: Fact): boolean {
  return fact.kind === 'effect' && fact.value !== 'read' && fact.object !== 'statement' && fact.certainty !== 'weak';
}

/** "Poll it": whoever reads the quote alone does not know what is meant. */
const OF_SOMETHING_SAID_BEFORE = /^[\w-]+ (?:it|them|this|these|those|one)\b/i;

/** Surer facts first; of equally sure ones, those that say what it is done to or with, then those whose quote says so. */
function rank(fact: Fact): number {
  const certainty = { clear: 2, likely: 1, weak: 0 }[fact.certainty];
  const vague = OF_SOMETHING_SAID_BEFORE.test(fact.evidence[0]?.quote ?? '');
  const telling = fact.object !== undefined || fact.kind === 'argument';
  return certainty + (telling ? 0.5 : 0) - (vague ? 0.25 : 0);
}

/** High when two places of the definition say so, low when only a weak fact does. */
function confidenceOf(decisive: readonly Fact[], supported: readonly Fact[]): Confidence {
  const places = new Set(decisive.flatMap((fact) => fact.evidence.map(({ field }: Evidence) => field)));
  if (decisive.every((fact) => fact.certainty === 'weak')) return 'low';
  const agreed = decisive.length === supported.length;
  if (places.size > 1 && decisive.some((fact) => fact.certainty === 'clear')) return agreed ? 'high' : 'medium';
  return agreed && decisive.some((fact) => fact.certainty === 'clear') ? 'medium' : 'low';
}
