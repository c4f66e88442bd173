import { singular } from '../lexicon/nouns.ts';
import { verbForm } from '../lexicon/verb-forms.ts';
import type { Action } from './action.ts';
import type { Parameter, Reading } from '../reading.ts';
import { nameWords } from '../text/words.ts';
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

/** The leading or trailing verb of a value: `delete`, `delete_item`, `item.delete`. */
function choiceAction({ value, evidence }: Parameter['choices'][number]): Action[] {
  const words = nameWords(value.slice(0, 200)).map((word) => word.text);
  const at = [0, words.length - 1].find((index) => verbForm(words[index] ?? '')?.form === 'base');
  const verb = at === undefined ? undefined : verbForm(words[at] ?? '');
  if (verb === undefined) return [];
  const object = words.filter((_, index) => index !== at).map(singular);
  return [{ verb: verb.base, sense: verb.sense, object, rest: [], where: 'value', certainty: 'clear', evidence }];
}
