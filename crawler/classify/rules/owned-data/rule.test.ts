import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { ownedData } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (ownedData(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'list_invoices' }, says: 'private-data' },
  { tool: { name: 'x', description: 'Get a customer.' }, says: 'private-data' },
  { tool: { name: 'x', description: 'Returns a list of orders.' }, says: 'private-data' },
  {
    tool: { name: 'get_balance', description: 'Get the balance of your wallet on a blockchain.' },
    says: 'private-data',
  },
  {
    tool: {
      name: 'find',
      description: 'Run a find query against a MongoDB collection.',
      inputSchema: { type: 'object', properties: { filter: { type: 'object' } } },
    },
    says: 'private-data',
  },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'create_invoice' } },
  { tool: { name: 'convert_units' } },
  { tool: { name: 'get_issue_types' } },
  { tool: { name: 'count_documents', description: 'Get the number of documents in a collection.' } },
  { tool: { name: 'get_transaction', description: 'Get a transaction of a blockchain.' } },
  { tool: { name: 'x', description: 'Get a list of supported exchanges.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
