import { expect, test } from 'vitest';
import { quoteInText } from './quote-in-text.ts';

test.each([
  ['Delete a repository', '“Delete a repository”'],
  ['set "command" and wrap', '“set ‘command’ and wrap”'],
  ['call `list` first', '“call ‘list’ first”'],
  ['an "unfinished one', '“an unfinished one”'],
  ['two\n\tlines\u200b here', '“two lines here”'],
  ['Args (path, ', '“Args (path”'],
  ['', '“”'],
])('%j becomes %s', (quote, text) => {
  expect(quoteInText(quote)).toBe(text);
});

test('a long quote ends at a word, with an ellipsis', () => {
  const text = quoteInText(
    'Runs the whole thing over all of the repositories of the organisation and reports what it has found there',
  );
  expect(text).toMatch(/^“Runs the whole .*\w…”$/);
  expect(text.length).toBeLessThanOrEqual(93);
});

test('an endless word is cut between characters, not inside one', () => {
  const text = quoteInText('😀'.repeat(100));
  expect(text.isWellFormed()).toBe(true);
  expect(text.endsWith('😀…”')).toBe(true);
});
