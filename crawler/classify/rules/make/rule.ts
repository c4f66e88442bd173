import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** These give a text or a picture back and keep nothing. */
const COMPUTES =
  wordSet(`plan optimize render synthesize synthesise brainstorm say speak generate produce formulate prepare compose
   craft draw design sketch paint whisper`);
const KEEPS = wordSet('draw compose design paint sketch construct make assemble develop prepare');
/** Making these keeps something on a machine or in an account. */
const KEPT =
  wordSet(`file image video audio music song website page app project pdf document presentation slide podcast invoice
   account token credential avatar speech model logo icon directory folder asset sound voice spreadsheet excel
   docx pptx 3d wallet ticket`);
/** "Generate", "render", "draw": an answer where it is text that is given back, something created where it is kept. */
export const make: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.sense === 'make')
    .map((action) =>
      isRequest(action)
        ? effectOf(action, 'make', 'execute')
        : effectOf(action, 'make', keeps(action) ? 'create' : 'read'),
    ),
});

/** "Make an HTTP request": any call of an API. */
function isRequest({ verb, object }: Action): boolean {
  const asks = object.includes('request') || object.includes('call');
  return verb === 'make' && asks && object.some((word) => word === 'http' || word === 'api');
}

function keeps(action: Action): boolean {
  const head = headNoun(action);
  if (head !== undefined && KEPT.has(head)) return true;
  if (KEEPS.has(action.verb)) return !isNoun(head, 'answer') && !isNoun(head, 'data');
  return !COMPUTES.has(action.verb);
}
