import { expect, test } from 'vitest';
import { cleanText, tailOf } from './clean-text.ts';

test('terminal sequences, control and direction characters go, lines stay', () => {
  expect(cleanText('\u001b[31mred\u001b[0m\r\n\u001b]0;title\u0007a\u0000b\u202ec\td\u009be')).toBe('red\nabc\tde');
});

test('the tail starts with a whole line', () => {
  expect(tailOf('first line\nsecond\nthird\n', 8)).toBe('third');
  expect(tailOf('short\n', 100)).toBe('short');
  expect(tailOf('é'.repeat(10), 5)).toBe('éé');
});
