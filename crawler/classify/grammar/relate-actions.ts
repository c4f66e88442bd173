import { isNoun, singular } from '../lexicon/nouns.ts';
import type { Sense } from '../lexicon/senses.ts';
import { NOUN_VERBS } from '../lexicon/verbs.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Word } from '../text/words.ts';
import type { Action } from './action.ts';

/** Verbs of a description that say of a "delete" in the name what it takes apart. */
const UNTIES = wordSet(
  'remove unlink detach unassign unsubscribe disassociate dissociate untag unlabel unstar unfollow',
);
/** Nouns that such verbs leave behind in a name: `delete_thread_subscription` unsubscribes. */
const LEFT: Readonly<Record<string, string>> = {
  unsubscribe: 'subscription',
  unfollow: 'follow',
  unassign: 'assignment',
};
/** Senses whose effect hangs on what it is done to. */
const BY_OBJECT: ReadonlySet<Sense> = new Set(['remove', 'clear', 'cancel', 'make']);
const TOLD_BY_HEAD: ReadonlySet<Sense> = new Set(['remove', 'cancel', 'run', 'execute']);
/** More verbs of which the same holds. */
const BARE = new Set(['terminate', 'scale']);
/** What holds the things behind it in a name: `playlist_items`. */
const HOLDERS = wordSet('playlist cart basket wishlist watchlist queue');
/** A word of these senses in a name may be a thing: a run, a build, a register. */
const AS_NOUNS: ReadonlySet<Sense> = new Set(['run', 'create', 'update', 'send', 'make']);
/** Who is a member. */
const MEMBERS = wordSet('user person people');
const NEAR_HEAD = 6;
const ENDS = new Set(['delete', 'remove']);
/** What is taken off everything, or for good, is lost. */
const TOTAL = new Set(['all', 'every', 'permanently', 'irreversibly']);
const GRAVE = new Set(['delete', 'clear', 'execute', 'run', 'pay', 'trade']);

/**
 * Brings the verbs of a name and of values to choose together with the head of the description. A verb that has nothing
 * behind it (`app_terminate`, the value `remove`) is done to what the same verb of the description is done to. A "delete"
 * whose name holds both sides of a tie ("delete_cycle_issue") is what the head says, where it says that one side is removed
 * from the other, or is itself a tie: both survive. `takesText` says that an argument takes something to post.
 */
export function relateActions(actions: readonly Action[], names: readonly Word[], takesText: boolean): Action[] {
  const told = actions.filter(({ where }) => where === 'head' || where === 'near');
  const nouns = new Set(names.map(({ text }) => singular(text)));
  return actions.map((action) => {
    if (!takesText && isReadingPost(action, told)) return asReading(action);
    if (action.where === 'head') return heldBy(action, names);
    if (action.where !== 'name' && action.where !== 'title' && action.where !== 'value') return action;
    if (isNounOfHead(action, told) || isShownByHead(action, told, names)) return asReading(action);
    const untied = ENDS.has(action.sense) && action.where !== 'value' ? untying(told, nouns) : undefined;
    if (untied !== undefined) {
      const { verb, sense, object, rest } = untied;
      return { ...action, verb, sense, object, rest };
    }
    const fuller = told.find((other) => tellsMore(other, action));
    if (fuller !== undefined) return { ...action, object: fuller.object, rest: fuller.rest };
    if (action.bare !== true || !(BY_OBJECT.has(action.sense) || BARE.has(action.verb))) return action;
    const same = told.find((other) => other.verb === action.verb && other.object.length > 0);
    if (same !== undefined) return { ...action, object: same.object, rest: same.rest };
    const holder =
      action.where === 'value' && action.sense === 'remove' ? names.find(({ text }) => HOLDERS.has(text)) : undefined;
    return holder === undefined || names.at(-1) === holder ? action : { ...action, rest: ['from', holder.text] };
  });
}

/** The head tells of the name's verb, and of all that stands behind it there: `remove_user`, "Remove a user from a team". */
function tellsMore(head: Action, { verb, sense, object, where }: Action): boolean {
  if (head.where !== 'head' || head.verb !== verb || where === 'value' || !TOLD_BY_HEAD.has(sense)) return false;
  const named = object.filter((noun) => noun !== 'tool');
  // What is run may be said to be of a certain kind; what is removed stays what it is.
  if (sense !== 'run' && sense !== 'execute' && head.object.at(-1) !== named.at(-1)) return false;
  return (
    named.length > 0 && head.object.length <= named.length + 2 && named.every((noun) => head.object.includes(noun))
  );
}

/** "Update the quantity or remove the item" of a tool that is named after what holds items. */
function heldBy(action: Action, names: readonly Word[]): Action {
  if (action.sense !== 'remove' || action.rest.length > 0) return action;
  const at = names.findIndex(({ text }) => HOLDERS.has(text));
  const held = names.slice(at + 1).some(({ text }) => singular(text) === action.object.at(-1));
  return at === -1 || !held ? action : { ...action, rest: ['from', names[at]?.text ?? ''] };
}

/** "post_orders", "Get the orders of a member": the name tells how the server is asked. */
function isReadingPost({ verb, where }: Action, told: readonly Action[]): boolean {
  if (verb !== 'post' || where !== 'name') return false;
  return told.some((other) => other.where === 'head') && told.every(({ sense }) => sense === 'read');
}

/** What such a name stands for, at the most. */
function asReading(action: Action): Action {
  return { ...action, sense: 'read', verb: 'get', certainty: 'weak' };
}

/** The head, as long as the first thing that it says is reading. */
function readingHead(told: readonly Action[]): Action | undefined {
  const head = told.find(({ where }) => where === 'head');
  return head?.sense === 'read' && head.certainty !== 'weak' ? head : undefined;
}

/** `rollout_status`, "Get the status of a rollout": what the head looks at, the name does not do. */
function isNounOfHead({ verb, sense, where, certainty }: Action, told: readonly Action[]): boolean {
  if (where === 'value' || certainty === 'clear' || !AS_NOUNS.has(sense) || !NOUN_VERBS.has(verb)) return false;
  const head = readingHead(told);
  return head !== undefined && [...head.object, ...head.rest.slice(0, NEAR_HEAD)].includes(verb);
}

/** `adjust_standard_report`, "Get a standard Adjust report": every word of the name is in what the head gets. */
function isShownByHead({ where, sense }: Action, told: readonly Action[], names: readonly Word[]): boolean {
  if (where !== 'name' || names.length < 3 || !AS_NOUNS.has(sense)) return false;
  const head = readingHead(told);
  return head !== undefined && names.every(({ text }) => head.object.includes(singular(text)));
}

/** The head, when it takes apart what the name names, and nothing else in the description is graver. */
function untying(told: readonly Action[], names: ReadonlySet<string>): Action | undefined {
  const head = told.find(({ where }) => where === 'head');
  if (head === undefined || !UNTIES.has(head.verb) || [...head.object, ...head.rest].some((word) => TOTAL.has(word)))
    return undefined;
  if (told.some((other) => other !== head && GRAVE.has(other.sense))) return undefined;
  const left = LEFT[head.verb];
  if (left !== undefined && names.has(left)) return head;
  const removed = head.object.filter((noun) => names.has(noun) || (MEMBERS.has(noun) && names.has('member')));
  const tie = removed.some((noun) => isNoun(noun, 'link') || isNoun(noun, 'bond'));
  const from = head.rest.slice(0, 6).some((noun) => names.has(noun) && !removed.includes(noun));
  return removed.length > 0 && (tie || from) ? head : undefined;
}
