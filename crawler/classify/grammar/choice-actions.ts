import { verbForm } from '../lexicon/verb-forms.ts';
import { wordSet } from '../lexicon/word-set.ts';
import type { Parameter, Reading } from '../reading.ts';
import type { Action } from './action.ts';
import { offeredActions } from './listed-actions.ts';
import { nameActions } from './name-actions.ts';

/** Arguments that choose what is done. */
const CHOOSERS = wordSet(
  `action operation op method cmd command verb subcommand operations actions action_type operation_type request_type do
   intent`,
);
/** Arguments that do so when their choices are verbs. */
const MAYBE_CHOOSERS = wordSet('mode type kind task function tool request event_action command_type what');
/** Values that choose nothing: an order's side, JSON patch, a firewall's verdict, an HTTP method (which has its own rule). */
const HTTP = wordSet('GET POST PUT PATCH DELETE HEAD OPTIONS');
const OTHER_VALUES: readonly ReadonlySet<string>[] = [
  wordSet('add remove replace move copy test'),
  wordSet('accept drop reject deny allow'),
];
const FIELD_VALUES = wordSet('set add remove append unset clear replace');
const ASKED = wordSet('get list create add update delete remove set read write search execute run send');
/** Values of these make the list one of sums, in which "add" adds numbers. */
const SUMS = /^(?:subtract|multiply|divide|modulo|sqrt|square_root)$/i;
const FEWEST = 2;

/**
 * The verbs that a caller may choose by an argument. They are actions like any other, so the same rules judge them; the
 * strongest one wins because facts only add up.
 */
export function choiceActions(parameters: Reading['parameters']): Action[] {
  return parameters.flatMap((parameter) => {
    const name = parameter.words.map(({ text }) => text).join('_');
    if (CHOOSERS.has(name)) {
      if (isOther(parameter)) return [];
      const chosen = parameter.choices.flatMap(choiceAction);
      return chosen.length > 0 || parameter.choices.length > 0 ? chosen : offered(parameter);
    }
    if (!MAYBE_CHOOSERS.has(name)) return [];
    // Alternatives that each allow one value offer all of them.
    const offers =
      parameter.choices.length === 1
        ? parameters
            .filter((other) => other.name === parameter.name && other.choices.length === 1)
            .flatMap(({ choices }) => choices)
        : parameter.choices;
    return choosesVerbs(offers) ? parameter.choices.flatMap(choiceAction) : [];
  });
}

/** The values are a vocabulary of their own; JSON patch alone has "test" or "replace" beside its "remove". */
function isOther({ choices, evidence }: Parameter): boolean {
  const values = choices.map(({ value }) => value);
  if (values.filter((value) => SUMS.test(value)).length >= FEWEST) return true;
  if (values.filter((value) => HTTP.has(value)).length >= FEWEST) return true;
  // Of each of many fields: `fields[].operation`.
  if (/\/items\/properties\//.test(evidence.field) && values.every((value) => FIELD_VALUES.has(value.toLowerCase())))
    return values.includes('set');
  const patches = values.includes('test') || (values.includes('replace') && values.length > 2);
  return OTHER_VALUES.some(
    (others, at) =>
      values.length >= FEWEST && values.every((value) => others.has(value.toLowerCase())) && (at !== 0 || patches),
  );
}

/** All of the values are verbs, and at least one is what such tools are asked for: "start" and "end" are places. */
function choosesVerbs(choices: Parameter['choices']): boolean {
  const bases = choices.map(({ value }) => verbForm(value.toLowerCase().split(/[_\W]/)[0] ?? ''));
  const verbs = bases.every((verb) => verb?.form === 'base');
  return choices.length >= FEWEST && verbs && bases.some((verb) => ASKED.has(verb?.base ?? ''));
}

/** The verbs of a value, read as those of a name are: `delete`, `delete_item`, `item.delete`, but not `issue_types`. */
function choiceAction({ value, evidence }: Parameter['choices'][number]): Action[] {
  return nameActions(value.slice(0, 200), evidence.field, 'value').map((action) => ({ ...action, evidence }));
}

/** Without choices in the schema, those that its text offers. */
function offered({ description, textField }: Parameter): Action[] {
  return offeredActions(description, textField);
}
