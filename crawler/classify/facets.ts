import type { Fact } from '../../catalog/model/fact.ts';
import { type Category, FACET_TABLE, type Facet } from '../../catalog/model/rubric.ts';

/** Facets that a fact names directly, whatever the category. */
const ARGUMENT_FACETS: Partial<Record<(Fact & { kind: 'argument' })['value'], Facet>> = {
  shell: 'freeform-shell',
  code: 'freeform-code',
  sql: 'freeform-sql',
  path: 'freeform-path',
  url: 'freeform-url',
  secret: 'secrets',
};

/** The facets that hold, in the order of the rubric's table. */
export function foldFacets(facts: readonly Fact[], category: Category): Facet[] {
  const held = new Set<Facet>();
  for (const fact of facts) {
    const facet = facetOf(fact, category);
    if (facet !== undefined) held.add(facet);
  }
  // What is read at an address of the caller's choice was written by whoever is there.
  if (category === 'Read' && held.has('freeform-url')) held.add('untrusted-content');
  if (held.has('sends') && held.has('freeform-url')) held.add('egress');
  return FACET_TABLE.map((row) => row.facet).filter((facet) => held.has(facet));
}

function facetOf(fact: Fact, category: Category): Facet | undefined {
  const reads = category === 'Read';
  switch (fact.kind) {
    case 'effect':
      // "If they decline, send …" further down is advice on how to call the tool, not what it does.
      // Money that is sent is no message.
      return fact.value === 'send' && fact.certainty !== 'weak' && category !== 'Financial' ? 'sends' : undefined;
    case 'argument':
      return ARGUMENT_FACETS[fact.value];
    case 'data':
      return fact.value !== 'private-data' || reads ? fact.value : undefined;
    case 'reach':
      // Looking at many things, at members or at permissions is not changing them.
      return reads && fact.value !== 'open-world' ? undefined : fact.value;
    case 'restriction':
      return undefined;
    case 'hostile':
      return 'poisoned';
    default:
      return fact satisfies never;
  }
}
