import type { TextDetection } from '../detection.ts';
import { detectPhrases, type PhraseBook, stemsOf } from '../phrase.ts';
import { STEERINGS } from './phrases.ts';
import { WORLD_STEERINGS } from './world-phrases.ts';

/** What speaks to whoever judges the tool. */
export const STEERING_BOOK: PhraseBook = {
  rule: 'verdict-steering',
  fact: 'verdict-steering',
  phrases: [...STEERINGS, ...WORLD_STEERINGS],
};
const STEMS = stemsOf(STEERING_BOOK);

/** D6: text aimed at the verdict, in every string of the definition. */
export const verdictSteering: TextDetection = (reading) => detectPhrases(reading, STEERING_BOOK, STEMS);
