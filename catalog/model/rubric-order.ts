import { CATEGORIES, LEVELS, type Category, type Level } from './rubric.ts';

/** Every level, worst first, and then what has none. */
export const ALL_LEVELS: readonly Level[] = [...LEVELS.toReversed(), 'Unclassified'];

/** Every category, and then what has none. */
export const ALL_CATEGORIES: readonly Category[] = [...CATEGORIES, 'Unclassified'];
