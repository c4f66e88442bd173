import type { Fact } from '../../catalog/model/fact.ts';
import { FACET_TABLE, facetRow, higherLevel, levelFor, strongerCategory } from '../../catalog/model/rubric.ts';
import type { Decision } from './decide.ts';
import { foldFacets } from './facets.ts';

/**
 * What two decisions amount to together: the stronger category, everything that raises a level in either, and a level below
 * neither. Nothing that is added to `floor` can lower it: text of strangers only ever raises.
 *
 * @param facts the facts that both rest on
 */
export function strongest(floor: Decision, other: Decision, facts: readonly Fact[]): Decision {
  const category = strongerCategory(floor.category, other.category);
  const base = category === other.category ? other : floor;
  const held = new Set([
    ...foldFacets(facts, category),
    ...floor.facets.filter((facet) => facetRow(facet).raisesTo !== undefined),
    ...base.facets,
  ]);
  const facets = FACET_TABLE.map((row) => row.facet).filter((facet) => held.has(facet));
  const level = higherLevel(higherLevel(floor.level, other.level), levelFor(category, facets));
  return { ...base, category, level, facets, effects: [...new Set([...floor.effects, ...other.effects])] };
}
