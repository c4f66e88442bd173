import { facetRow, levelFor } from '../../catalog/model/rubric.ts';
import type { Reading } from './labelled-label.ts';

/**
 * Makes one label of two readings that agree on category and level, else `undefined`. A facet holds when both name it; where
 * that does not give the level (each has raised it for a reason of its own), every raising facet holds that either names.
 */
export function combine(a: Reading, b: Reading): Reading | undefined {
  if (a.category !== b.category || a.level !== b.level) return undefined;
  const both = a.facets.filter((facet) => b.facets.includes(facet));
  if (levelFor(a.category, both) === a.level) return { ...a, facets: both };
  const raising = new Set([...a.facets, ...b.facets].filter((facet) => facetRow(facet).raisesTo !== undefined));
  return { ...a, facets: [...new Set([...both, ...raising])] };
}
