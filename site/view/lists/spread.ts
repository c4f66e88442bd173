import { ALL_CATEGORIES, ALL_LEVELS } from '../../../catalog/model/rubric-order.ts';
import type { Category, Level } from '../../../catalog/model/rubric.ts';
import type { Counts } from '../../../catalog/store/reader.ts';
import { categoryUrl, levelUrl } from '../../links.ts';
import { share } from '../text/words.ts';

/** One part of a whole that is drawn as a bar. */
export interface SpreadPart {
  label: Level | Category;
  count: number;
  /** `61 %`. */
  share: string;
  url?: string;
}

export interface Spread {
  total: number;
  byLevel: SpreadPart[];
  byCategory: SpreadPart[];
}

/** How tools spread over levels (worst first) and categories. `Unclassified` appears only when there is any. */
export function spread(counts: Counts): Spread {
  const part = (label: Level | Category, count: number): SpreadPart => ({
    label,
    count,
    share: share(count, counts.tools),
  });
  const shown = ({ label, count }: SpreadPart) => label !== 'Unclassified' || count > 0;
  return {
    total: counts.tools,
    byLevel: ALL_LEVELS.map((level) => ({ ...part(level, counts.byLevel[level]), url: levelUrl(level) })).filter(shown),
    byCategory: ALL_CATEGORIES.map((category) => ({
      ...part(category, counts.byCategory[category]),
      url: categoryUrl(category),
    })).filter(shown),
  };
}
