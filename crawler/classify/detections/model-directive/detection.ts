import { detectPhrases, type PhraseBook, stemsOf } from '../phrase.ts';
import type { TextDetection } from '../detection.ts';
import { ADDRESSES } from './address-phrases.ts';
import { EXFILTRATIONS } from './exfiltration-phrases.ts';
import { OVERRIDES } from './override-phrases.ts';
import { SECRECIES } from './secrecy-phrases.ts';
import { WORLD_DIRECTIVES } from './world-phrases.ts';

/**
 * What tells a model how to behave beyond the call, gravest first. Sources of the English patterns: the tool poisoning
 * notification of Invariant Labs (1 April 2025), the full-schema poisoning post of CyberArk (30 May 2025), "Gaming Tool
 * Preferences in Agentic LLMs" (arXiv 2505.18135), and how honest descriptions speak to the model.
 */
export const DIRECTIVE_BOOK: PhraseBook = {
  rule: 'model-directive',
  fact: 'model-directive',
  phrases: [...OVERRIDES, ...SECRECIES, ...EXFILTRATIONS, ...WORLD_DIRECTIVES, ...ADDRESSES],
};
const STEMS = stemsOf(DIRECTIVE_BOOK);

/** D5: text addressed to the model, in every string of the definition. */
export const modelDirective: TextDetection = (reading) => detectPhrases(reading, DIRECTIVE_BOOK, STEMS);
