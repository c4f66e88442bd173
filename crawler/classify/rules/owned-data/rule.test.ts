import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { ownedData } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (ownedData(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'list_invoices' }, says: 'private-data' },
  { tool: { name: 'x', description: 'Get a customer.' }, says: 'private-data' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'create_invoice' } }, { tool: { name: 'convert_units' } }])(
  '$tool.name: nothing',
  ({ tool }) => {
    expect(values(tool)).toEqual([]);
  },
);
