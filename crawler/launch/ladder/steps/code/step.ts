import { dummyValue } from '../../../dummies.ts';
import { withVariables } from '../../start.ts';
import type { Proposal, Step } from '../../step.ts';
import { isWorthSetting, urgency } from '../../variable-names.ts';
import { readCode } from './read-code.ts';

/** Variables set at a time, and one by one. */
const TOGETHER = 6;
const SINGLY = 3;

/** Names in the package's own code: variables that it reads, and commands and options that it defines. */
export const code: Step = {
  name: 'code',
  needsCode: true,
  propose({ base, code: texts }) {
    const found = readCode(texts);
    const names = [...found.variables]
      .filter(([name]) => isWorthSetting(name) && !Object.hasOwn(base.start.environment, name))
      .map(([name, required]) => ({ name, rank: urgency(name) - (required ? 2 : 0) }))
      .filter(({ rank }) => rank < 2)
      .sort((a, b) => a.rank - b.rank)
      .map(({ name }) => name);
    const values = (list: readonly string[]) => Object.fromEntries(list.map((name) => [name, dummyValue({ name })]));
    const proposals: Proposal[] = [];
    if (names.length > 0)
      proposals.push({ start: withVariables(base.start, values(names.slice(0, TOGETHER))), trust: 'asked' });
    for (const name of names.slice(0, SINGLY)) {
      proposals.push({ start: withVariables(base.start, values([name])), trust: 'asked' });
    }
    for (const words of found.starts) {
      if (base.start.arguments.includes(words[0]!)) continue;
      const start = { ...base.start, arguments: [...base.start.arguments, ...words] };
      proposals.push({ start, trust: 'guess' });
    }
    return proposals;
  },
};
