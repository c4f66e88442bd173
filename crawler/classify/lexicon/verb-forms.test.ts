import { expect, test } from 'vitest';
import { SENSES } from './senses.ts';
import { verbForm, verbsOf } from './verb-forms.ts';

test.each([
  ['deletes', 'delete', 's'],
  ['running', 'run', 'ing'],
  ['copied', 'copy', 'ed'],
  ['fetches', 'fetch', 's'],
  ['sent', 'send', 'ed'],
])('%s', (word, base, form) => {
  expect(verbForm(word)).toMatchObject({ base, form });
});

test('a verb has one sense', () => {
  const all = SENSES.flatMap(verbsOf);
  expect(all.filter((word, i) => all.indexOf(word) !== i)).toEqual([]);
});
