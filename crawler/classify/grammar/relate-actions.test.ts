import { expect, test } from 'vitest';
import { classify } from '../classify.ts';

test.each([
  [{ name: 'k8s_rollout_status', description: 'Get the status of a rollout.' }, 'Read'],
  [{ name: 'run', description: 'Get an analysis run by its id.' }, 'Read'],
  [{ name: 'adjust-standard-report', description: 'Get a standard Adjust report.' }, 'Read'],
  [{ name: 'delete_organization_members', description: 'Remove users from an organization.' }, 'Write'],
  [{ name: 'delete_cycle_issue', description: 'Remove an issue from a cycle' }, 'Write'],
  [{ name: 'tag_object_remove', description: 'Remove a tag from an object.' }, 'Write'],
  [{ name: 'delete_thread_subscription', description: 'Unsubscribe from a thread.' }, 'Write'],
  [{ name: 'debugger_terminate', description: 'Terminate a debugging session.' }, 'Execute'],
  [
    {
      name: 'PlaylistItems',
      description: '',
      inputSchema: { properties: { action: { enum: ['add', 'remove'] } } },
    },
    'Write',
  ],
  [{ name: 'post_orders', description: 'Get the orders of a member.' }, 'Read'],
  [{ name: 'update_cart_item', description: 'Update the quantity or remove the item.' }, 'Write'],
])('%j: %s', (tool, category) => {
  expect(classify(tool).category).toBe(category);
});

test.each([
  { name: 'delete_report', description: 'Get the delete report.' },
  { name: 'delete_repo', description: 'Remove a label from an issue.' },
  { name: 'delete_cycle_issue', description: 'Remove an issue from a cycle. Deletes its comments.' },
  { name: 'delete_cycle_issue', description: 'Remove an issue from all cycles permanently.' },
  { name: 'store_remove', description: 'Remove a document from a collection.' },
  { name: 'lists', inputSchema: { properties: { action: { enum: ['add', 'remove'] } } } },
])('%j: Destructive', (tool) => {
  expect(classify(tool).category).toBe('Destructive');
});

test('a name that posts is believed where there is something to post', () => {
  const inputSchema = { properties: { text: { type: 'string' } } };
  expect(classify({ name: 'post_note', description: 'Get a note.', inputSchema }).category).toBe('Write');
});
