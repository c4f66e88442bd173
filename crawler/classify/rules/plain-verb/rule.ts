import type { Effect } from '../../../../catalog/model/fact.ts';
import { isNoun } from '../../lexicon/nouns.ts';
import type { Action } from '../../grammar/action.ts';
import type { Sense } from '../../lexicon/senses.ts';
import type { Parameter } from '../../reading.ts';
import { plainName } from '../argument.ts';
import { type Rule, allNouns, effectOf, headNoun } from '../rule.ts';
import { namesSession } from '../session-end/rule.ts';
import { wordSet } from '../../lexicon/word-set.ts';

/** Senses whose effect does not hang on the object. */
const EFFECTS: Partial<Record<Sense, Effect>> = {
  read: 'read',
  create: 'create',
  update: 'update',
  delete: 'delete',
  grant: 'update',
};
/** Approving a command, or applying a migration, lets it run. */
const RELEASES = wordSet('approve apply complete confirm');
const RELEASED = wordSet('command migration execution');
const POWERS = wordSet('role permission ownership admin administrator');
const DISKS = wordSet('disk drive partition device volume');
const FILES = wordSet('file path inode');
/** What lets people or matter through. */
const BARRIERS = wordSet('door gate valve barrier garage');
const BARRIER_VERBS = wordSet('unlock open close lock');
const JOBS = wordSet('job workflow pipeline');
/** Standing in for a machine that serves. */
const REPLICAS = wordSet('replica standby secondary follower');
const ROLLBACKS = wordSet('undo rollback revert');
const ROLLOUTS = wordSet('rollout deployment');
const SPAWNED = wordSet('process shell command subprocess agent worker terminal');
const NUMBERS = wordSet('number integer float fraction vector matrice');
/** Applying these is thinking. */
const APPLIED = wordSet(
  'paradigm pattern heuristic reasoning thinking method framework technique principle approach analysis formula algorithm lens model filter',
);
/** Opening these shows what is in them. */
const OPENED = wordSet('node entity');
const UNTIES = new Set(['delete', 'revoke']);
/** Revoking these can be done over. */
const GRANTED = wordSet('access connection integration role membership share sharing authorization');
/** What is read out of something else: "recover the address that signed it". */
const RECOVERED = wordSet('address signer text plaintext key');
/** Parts of a document that are formatted in place. */
const FORMATTED = wordSet('table cell range row column paragraph sheet worksheet slide shape chart text');
const DOCUMENTS =
  /^(?:file_?name|file_?path|file|path|sheet|sheet_name|spreadsheet_id|document_id|presentation|range|.*_index)$/;
/** Loading these into something lets them run. */
const PROGRAMS = wordSet('program executable binary extension plugin script module driver');
const THOUGHTS = wordSet('reasoning thought thinking');
const REFINED = wordSet('prompt question query answer');
/** Completing these continues them. */
const CONTINUED = wordSet('text chat prompt code sentence completion');
const RUNNING = wordSet('app application program terminal session process job command execution pid connection thread');
const MACHINES = wordSet('instance server vm machine node cluster environment droplet container pod volume account');
/** Looking for approval, feedback or a price changes nothing that stays. */
const ASKING = wordSet('feedback quote advice clarification help query search');

/** Verbs that say that something is done, but not what. */
const VAGUE = new Set(['manage', 'handle', 'maintain', 'apply']);
/** Shortening or splitting these loses nothing. */
const TEXT = new Set(['text', 'string', 'number', 'sentence']);
/** Loading something into a place changes that place; loading it is reading. */
const PLACED = new Set(['into', 'onto', 'on']);
/** Resolving these closes them; resolving anything else (a name, an id) looks it up. */
const OPEN_POINTS = wordSet(`thread issue alert comment incident conflict ticket conversation discussion case`);

/** Things are opened to be read where what names them says so: `names`, "entity names to retrieve". */
const NAMING = wordSet('name names id ids key keys');
const TO_READ = /\bto (?:retrieve|read|fetch|get|return|look up)\b/i;

/** "… creates a sandbox, runs the code and destroys the sandbox after execution": what is lost was made by this call. */
function cleansUp({ verb, where, object, rest }: Action, actions: readonly Action[]): boolean {
  if (where === 'name' || where === 'title' || rest[0] !== 'after') return false;
  const head = object.at(-1);
  return actions.some(
    (other) => other.verb !== verb && other.where === where && other.verb === 'create' && other.object.at(-1) === head,
  );
}

/** The effect of verbs that mean the same whatever they are done to. */
export const plainVerb: Rule = ({ actions, parameters }) => ({
  facts: actions.flatMap((action) => {
    const effect = EFFECTS[action.sense];
    if (effect === undefined) return [];
    const head = headNoun(action) ?? '';
    if (effect === 'delete' && cleansUp(action, actions)) return [];
    if (loses(action)) return [effectOf(action, 'plain-verb', 'delete')];
    if (moves(action) || starts(action)) return [effectOf(action, 'plain-verb', 'execute')];
    if (opensShell(action)) return [effectOf(action, 'plain-verb', 'execute')];
    const leads = action.where === 'name' || action.where === 'head';
    if (leads && RELEASES.has(action.verb) && RELEASED.has(head)) return [effectOf(action, 'plain-verb', 'execute')];
    if (action.verb === 'give' && givesPower(action)) return [effectOf(action, 'plain-verb', 'update')];
    if (action.verb === 'terminate' && runs(action)) return [effectOf(action, 'plain-verb', 'execute', 'job')];
    if (effect === 'delete' && namesSession(head)) return [];
    if (
      effect === 'delete' &&
      action.object.includes('sandbox') &&
      actions.some(({ where, sense }) => where === 'head' && (sense === 'run' || sense === 'execute'))
    )
      return [];
    if (effect === 'delete' && onlyUnties(action)) return [effectOf(action, 'plain-verb', 'update', 'link')];
    if (action.verb === 'apply' && action.object.some((noun) => APPLIED.has(noun)))
      return [effectOf(action, 'plain-verb', 'read')];
    if (action.verb === 'open' && parameters.some(isLookup)) {
      return [effectOf(action, 'plain-verb', 'read'), { ...effectOf(action, 'plain-verb', effect), certainty: 'weak' }];
    }
    if (action.verb === 'load' && PROGRAMS.has(head) && action.rest[0] === 'into')
      return [effectOf(action, 'plain-verb', 'execute')];
    if (reads(action)) return [effectOf(action, 'plain-verb', 'read')];
    if (action.verb === 'format' && FORMATTED.has(head) && parameters.some((each) => DOCUMENTS.test(plainName(each))))
      return [effectOf(action, 'plain-verb', 'update')];
    if (VAGUE.has(action.verb)) return [{ ...effectOf(action, 'plain-verb', effect), certainty: 'weak' }];
    if (action.verb === 'resolve' && action.object.some((noun) => OPEN_POINTS.has(noun))) {
      return [effectOf(action, 'plain-verb', 'update')];
    }
    if (action.verb === 'truncate' && action.object.length === 0 && action.where !== 'name') return [];
    if ((action.verb === 'truncate' || action.verb === 'split') && TEXT.has(head))
      return [effectOf(action, 'plain-verb', 'read')];
    if (action.verb === 'load' && PLACED.has(action.rest[0] ?? '')) {
      return [effectOf(action, 'plain-verb', 'update')];
    }
    if (addsUp(action, parameters)) return [effectOf(action, 'plain-verb', 'read')];
    if (action.verb === 'open' && OPENED.has(head)) return [effectOf(action, 'plain-verb', 'read')];
    const asks = action.verb === 'request' || action.verb === 'issue';
    if (asks && allNouns(action).some((noun) => ASKING.has(noun))) {
      return [effectOf(action, 'plain-verb', 'read')];
    }
    return [effectOf(action, 'plain-verb', effect)];
  }),
});

/** Deleting a relation, revoking a permission or an invitation: both sides survive, and it can be given again. */
function onlyUnties({ verb, object }: Action): boolean {
  const head = object.at(-1) ?? '';
  if (verb === 'revoke' && GRANTED.has(head)) return true;
  return UNTIES.has(verb) && isNoun(head, 'bond') && !object.includes('all');
}

/** "Pulls data from …", "Recovers the address that signed it", `text_complete`: an answer. */
function reads({ verb, object, rest }: Action): boolean {
  const head = object.at(-1) ?? '';
  if (verb === 'pull') return rest[0] === 'from' && isNoun(head, 'data');
  if (verb === 'log' || verb === 'record') return THOUGHTS.has(head);
  if (verb === 'refine') return REFINED.has(head);
  if (verb === 'recover') return RECOVERED.has(object[0] ?? '');
  return verb === 'complete' && CONTINUED.has(head);
}

/** What is terminated is a running program and no machine. */
function runs({ object, rest }: Action): boolean {
  const running = [...object, ...rest.slice(0, 3)];
  return running.some((noun) => isNoun(noun, 'job') || RUNNING.has(noun)) && !object.some((noun) => MACHINES.has(noun));
}

/** "Gets rid of the item", "Overwrites the disk with zeros", "Unlinks a file" (that is not linked to anything). */
function loses({ verb, object, rest }: Action): boolean {
  return (
    (verb === 'get' && object[0] === 'rid') ||
    ((verb === 'overwrite' || verb === 'format') && DISKS.has(object.at(-1) ?? '')) ||
    (verb === 'overwrite' && rest.includes('zero') && [...object, ...rest].some((noun) => DISKS.has(noun))) ||
    (verb === 'unlink' && FILES.has(object.at(-1) ?? '') && !rest.includes('from') && !rest.includes('to'))
  );
}

/** "Unlock the front door", "Open a valve": done in the world, where no later call takes it back. */
function moves({ verb, object, rest, where }: Action): boolean {
  return where !== 'later' && BARRIER_VERBS.has(verb) && BARRIERS.has(object.at(-1) ?? '') && !rest.includes('issue');
}

/** "Submit a job", "Promote a replica", "Undo a rollout": work that starts on machines. */
function starts({ verb, object, where }: Action): boolean {
  const head = object.at(-1) ?? '';
  if (where === 'later') return false;
  if (verb === 'submit') return JOBS.has(head) && !object.includes('application');
  if (verb === 'promote') return REPLICAS.has(head);
  return ROLLBACKS.has(verb) && ROLLOUTS.has(head);
}

/** A shell that is opened, a process that is spawned. */
function opensShell({ verb, object }: Action): boolean {
  return (verb === 'open' && object.at(-1) === 'shell') || (verb === 'spawn' && SPAWNED.has(object.at(-1) ?? ''));
}

/** "Gives a user the role of administrator". */
function givesPower({ object, rest }: Action): boolean {
  return [...object, ...rest.slice(0, 6)].some((noun) => POWERS.has(noun));
}

/** Adding numbers is reckoning: `add_numbers`, or `add` with `a` and `b`. */
function addsUp({ verb, object, rest }: Action, parameters: readonly Parameter[]): boolean {
  if (verb !== 'add') return false;
  if (NUMBERS.has(object.at(-1) ?? '') && rest[0] !== 'to') return true;
  const names = parameters.map(({ name }) => name.toLowerCase());
  return (
    object.length === 0 && names.length === 2 && names.every((name) => /^(?:[abxy]|num_?[12]|number_?[12])$/.test(name))
  );
}

function isLookup({ words, description }: Parameter): boolean {
  return NAMING.has(words.at(-1)?.text ?? '') && TO_READ.test(description);
}
