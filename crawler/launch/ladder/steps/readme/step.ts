import { dummyValue } from '../../../dummies.ts';
import { usableArguments } from '../../argument-list.ts';
import { type Start, withVariables } from '../../start.ts';
import type { Proposal, Step } from '../../step.ts';
import { isWorthSetting, urgency, variablesIn } from '../../variable-names.ts';
import type { Block } from './block.ts';
import { readBlocks } from './read-blocks.ts';

/** Ways to start that are taken from one README: those with most variables and fewest arguments first. */
const WAYS = 5;
const VARIABLES = 25;

/** Configuration examples of the README: their variables and what stands behind the package's name. */
export const readme: Step = {
  name: 'readme',
  propose({ base, texts }) {
    const blocks = readBlocks(texts.readme, texts.names);
    const ways = blocks.flatMap((block) =>
      startOf(base.start, block).map((start): Proposal => ({
        start,
        // A line for a shell may as well show what else the program can do.
        trust: block.configured || block.arguments.length === 0 ? 'asked' : 'guess',
      })),
    );
    // All of an example's variables are likelier to be enough than some; options beyond a sub-command are somebody's wishes.
    const ranked = ways.toSorted(
      ({ start: a, trust: sureA }, { start: b, trust: sureB }) =>
        Number(sureA === 'guess') - Number(sureB === 'guess') ||
        b.madeUp.length - a.madeUp.length ||
        a.arguments.length - b.arguments.length,
    );
    const listed = tableVariables(texts.readme).filter((name) => !Object.hasOwn(base.start.environment, name));
    const fromTable = listed.length === 0 ? [] : [withVariables(base.start, dummies(listed))];
    const tabled = fromTable.map((start): Proposal => ({ start, trust: 'asked' }));
    return [...distinct(ranked).slice(0, WAYS), ...tabled];
  },
};

function startOf(base: Start, block: Block): Start[] {
  const list = usableArguments(block.arguments);
  if (list === undefined) return [];
  const names = Object.keys(block.environment).filter(
    (name) => isWorthSetting(name) && !Object.hasOwn(base.environment, name),
  );
  const start = withVariables(
    base,
    Object.fromEntries(names.map((name) => [name, exampleOr(name, block.environment[name]!)])),
  );
  if (list.arguments.length === 0) return names.length === 0 ? [] : [start];
  return [{ ...start, arguments: list.arguments, argumentsMadeUp: list.madeUp }];
}

/** A short plain example (`us-east-1`, `true`, an address) says what is accepted; anything else is made up. */
function exampleOr(name: string, example: string): string {
  const plain =
    /^(true|false|\d{1,6}|[a-z]{2}(-[a-z]{2,12}){1,2}-\d|(https?|postgres(ql)?|mysql|mongodb|redis):\/\/[^\s<>{}$]{3,200})$/.test(
      example,
    );
  return plain && urgency(name) !== 0 && !/your|xxx|\.\.\./i.test(example)
    ? example
    : dummyValue({ name, placeholder: example });
}

/** Variables that tables and lists of the README call required. */
function tableVariables(text: string): string[] {
  const lines = text.split('\n').filter((line) => /^\s*([|*-]|\d\.)/.test(line) && line.length < 2_000);
  return lines
    .filter((line) => /required|\byes\b|✅|mandatory/i.test(line) && !/not required|optional/i.test(line))
    .flatMap((line) => variablesIn(line).slice(0, 1))
    .slice(0, VARIABLES);
}

const dummies = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, dummyValue({ name })]));

function distinct(ways: readonly Proposal[]): Proposal[] {
  const seen = new Set<string>();
  return ways.filter(({ start }) => {
    const key = JSON.stringify([Object.keys(start.environment).sort(), start.arguments]);
    return seen.has(key) ? false : seen.add(key);
  });
}
