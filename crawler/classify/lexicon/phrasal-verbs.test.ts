import { expect, test } from 'vitest';
import { phrasalVerb } from './phrasal-verbs.ts';

test.each([
  ['tear', ['down', 'cluster'], 'destroy'],
  ['kick', ['off', 'build'], 'start'],
  ['roll', ['release', 'out', 'to', 'production'], 'deploy'],
  ['give', ['customer', 'money', 'back'], 'refund'],
])('%s %j: %s', (base, behind, means) => {
  expect(phrasalVerb(base, behind)?.base).toBe(means);
});

test.each([
  ['kick', ['user']],
  ['roll', ['dice']],
  ['give', ['answer', 'back']],
  ['delete', ['down']],
  ['tear', ['a', 'b', 'c', 'd', 'e', 'down']],
])('%s %j is only itself', (base, behind) => {
  expect(phrasalVerb(base, behind)).toBeUndefined();
});
