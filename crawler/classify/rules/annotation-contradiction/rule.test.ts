import { expect, test } from 'vitest';
import { decide } from '../../decide.ts';
import { readFacts } from '../../read-facts.ts';
import { annotationContradiction } from './rule.ts';

const fields = (name: string, annotations: Record<string, unknown>) => {
  const tool = { name, annotations };
  return annotationContradiction(tool, decide(readFacts(tool).facts)).map((finding) => finding.field);
};

test('an explicit hint that the verdict contradicts is a finding', () => {
  expect(fields('delete_repo', { readOnlyHint: true, destructiveHint: false })).toEqual([
    '/annotations/readOnlyHint',
    '/annotations/destructiveHint',
  ]);
});

test('hints that agree, and absent hints, are none', () => {
  expect(fields('delete_repo', { destructiveHint: true })).toEqual([]);
  expect(fields('delete_repo', {})).toEqual([]);
  expect(fields('get_repo', { readOnlyHint: true })).toEqual([]);
});
