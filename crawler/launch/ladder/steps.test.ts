import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STEP_TABLE } from '../../../catalog/model/launch.ts';
import { STEPS } from './steps.ts';

test('the table of steps, the ladder and the guide name the same steps in the same order', () => {
  expect([...STEPS.map(({ name }) => name), 'variation']).toEqual(Object.keys(STEP_TABLE));
  const guide = readFileSync(new URL('../../../docs/launch.md', import.meta.url), 'utf8').split('## Add')[0]!;
  const rows = Array.from(guide.matchAll(/^\| `([\w-]+)` \| (.*) \|$/gm), ([, name, meaning]) => [name, meaning]);
  expect(rows).toEqual(Object.entries(STEP_TABLE));
});
