import { LEVELS, type Level } from '../catalog/model/rubric.ts';

/** Every level, worst first, and then what has none. */
export const ALL_LEVELS: readonly Level[] = [...LEVELS.toReversed(), 'Unclassified'];
