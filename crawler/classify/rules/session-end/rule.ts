import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, effectOf, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** "Log out" and "sign off" in two words. */
const LOG = new Set(['log', 'sign']);
const OUT = new Set(['out', 'off']);
/** Verbs that end a session when a session is what they end. */
const ENDS = new Set(['delete', 'remove', 'clear', 'cancel']);
/** A session of somebody or something else is no own session. */
const OTHERS = wordSet('all other user browser ssh terminal database chat debug training id');

/** Ending the caller's own session: a change of state that logging in undoes (rubric, tie-breaker 6). */
export const sessionEnd: Rule = ({ actions }) => ({
  facts: actions.flatMap((action) => {
    const signsOut =
      action.sense === 'sign-out' || (LOG.has(action.verb) && OUT.has(action.object[0] ?? action.rest[0] ?? ''));
    if (signsOut) return [effectOf(action, 'session-end', 'update', 'session')];
    if (!ENDS.has(action.sense) || !isNoun(headNoun(action), 'session')) return [];
    return [
      effectOf(action, 'session-end', isOwn(action) ? 'update' : 'delete', isOwn(action) ? 'session' : undefined),
    ];
  }),
});

function isOwn({ object }: Action): boolean {
  return !object.some((word) => OTHERS.has(word));
}
