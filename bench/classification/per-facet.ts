import { FACET_TABLE, facetRow } from '../../catalog/model/rubric.ts';
import type { Found } from './confusion.ts';
import { share } from './share.ts';

/** A set of facets as labelled, and as answered. */
interface Facets {
  label: readonly string[];
  answer: readonly string[];
}

/**
 * Precision and recall of each facet that occurs. One that raises no level and that no label has is left out: nobody looked
 * for it.
 */
export function perFacet(items: readonly Facets[]): Record<string, Found> {
  const facets = FACET_TABLE.map(({ facet }) => facet).filter(
    (facet) =>
      items.some(({ label }) => label.includes(facet)) ||
      (facetRow(facet).raisesTo !== undefined && items.some(({ answer }) => answer.includes(facet))),
  );
  return Object.fromEntries(
    facets.map((facet) => {
      const labelled = items.filter(({ label }) => label.includes(facet));
      const answered = items.filter(({ answer }) => answer.includes(facet));
      const both = labelled.filter(({ answer }) => answer.includes(facet)).length;
      return [facet, { precision: share(both, answered.length), recall: share(both, labelled.length) }];
    }),
  );
}
