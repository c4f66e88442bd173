import type { Action } from './action.ts';
import { nameActions } from './name-actions.ts';
import type { Parameter, Reading } from '../reading.ts';
import { wordSet } from '../lexicon/word-set.ts';

/** Arguments that choose what is done. */
const CHOOSERS = wordSet(
  `action operation op method cmd command verb subcommand operations actions action_type operation_type`,
);
/** A choice of HTTP methods makes a raw request, which a rule of its own judges. */
const HTTP = wordSet('GET POST PUT PATCH DELETE');

/**
 * The verbs that a caller may choose by an argument. They are actions like any other, so the same rules judge them; the
 * strongest one wins because facts only add up.
 */
export function choiceActions(parameters: Reading['parameters']): Action[] {
  return parameters.filter(isChooser).flatMap(({ choices }) => choices.flatMap(choiceAction));
}

function isChooser({ name, choices }: Parameter): boolean {
  return CHOOSERS.has(name.toLowerCase()) && choices.filter(({ value }) => HTTP.has(value)).length < 2;
}

/** The verbs of a value, read as those of a name are: `delete`, `delete_item`, `item.delete`, but not `issue_types`. */
function choiceAction({ value, evidence }: Parameter['choices'][number]): Action[] {
  return nameActions(value.slice(0, 200), evidence.field, 'value').map((action) => ({ ...action, evidence }));
}
