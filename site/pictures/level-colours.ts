import type { Level } from '../../catalog/model/rubric.ts';

/** Dark enough for white text on them (4.5:1). */
export const LEVEL_COLOURS: Readonly<Record<Level, string>> = {
  Critical: '#a3122b',
  High: '#a8450b',
  Medium: '#7a5b00',
  Low: '#17683a',
  Unclassified: '#555b66',
};
