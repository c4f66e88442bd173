import { expect, test } from 'vitest';
import { classify } from '../classify.ts';
import { readDefinition } from '../read-definition.ts';

const read = (description: string) =>
  readDefinition({ name: 'x', description }).actions.map(({ verb, object }) => `${verb} ${object.join(' ')}`.trim());

test.each([
  ['Creates, updates and deletes issues.', ['create issue', 'update issue', 'delete issue']],
  ['Finds a flight and books it.', ['find flight', 'book flight']],
  ['List & delete items.', ['list item', 'delete item']],
  ['Lists items; deletes the oldest one.', ['list item', 'delete oldest']],
  ['Shows the page and clicks on the first link.', ['show page', 'click']],
  ['Returns the item after deleting it.', ['return item', 'delete item']],
  ['Use the expression library to evaluate the input.', ['evaluate input']],
  ['This endpoint allows parsing a page.', ['parse page']],
  ['Switches to the default content.', ['switch']],
  ['Tears down the cluster.', ['destroy cluster']],
  ['Blocks a user.', ['block user']],
  ['Remove a user from a team.', ['remove user']],
  ['View or permanently delete items.', ['view item', 'delete item']],
])('%s', (description, actions) => {
  expect(read(description)).toEqual(actions);
});

test.each([
  ['Changes apply to all lists.', []],
  ['Backup is on.', []],
  ['Search for delete operations.', ['search']],
  ['Returns the items and how to delete them.', ['return item']],
  ['Lists the commits after deleting a branch.', ['list commit']],
])('%s: only what is done', (description, actions) => {
  expect(read(description)).toEqual(actions);
});

test('what a later sentence states of the tool counts as much as its first one', () => {
  const tool = {
    name: 'project_gate',
    description: 'Returns a preview unless told otherwise. Grants a user access to it.',
  };
  expect(classify(tool)).toMatchObject({ category: 'Write', facets: ['admin'] });
  expect(classify({ name: 'prices', description: 'Shows prices. Updates every minute.' }).category).toBe('Read');
});

test('what is done in the passive voice counts, too', () => {
  const description = 'Fetches the backup. Once fetched, the backup is erased from the server.';
  expect(classify({ name: 'x', description }).category).toBe('Destructive');
});
