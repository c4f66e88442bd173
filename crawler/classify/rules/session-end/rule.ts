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

/** Ending one of these ends what runs in it. */
const RUNNING = wordSet('browser ssh terminal debug debugger shell');

/** Verbs before "logout" in a name that only tell of it: `track_logout`. */
const TELLS = wordSet('track log record notify report send capture emit post publish register');
/** "connectionId": what a session or connection is known by, in one word. */
const ID = /^(\w+)id$/;

/** Ending the caller's own session: a change of state that logging in undoes (rubric, tie-breaker 6). */
export const sessionEnd: Rule = ({ actions }) => ({
  facts: actions.flatMap((action) => {
    const signsOut =
      action.sense === 'sign-out' || (LOG.has(action.verb) && OUT.has(action.object[0] ?? action.rest[0] ?? ''));
    if (signsOut && tells(action)) return [effectOf(action, 'session-end', 'create', 'event')];
    if (signsOut) return [effectOf(action, 'session-end', 'update', 'session')];
    const ended = ENDS.has(action.sense) && namesSession(headNoun(action));
    if (!ended || (action.verb === 'terminate' && action.object.length > 1)) return [];
    if (headNoun(action) === 'session' && action.object.some((word) => RUNNING.has(word)))
      return [effectOf(action, 'session-end', 'execute', 'job')];
    return [
      effectOf(action, 'session-end', isOwn(action) ? 'update' : 'delete', isOwn(action) ? 'session' : undefined),
    ];
  }),
});

/** A session or connection, or the id that stands for one. */
export function namesSession(noun: string | undefined): boolean {
  return isNoun(noun, 'session') || isNoun(ID.exec(noun ?? '')?.[1], 'session');
}

function tells({ where, object }: Action): boolean {
  return (where === 'name' || where === 'title') && TELLS.has(object[0] ?? '');
}

function isOwn({ object }: Action): boolean {
  return !object.some((word) => OTHERS.has(word));
}
