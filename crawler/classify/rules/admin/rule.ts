import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import { type Rule, allNouns, headNoun } from '../rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Verbs whose business is who may do what. */
const GIVES_POWER =
  wordSet(`grant invite impersonate elevate chmod chown whitelist blacklist allowlist blocklist denylist ban unban
   promote demote kick timeout restrict`);
const CHANGES = wordSet('create update delete remove grant trade clear send');
/** Verbs that make, change or end an account; following a user or assigning one to a task does not. */
const HANDLES_ACCOUNTS = wordSet(
  `create add update delete remove edit modify disable enable suspend unsuspend deactivate activate approve register provision
   deprovision lock unlock block unblock import upsert purge reset set put patch`,
);
/** Giving these to somebody, or making somebody one. */
const POWERS = wordSet('role permission ownership owner admin administrator');
const PEOPLE = new Set(['user', 'member']);
const GROUPS = wordSet('role group team organization organisation workspace permission channel project');
/** A member of a data structure is nobody. */
const STRUCTURES = wordSet('set list hash array sorted redis json');
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
  const head = headNoun(action);
  if (GIVES_POWER.has(action.verb)) return action.verb !== 'promote' || isNoun(head, 'access');
  if (action.verb === 'give' || action.verb === 'make')
    return allNouns(action)
      .slice(0, 8)
      .some((noun) => POWERS.has(noun));
  if (!CHANGES.has(action.sense)) return false;
  if (PEOPLE.has(head ?? '') && !HANDLES_ACCOUNTS.has(action.verb) && !intoGroup(action)) return false;
  if (head === 'member' && allNouns(action).some((noun) => STRUCTURES.has(noun))) return false;
  if (isNoun(head, 'access') || (head === 'account' && action.object.includes('user'))) return true;
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

function intoGroup(action: Action): boolean {
  return allNouns(action).some((noun) => GROUPS.has(noun));
}
