import { CATEGORIES, type Category, LEVELS, type Level } from '../../catalog/model/rubric.ts';

export interface Verdict {
  category: Category;
  level: Level;
}

/**
 * What became of a verdict. `unclassified` is not milder, because it is denied by default, but it is no verdict either:
 * it is counted apart.
 */
export type Outcome = 'held' | 'raised' | 'unclassified' | 'dropped';

/** Compares a verdict with the one that it must not fall below, in category and in level. */
export function outcome(floor: Verdict, got: Verdict): Outcome {
  if (got.category === 'Unclassified' || got.level === 'Unclassified') {
    return floor.category === 'Unclassified' ? 'held' : 'unclassified';
  }
  if (floor.category === 'Unclassified' || floor.level === 'Unclassified') return 'raised';
  const category = CATEGORIES.indexOf(got.category) - CATEGORIES.indexOf(floor.category);
  const level = LEVELS.indexOf(got.level) - LEVELS.indexOf(floor.level);
  if (category < 0 || level < 0) return 'dropped';
  return category > 0 || level > 0 ? 'raised' : 'held';
}
