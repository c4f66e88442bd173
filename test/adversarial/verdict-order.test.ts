import { expect, test } from 'vitest';
import { type Outcome, type Verdict, outcome } from './verdict-order.ts';

const WRITE_HIGH: Verdict = { category: 'Write', level: 'High' };
const ROWS: [Verdict, Outcome][] = [
  [{ category: 'Write', level: 'High' }, 'held'],
  [{ category: 'Write', level: 'Critical' }, 'raised'],
  [{ category: 'Execute', level: 'High' }, 'raised'],
  [{ category: 'Write', level: 'Medium' }, 'dropped'],
  [{ category: 'Read', level: 'High' }, 'dropped'],
  // A stronger category does not make up for a milder level, nor the other way round.
  [{ category: 'Execute', level: 'Medium' }, 'dropped'],
  [{ category: 'Read', level: 'Critical' }, 'dropped'],
  [{ category: 'Unclassified', level: 'Unclassified' }, 'unclassified'],
];

test.each(ROWS)('%j against Write at High: %s', (got, expected) => {
  expect(outcome(WRITE_HIGH, got)).toBe(expected);
});

test('against no verdict at all, any verdict is more', () => {
  const none: Verdict = { category: 'Unclassified', level: 'Unclassified' };
  expect(outcome(none, none)).toBe('held');
  expect(outcome(none, WRITE_HIGH)).toBe('raised');
});
