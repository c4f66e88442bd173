import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { nounPhrase } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (nounPhrase(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'board_price' }, says: 'read' },
  { tool: { name: 'x', description: 'Current price of a stock.' }, says: 'read' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'frobnicator' } },
  { tool: { name: 'x', description: 'Media, for example colours.' } },
  { tool: { name: 'delete_history' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
