import type { Argument, EnvironmentVariable } from '../../../../../catalog/model/server-json.ts';
import { dummyValue, valueByName } from '../../../dummies.ts';
import { isEnding } from '../../argument-list.ts';
import { isNarrowing, isNarrowingSwitch } from '../../narrowing.ts';
import { BARE, type Start } from '../../start.ts';
import type { Declared } from '../../startable.ts';

/**
 * How much of a record is used. `given`: what needs no made-up value; `required`: that and what it requires; `all`: every
 * variable too, except those that may narrow the list.
 */
type Extent = 'given' | 'required' | 'all';

/** The start that a registry's record describes. */
export function documentedStart({ environment, arguments: args }: Declared, extent: Extent): Start {
  const values: Record<string, string> = {};
  const madeUpNames: string[] = [];
  for (const variable of environment) {
    const { value, madeUp } = valueOf(variable, variable.name);
    const wanted = isDocumented(variable) || (extent === 'all' && !isNarrowing(variable.name));
    if (!wanted || (extent === 'given' && madeUp)) continue;
    values[variable.name] = value;
    if (madeUp) madeUpNames.push(variable.name);
  }
  const list: string[] = [];
  let argumentsMadeUp = false;
  for (const argument of args.filter(isDocumented)) {
    const name = argument.type === 'named' ? argument.name : (argument.valueHint ?? '');
    const value = isFlag(argument) ? undefined : valueOf(argument, name);
    if (extent === 'given' && value?.madeUp === true) continue;
    if (argument.type === 'named') list.push(argument.name);
    if (value !== undefined) list.push(value.value);
    argumentsMadeUp ||= value?.madeUp === true;
  }
  return { ...BARE, environment: values, madeUp: madeUpNames, arguments: list, argumentsMadeUp };
}

const isDocumented = (input: Argument | EnvironmentVariable) =>
  input.isRequired || input.value !== undefined || ('type' in input && isPlainSwitch(input));

/**
 * An optional switch may as well be an offer as a part of the start, and the record does not say which. It is taken for a part
 * (`--stdio`), unless its name says that it shortens the list, leaves standard output or does not serve at all.
 */
function isPlainSwitch(argument: Argument): boolean {
  if (argument.type !== 'named' || !isFlag(argument) || argument.format !== undefined) return false;
  // Some records have the value in the name: `--transport=stdio`.
  const [, name = argument.name, value] = /^([^=\s]+)[=\s]\s*(.*)$/s.exec(argument.name) ?? [];
  return !isEnding(name) && (!isNarrowingSwitch(name) || value?.toLowerCase() === 'stdio');
}

/** A named argument without any trace of a value, like `--stdio`, stands for itself; a required `--port` does not. */
const isFlag = (argument: Argument) =>
  argument.type === 'named' &&
  argument.default === undefined &&
  argument.choices === undefined &&
  argument.placeholder === undefined &&
  argument.valueHint === undefined &&
  argument.value === undefined &&
  (argument.format === 'boolean' ||
    (argument.format === undefined && !(argument.isRequired && valueByName(argument.name) !== undefined)));

/** What the record gives wins: a fixed value, a default, the first choice. Only then a placeholder is made up. */
function valueOf(input: Argument | EnvironmentVariable, name: string): { value: string; madeUp: boolean } {
  const given = input.value ?? input.default ?? input.choices?.[0];
  if (given === undefined) return { value: dummyValue({ ...input, name }), madeUp: true };
  // `{name}` in a fixed value is a blank to be filled in.
  const value = given.replaceAll(/\{([A-Za-z0-9_-]{1,100})\}/g, (_, blank: string) => dummyValue({ name: blank }));
  return { value, madeUp: value !== given };
}
