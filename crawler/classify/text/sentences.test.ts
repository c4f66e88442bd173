import { expect, test } from 'vitest';
import { sentences } from './sentences.ts';

const parts = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end).trim());

test('a line that goes on with a small letter is no sentence of its own', () => {
  expect(parts('Deletes\na\nrepository\nwith its issues.')).toEqual(['Deletes\na\nrepository\nwith its issues']);
});

test.each([
  ['an empty line', 'Gets an item\n\nof a list'],
  ['a capital', 'Gets an item\nOf a list'],
  ['a label', 'Gets an item\nname: the item'],
  ['a verb', 'Gets an item\ndeletes it'],
  ['a full stop', 'Gets an item.\nof a list'],
])('%s ends one', (_, text) => {
  expect(parts(text)).toHaveLength(2);
});
