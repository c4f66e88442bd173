import { expect, test } from 'vitest';
import { readDefinition } from '../../read-definition.ts';
import { clear } from './rule.ts';

const values = (tool: Parameters<typeof readDefinition>[0]) =>
  (clear(readDefinition(tool)).facts ?? []).map((fact) => fact.value);

test.each([
  { tool: { name: 'clear_history' }, says: 'delete' },
  { tool: { name: 'empty_trash' }, says: 'delete' },
  { tool: { name: 'reset_database' }, says: 'delete' },
  { tool: { name: 'clear_cache' }, says: 'update' },
  { tool: { name: 'reset_zoom' }, says: 'update' },
  { tool: { name: 'git_clean' }, says: 'delete' },
  { tool: { name: 'cleanup_old_backups' }, says: 'delete' },
  { tool: { name: 'x', description: 'Clean up unused images.' }, says: 'delete' },
  { tool: { name: 'x', description: 'Clean up temporary images.' }, says: 'update' },
  { tool: { name: 'cleanup_text' }, says: 'update' },
  { tool: { name: 'x', description: 'Clear cached data of a file.' }, says: 'update' },
])('$tool.name: $says', ({ tool, says }) => {
  expect(values(tool)).toContain(says);
});

test.each([{ tool: { name: 'get_history' } }])('$tool.name: nothing', ({ tool }) => {
  expect(values(tool)).toEqual([]);
});
