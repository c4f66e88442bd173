import type { Evidence } from '../../../../catalog/model/classification.ts';
import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Reading } from '../../reading.ts';
import { subCommand } from '../argument.ts';
import { type Rule, allNouns, headNoun } from '../rule.ts';
import { verbForm } from '../../lexicon/verb-forms.ts';
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

/** Things that people work on: being taken off one takes no power away. */
const WORK = wordSet('card task issue ticket event item deal thread');
/** Keys that a service gives out: who holds one gets in. Keeping a key that was given is no power over others. */
const KEYS = new Map<string, ReadonlySet<string>>([
  ['token', wordSet('api access database db deployment deploy personal auth bearer registration join')],
  ['key', wordSet('public ssh api access')],
  ['secret', wordSet('webhook client app')],
  ['password', wordSet('user root admin panel database db account')],
]);
const GIVES_OUT = wordSet(
  'create generate issue mint revoke rotate regenerate reset delete remove update attach add import change modify',
);
const FACTORS = wordSet('2fa mfa totp');
/** Words behind the verb of a name that can be one thing. */
const SHORT_NAME = 4;
const CHANGES_PASSWORD = wordSet('set reset change update modify');
/** "set up user access", "managing firewall rules": what a router to sub-commands has in its text. */
const MANAGES =
  /\bmanag(?:e|es|ing) (?:[a-z]{1,15} ){0,2}(?:permissions|role assignments|firewall rules|access rules|administrators|members|user access)\b/i;

/** Changing permissions, roles, members, keys, access rules or ownership. */
export const admin: Rule = (reading) => ({
  facts: [
    ...reading.actions
      .filter(
        ({ where, states, verb, rest }) =>
          (where !== 'later' && where !== 'near') || (states === true && verb !== 'accept' && rest[0] !== 'if'),
      )
      .filter((action) => [action, ...openings(action)].some(handsOutPower))
      .map(({ evidence }) => evidence),
    ...routed(reading),
  ].map((evidence) => ({ kind: 'reach', value: 'admin', rule: 'admin', certainty: 'clear', evidence: [evidence] })),
});

function handsOutPower(action: Action): boolean {
  return changesAccess(action) || givesKey(action) || locks(action);
}

/** A name that goes on and on has its object in front: `add-collaborator-as-was-verified-by-an-audit`. */
function openings(action: Action): Action[] {
  if (action.where !== 'name' || action.object.length <= SHORT_NAME) return [];
  return [1, 2].map((words) => ({ ...action, object: action.object.slice(0, words), rest: [] }));
}

/** Making, ending or placing a key; setting somebody's password. */
function givesKey({ verb, object, rest }: Action): boolean {
  const head = object.at(-1) ?? '';
  if (head === 'credential') return verb === 'delete' || verb === 'revoke' || verb === 'share';
  const of = KEYS.get(head);
  if (of === undefined) return false;
  const verbs = head === 'password' ? CHANGES_PASSWORD : GIVES_OUT;
  return verbs.has(verb) && [...object, ...rest.slice(0, 5)].some((word) => of.has(word));
}

/** The lock of a domain, or a second factor, decides who may take it away. */
function locks({ object, sense }: Action): boolean {
  const factor = object.includes('factor') && object.includes('authentication');
  if (sense !== 'read' && (factor || object.some((noun) => FACTORS.has(noun)))) return true;
  return sense === 'update' && object.includes('lock') && (object.includes('domain') || object.includes('transfer'));
}

function routed({ parameters, description }: Reading): Evidence[] {
  const match = subCommand(parameters) === undefined ? null : MANAGES.exec(description.slice(0, 4000));
  return match === null ? [] : [{ field: '/description', quote: match[0] }];
}

function changesAccess(action: Action): boolean {
  const head = headNoun(action);
  if (GIVES_POWER.has(action.verb)) return action.verb !== 'promote' || isNoun(head, 'access');
  if (action.verb === 'give' || action.verb === 'make')
    return allNouns(action)
      .slice(0, 8)
      .some((noun) => POWERS.has(noun));
  if (!CHANGES.has(action.sense)) return false;
  // "Remove a user from watching an issue".
  if (PEOPLE.has(head ?? '') && verbForm(action.rest[1] ?? '')?.form === 'ing') return false;
  if (PEOPLE.has(head ?? '') && !HANDLES_ACCOUNTS.has(action.verb) && !intoGroup(action)) return false;
  if (head === 'member' && allNouns(action).some((noun) => STRUCTURES.has(noun))) return false;
  if (head === 'member' && action.rest.slice(0, 4).some((noun) => WORK.has(noun))) return false;
  if (isNoun(head, 'access') || (head === 'account' && action.object.includes('user'))) return true;
  if (
    action.object.some((word) => LISTS.has(word)) ||
    allNouns(action).some((word) => LISTS.has(word) && word !== 'role')
  )
    return true;
  return (
    OF.has(head ?? '') &&
    action.object.some(
      (word) =>
        isNoun(word, 'access') || (head === 'key' && action.verb !== 'set' && ['api', 'ssh', 'access'].includes(word)),
    )
  );
}

function intoGroup(action: Action): boolean {
  return allNouns(action).some((noun) => GROUPS.has(noun));
}
