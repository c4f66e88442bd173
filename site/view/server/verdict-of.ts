import type { Category, Level } from '../../../catalog/model/rubric.ts';
import type { ToolRecord } from '../../../catalog/store/reader.ts';

/** Category and level of a tool; between launching and classifying it has no verdict and counts as Unclassified. */
export function verdictOf({ classification }: ToolRecord): { category: Category; level: Level } {
  const { category = 'Unclassified', level = 'Unclassified' } = classification ?? {};
  return { category, level };
}
