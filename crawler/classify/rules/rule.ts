import type { Finding } from '../../../catalog/model/classification.ts';
import type { Effect, EffectFact, Fact } from '../../../catalog/model/fact.ts';
import type { Action } from '../grammar/action.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Reading } from '../reading.ts';

/** What a rule has to say about a definition. */
interface RuleResult {
  facts: Fact[];
  findings: Finding[];
}

/** A rule: a pure function over a definition that was read. Its folder's `rule.md` says what it means and why. */
export type Rule = (reading: Reading) => Partial<RuleResult>;

/** How each effect can be taken back, in the words of SEP-2793; unknown counts as the worse end. */
const REVERSIBILITY: Partial<Record<Effect, EffectFact['reversibility']>> = {
  create: 'manual',
  update: 'manual',
  delete: 'none',
  transfer: 'none',
};

/** "This creates a snapshot of …" tells how an answer comes about. */
const SHOWN = wordSet('snapshot summary overview visualization visualisation list view report');
/** "Updates every minute" is said of the data. */
const OFTEN = new Set(['every', 'each', 'hourly', 'daily']);
const TIMES = wordSet('second minute hour day night week month quarter year');
/** Nobody describes with these how an answer comes about. */
const UNMISTAKABLE = wordSet('reboot shutdown poweroff halt');
/** Verbs that, in the third person at the start of a sentence, leave no doubt that the tool changes or sends something. */
const CHANGES = wordSet(
  `change create add insert update write save store overwrite append edit modify set replace rename upload post send notify publish
   email mail reply forward broadcast invite comment grant move assign unassign enable disable schedule merge archive
   restore activate deactivate revoke ban unban mute suspend promote demote register provision attach import`,
);

/**
 * The effect that an action has. A verb behind the head sentence is mostly an aside ("Create one first with …"): it counts
 * only when it opens one of the first sentences and is graver than writing, or states in the third person what the tool does,
 * so that no text in front can hide it.
 */
export function effectOf(action: Action, rule: string, value: Effect, object?: string): EffectFact {
  const reversibility = object === 'session' ? 'auto' : REVERSIBILITY[value];
  // "Executes asynchronously and returns …" tells how the tool works; what is executed would be named.
  const told = value === 'execute' && action.object.length === 0 && !UNMISTAKABLE.has(action.verb);
  const grave = value === 'delete' || value === 'transfer' || (value === 'execute' && !told);
  const shown = action.verb === 'create' && SHOWN.has(headNoun(action) ?? '');
  const counts = grave || (action.states === true && !shown && CHANGES.has(action.verb) && !isPeriodic(action));
  const aside = counts && action.where === 'near' && action.certainty !== 'weak' ? 'likely' : 'weak';
  return {
    kind: 'effect',
    value,
    rule,
    certainty: action.where === 'later' || action.where === 'near' ? aside : action.certainty,
    evidence: [action.evidence],
    ...(object === undefined ? {} : { object }),
    ...(reversibility === undefined ? {} : { reversibility }),
  };
}

function isPeriodic({ object }: Action): boolean {
  return OFTEN.has(object[0] ?? '') && (object.length === 1 || object.slice(1, 4).some((word) => TIMES.has(word)));
}

/** The head noun of an action's object: "issue" of "an existing Jira issue". */
export function headNoun(action: Action): string | undefined {
  return action.object.at(-1);
}

/** Words of the object and of what follows it. */
export function allNouns(action: Action): string[] {
  return [...action.object, ...action.rest];
}
