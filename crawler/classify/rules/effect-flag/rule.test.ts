import { expect, test } from 'vitest';
import { classify } from '../../classify.ts';
import { readDefinition } from '../../read-definition.ts';
import { effectFlag } from './rule.ts';

const tool = (name: string, flag: string, description = '') => ({
  name,
  inputSchema: { type: 'object', properties: { [flag]: { type: 'boolean', description } } },
});
const facts = (definition: ReturnType<typeof tool>) =>
  (effectFlag(readDefinition(definition)).facts ?? []).map(({ value, certainty }) => `${value} ${certainty}`);

test.each([
  [tool('view_messages', 'delete_after'), 'delete likely'],
  [tool('list_branches', 'prune', 'Delete the branches that were merged'), 'delete likely'],
  [tool('plan_migration', 'execute', 'Execute them instead of showing them'), 'execute likely'],
  [tool('update_repo', 'delete_branch_on_merge'), 'delete weak'],
])('%j: %s', (definition, fact) => {
  expect(facts(definition)).toEqual([fact]);
});

test('a reading tool with such a switch is what the switch does', () => {
  expect(classify(tool('get_file', 'remove')).category).toBe('Destructive');
});

test('an argument names what will be deleted', () => {
  const inputSchema = {
    type: 'object',
    properties: { id: { type: 'string', description: 'Item that will be deleted' } },
  };
  expect(classify({ name: 'x', description: 'Shows the item.', inputSchema }).category).toBe('Destructive');
});

test.each([
  tool('list_files', 'include_deleted'),
  tool('list_files', 'deleted_only'),
  tool('read_page', 'removeBase64Images'),
  tool('check_email', 'truncate_response', 'Truncate the response to names'),
  tool('list_files', 'recursive', 'Whether to include deleted files'),
])('%j: nothing', (definition) => {
  expect(facts(definition)).toEqual([]);
});
