import { expect, test } from 'vitest';
import { matchesPattern } from './matches-pattern.ts';

test.each([
  ['io.github.acme/notes', 'NOTES', true],
  ['io.github.acme/notes', 'note?', false],
  ['io.github.acme/notes', '*/note?', true],
  ['io.github.acme/notes', 'io.github.*', true],
  ['io.github.acme/notes', '*acme*', true],
  ['io.github.acme/notes', 'io.github.acme/notes*', true],
  ['io.github.acme/notes', 'io?github.acme', false],
  ['aab', '*ab', true],
  ['aac', '*ab', false],
  ['', '*', true],
  ['', '?', false],
  ['a+b', 'a+b', true],
  // A pattern is text: nothing but * and ? means anything.
  ['ab', 'a.*', false],
])('%j, %j: %s', (name, pattern, expected) => {
  expect(matchesPattern(name, pattern)).toBe(expected);
});

test('a pattern of many stars takes no time', () => {
  expect(matchesPattern('a'.repeat(5_000), `${'*a'.repeat(200)}b`)).toBe(false);
});
