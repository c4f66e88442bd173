import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { bulk } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (bulk(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'x', description: 'batch set a property of tracks' }, says: 'bulk' },
  { tool: { name: 'x', description: 'Imports documents from CSV data.' }, says: 'bulk' },
  { tool: { name: 'batch_delete_objects' }, says: 'bulk' },
  { tool: { name: 'x', description: 'Delete all messages.' }, says: 'bulk' },
  { tool: { name: 'x', description: 'Sends a text to all subscribers.' }, says: 'bulk' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'delete_message' } },
  { tool: { name: 'get_all_users' } },
  { tool: { name: 'x', description: 'Lists all users and saves them.' } },
  { tool: { name: 'resend_catch_all_confirmation' } },
  { tool: { name: 'x', description: 'Fill out multiple form elements.' } },
  { tool: { name: 'x', description: 'Runs a complete speed test returning all figures.' } },
  { tool: { name: 'x', description: 'Create a monitor. Takes one or more pages.' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
