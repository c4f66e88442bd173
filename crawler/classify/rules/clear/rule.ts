import { anyNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, allNouns, effectOf } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Clearing these empties a view or a copy that fills again by itself. */
const REFILLS = wordSet('cache cached filter selection field input screen console view format cell');

const CLEANS = wordSet('clean cleanup');
/** Cleaning these up is deleting them: each is a thing of its own that does not come back. */
const RESOURCES = wordSet(
  'backup snapshot artifact artefact image volume container deployment account branch worktree release',
);
const UNWANTED = wordSet('old stale unused orphaned expired obsolete dangling up');
/** Made to be thrown away. */
const PASSING = wordSet('temporary temp tmp cache');

/** "Clean up old backups" */
function isDiscarded({ object, verb }: Action): boolean {
  const apart = verb === 'cleanup' || object.some((word) => UNWANTED.has(word));
  return apart && RESOURCES.has(object.at(-1) ?? '') && !object.some((word) => PASSING.has(word));
}

/** "Clear", "reset", "empty": deletion where the object holds data, else a change of state. */
export const clear: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.sense === 'clear')
    .map((action) => {
      const nouns = allNouns(action);
      const data = anyNoun(action.object, 'store') && !nouns.some((noun) => REFILLS.has(noun));
      const discards = CLEANS.has(action.verb) && isDiscarded(action);
      const files = action.verb === 'clean' && nouns.includes('git');
      return effectOf(action, 'clear', data || files || discards ? 'delete' : 'update');
    }),
});
