import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { remove } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (remove(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'remove_investment' }, says: 'delete' },
  { tool: { name: 'x', description: 'Removes a version of an item.' }, says: 'delete' },
  { tool: { name: 'remove_label' }, says: 'update' },
  {
    tool: { name: 'remove_whitespace', inputSchema: { type: 'object', properties: { text: { type: 'string' } } } },
    says: 'read',
  },
  {
    tool: {
      name: 'remove_whitespace',
      inputSchema: { type: 'object', properties: { text: { type: 'string' }, document_id: { type: 'string' } } },
    },
    says: 'update',
  },
  { tool: { name: 'x', description: 'Remove a song from a playlist.' }, says: 'update' },
  { tool: { name: 'x', description: 'Remove a row from a database table.' }, says: 'delete' },
  { tool: { name: 'drop_table' }, says: 'delete' },
  { tool: { name: 'drop-index', description: 'Drop an index from a collection' }, says: 'delete' },
  { tool: { name: 'x', description: "Evict a page from the server's cache." }, says: 'update' },
  { tool: { name: 'x', description: 'Remove a tag attachment from a course.' }, says: 'update' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([
  { tool: { name: 'drop_down_select' } },
  { tool: { name: 'add_label' } },
  { tool: { name: 'x', description: 'Drags an element and drops it onto another one.' } },
  { tool: { name: 'drop_session' } },
])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
