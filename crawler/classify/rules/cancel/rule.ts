import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Cancelling these undoes or breaks a deal (rubric, tie-breaker 7). */
const DEALS = wordSet(`order payment trade bet bid transfer refund payout purchase charge withdrawal booking reservation
   transaction paymentintent offer dca subscription`);

/** "Cancel": Financial of a deal, Execute of running work, Write of a plan such as a meeting. */
export const cancel: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.sense === 'cancel' || (action.verb === 'revoke' && DEALS.has(headNoun(action) ?? '')))
    .map((action) => {
      const kind = kindOf(action);
      if (kind === 'deal') return effectOf(action, 'cancel', 'transfer', 'deal');
      return kind === 'job'
        ? effectOf(action, 'cancel', 'execute', 'job')
        : effectOf(action, 'cancel', 'update', 'plan');
    }),
});

function kindOf(action: Action): 'deal' | 'job' | 'plan' {
  const { object } = action;
  if (object.some((word) => DEALS.has(word)) && !isNoun(headNoun(action), 'job')) return 'deal';
  if (object.length === 0 || object.some((word) => isNoun(word, 'job'))) return 'job';
  return 'plan';
}
