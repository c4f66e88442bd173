import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, allNouns, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Verbs whose business is who may do what. */
const GIVES_POWER =
  wordSet(`grant invite impersonate elevate chmod chown whitelist blacklist allowlist blocklist denylist ban unban
   promote demote kick`);
const CHANGES = wordSet('create update delete remove grant trade clear send');
/** "add X to the blacklist": the list is named behind the object. */
const LISTS = wordSet('blacklist whitelist blocklist allowlist denylist firewall acl role');
const OF = wordSet('permission role access ownership owner rule group key policy setting');

/** Changing permissions, roles, members, keys, access rules or ownership. */
export const admin: Rule = ({ actions }) => ({
  facts: actions
    .filter((action) => action.where !== 'later' && action.where !== 'near' && changesAccess(action))
    .map((action) => ({
      kind: 'reach',
      value: 'admin',
      rule: 'admin',
      certainty: 'clear',
      evidence: [action.evidence],
    })),
});

function changesAccess(action: Action): boolean {
  if (GIVES_POWER.has(action.verb)) return action.verb !== 'promote' || isNoun(headNoun(action), 'access');
  if (!CHANGES.has(action.sense)) return false;
  const head = headNoun(action);
  if (isNoun(head, 'access')) return true;
  if (
    action.object.some((word) => LISTS.has(word)) ||
    allNouns(action).some((word) => LISTS.has(word) && word !== 'role')
  )
    return true;
  return (
    OF.has(head ?? '') &&
    action.object.some((word) => isNoun(word, 'access') || (head === 'key' && ['api', 'ssh', 'access'].includes(word)))
  );
}
