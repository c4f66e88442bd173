import { expect, test } from 'vitest';
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
  ['View or permanently delete items.', ['view item', 'delete item']],
])('%s', (description, actions) => {
  expect(read(description)).toEqual(actions);
});

test.each([
  ['Search for delete operations.', ['search']],
  ['Returns the items and how to delete them.', ['return item']],
  ['Lists the commits after deleting a branch.', ['list commit']],
])('%s: only what is done', (description, actions) => {
  expect(read(description)).toEqual(actions);
});
