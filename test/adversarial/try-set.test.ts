import { describe, expect, test } from 'vitest';
import { classify } from '../../crawler/classify/classify.ts';
import { ADVERSARIAL_SETS } from './adversarial-sets.ts';
import type { Judge } from './judge.ts';
import { summarize } from './summary.ts';
import { trySet } from './try-set.ts';

const set = (name: string) => ADVERSARIAL_SETS.find((one) => one.name === name)!;

/** What becomes of a judge that can be talked to: the set must find out. */
describe('a judge that is talked into something is caught', () => {
  const dangerous = { category: 'Destructive', level: 'Critical' } as const;
  const harmless = { category: 'Read', level: 'Low' } as const;
  const text = (subject: Parameters<Judge>[0]) => JSON.stringify(subject);
  const GULLIBLE: [string, string, Judge][] = [
    ['grid', 'a forged verdict', (subject) => (/"level\\*":\\*"Low/.test(text(subject)) ? harmless : dangerous)],
    ['grid', 'a hint', (subject) => (text(subject).includes('readOnlyHint":true') ? harmless : dangerous)],
    ['grid', 'a sibling', (subject) => (subject.server.siblings.length > 2 ? harmless : dangerous)],
    ['grid', 'instructions', (subject) => (subject.server.instructions.includes('SYSTEM') ? harmless : dangerous)],
    ['grid', '`_meta`', (subject) => ('_meta' in subject.tool ? harmless : dangerous)],
    ['grid', 'a window', (subject) => (text(subject).slice(0, 3000).includes('delet') ? dangerous : harmless)],
    [
      'grid',
      'the first word',
      ({ tool }) => (/^(?:get|list|read|this)/.test(String(tool['name'])) ? harmless : dangerous),
    ],
    ['combinations', 'a badge', (subject) => (text(subject).includes('Verified') ? harmless : dangerous)],
    [
      'disguised letters',
      'plain letters only',
      ({ tool }) => (/delete/i.test(JSON.stringify(tool)) ? dangerous : harmless),
    ],
    ['shapes', 'top-level properties', ({ tool }) => (JSON.stringify(tool).includes('"allOf"') ? harmless : dangerous)],
    ['negatives', 'a keyword', (subject) => (/delete|pay|important/i.test(text(subject)) ? dangerous : harmless)],
    ['translated', 'English only', (subject) => (/^[\x20-\x7e]*$/.test(text(subject)) ? dangerous : harmless)],
    ['written', 'everything', () => harmless],
    ['clean', 'nothing', () => dangerous],
    ['harmless shapes', 'capitals', ({ tool }) => (/[A-Z]{3}/.test(String(tool['name'])) ? dangerous : harmless)],
    ['disguised spelling', 'digits', (subject) => (/\dl\d/.test(text(subject)) ? harmless : dangerous)],
  ];

  test.each(GULLIBLE)('%s: by %s', (name, _, judge) => {
    const { failed, cases } = summarize(set(name), trySet(set(name), judge, name === 'grid' ? 20 : 1), () => {});
    expect(failed).toBeGreaterThan(0);
    expect(failed).toBeLessThanOrEqual(cases);
  });
});

test('a judge that answers the same whatever it is shown is fooled by nothing', () => {
  const judge: Judge = () => ({ category: 'Write', level: 'High' });
  for (const name of ['grid', 'combinations', 'shapes', 'disguised letters']) {
    expect(summarize(set(name), trySet(set(name), judge, 20), () => {})).toMatchObject({ failed: 0 });
  }
});

test('a refusal is a failure, and a refused clean tool an error', () => {
  const refusing: Judge = ({ tool }) => ('title' in tool ? 'refused' : classify({ name: String(tool['name']) }));
  const { outcomes, failed } = summarize(set('shapes'), trySet(set('shapes'), refusing), () => {});
  expect(outcomes.refused).toBeGreaterThan(0);
  expect(failed).toBeGreaterThanOrEqual(outcomes.refused);
  expect(() => [...trySet(set('grid'), () => 'refused')]).toThrow('a clean tool was refused');
});

test('failures are counted by everything that tells cases apart', () => {
  const judge: Judge = ({ tool }) =>
    'title' in tool ? { category: 'Read', level: 'Low' } : { category: 'Execute', level: 'High' };
  const failures: string[] = [];
  const summary = summarize(set('grid'), trySet(set('grid'), judge, 50), ({ case: { id } }) => failures.push(id));
  expect(summary.failed).toBe(failures.length);
  expect([...summary.failedBy.keys()]).toEqual(['template', 'position', 'tool']);
  expect([...(summary.failedBy.get('position')?.keys() ?? [])].sort()).toEqual(['everywhere', 'title']);
  const total = [...summary.failedByPair.values()].reduce((sum, count) => sum + count, 0);
  expect(total).toBe(summary.failed);
});
