import { anyNoun } from '../../lexicon/nouns.ts';
import { type Rule, allNouns, effectOf } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Clearing these empties a view or a copy that fills again by itself. */
const REFILLS = wordSet('cache cached filter selection field input screen console view format cell');

/** "Clear", "reset", "empty": deletion where the object holds data, else a change of state. */
export const clear: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.sense === 'clear')
    .map((action) => {
      const nouns = allNouns(action);
      const data = anyNoun(action.object, 'store') && !nouns.some((noun) => REFILLS.has(noun));
      const files = action.verb === 'clean' && nouns.includes('git');
      return effectOf(action, 'clear', data || files ? 'delete' : 'update');
    }),
});
