import { expect, test } from 'vitest';
import { decide } from '../../decide.ts';
import { readFacts } from '../../read-facts.ts';
import { annotationContradiction } from './detection.ts';

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

test('what is not clear accuses nobody', () => {
  const tool = { name: 'nodes', description: 'May toggle nodes.', annotations: { readOnlyHint: true } };
  const [main] = decide(readFacts(tool).facts).decisive;
  const weak = { ...decide(readFacts({ name: 'delete_repo' }).facts), confidence: 'low' as const };
  expect(main?.certainty).not.toBe('clear');
  expect(annotationContradiction(tool, decide(readFacts(tool).facts))).toEqual([]);
  expect(annotationContradiction({ name: 'delete_repo', annotations: tool.annotations }, weak)).toEqual([]);
});
