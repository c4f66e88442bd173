import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { overwrites } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (overwrites(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'update_page' }, says: 'overwrites' },
  { tool: { name: 'write_file' }, says: 'overwrites' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'create_page' } }, { tool: { name: 'get_page' } }])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
