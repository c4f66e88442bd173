import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { cancel } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (cancel(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'cancel_order' }, says: 'transfer' },
  { tool: { name: 'cancel_job' }, says: 'execute' },
  { tool: { name: 'cancel_meeting' }, says: 'update' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'get_order' } }])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
