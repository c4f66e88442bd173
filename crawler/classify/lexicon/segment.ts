import { DETERMINERS, PREPOSITIONS } from './function-words.ts';
import { everyNoun, singular } from './nouns.ts';
import { verbForm } from './verb-forms.ts';
import { NOUN_VERBS } from './verbs.ts';

const SHORTEST = 7;
const LONGEST = 48;
/** "Runtime" is one word. */
const LONG_REST = 6;
const LETTERS = /^[a-z]+$/;
/** Noun-verbs and adjectives that may still open a name that is written as one word: `runmigration`, `batchupdate`. */
const OPENERS = new Set(['run', 'batch', 'bulk', 'stop', 'start', 'transfer']);

/**
 * The words that a name without separators is made of: `deleteuseraccount`. Only where it opens with a verb and every part
 * is a word of the lexicon; `undefined` otherwise, since other words fall apart by chance, too.
 */
export function segment(word: string): string[] | undefined {
  if (word.length < SHORTEST || word.length > LONGEST || !LETTERS.test(word) || isKnown(word)) return undefined;
  // Fewest words that cover the rest, from the end on.
  const best: (string[] | undefined)[] = Array.from({ length: word.length + 1 });
  best[word.length] = [];
  for (let at = word.length - 2; at >= 0; at--) {
    for (let end = at + 2; end <= word.length; end++) {
      const rest = best[end];
      const part = word.slice(at, end);
      if (rest === undefined || !(at === 0 ? opens(part, word.length - end) : isKnown(part))) continue;
      const shorter = best[at];
      if (shorter === undefined || rest.length + 1 < shorter.length) best[at] = [part, ...rest];
    }
  }
  const parts = best[0];
  return parts !== undefined && parts.length > 1 ? parts : undefined;
}

function opens(part: string, rest: number): boolean {
  if (OPENERS.has(part)) return rest >= LONG_REST;
  return part.length > 2 && verbForm(part)?.form === 'base' && !NOUN_VERBS.has(part);
}

function isKnown(word: string): boolean {
  if (word.length < 3) return PREPOSITIONS.has(word);
  return (
    verbForm(word) !== undefined || everyNoun.has(singular(word)) || PREPOSITIONS.has(word) || DETERMINERS.has(word)
  );
}
