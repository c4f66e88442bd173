import { dummyValue } from '../dummies.ts';
import { withVariables, type Start } from './start.ts';
import type { Known } from './step.ts';
import { documentedStart } from './steps/declared/record.ts';
import { fileVariables } from './steps/declared/step.ts';
import { readBlocks } from './steps/readme/read-blocks.ts';
import { isWorthSetting } from './variable-names.ts';

const VARIABLES = 40;

/**
 * Further ways to start a server that has listed, by which its list may differ: with a client that declares no
 * capability, and with every variable that its record, files and README name.
 *
 * @param asks whether the server seems to care what its client can do
 */
export function variationsOf(
  start: Start,
  { declared, texts }: Pick<Known, 'declared' | 'texts'>,
  asks: boolean,
): Start[] {
  const values: Record<string, string> = {};
  const add = (more: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(more)) {
      if (!Object.hasOwn(start.environment, name) && Object.keys(values).length < VARIABLES) values[name] ??= value;
    }
  };
  add(documentedStart(declared, 'all').environment);
  for (const variables of fileVariables(texts)) add(variables);
  for (const { environment } of readBlocks(texts.readme, texts.names)) {
    for (const name of Object.keys(environment).filter(isWorthSetting)) add({ [name]: dummyValue({ name }) });
  }
  const starts = asks ? [{ ...start, capabilities: false }] : [];
  return Object.keys(values).length === 0 ? starts : [...starts, withVariables(start, values)];
}
