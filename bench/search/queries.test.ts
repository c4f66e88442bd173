import { expect, test } from 'vitest';
import { readQueries } from './queries.ts';

test('there are 100 queries, half of them held out', () => {
  const queries = readQueries();
  expect(new Set(queries.map(({ query }) => query)).size).toBe(100);
  expect(queries.filter(({ tuning }) => tuning)).toHaveLength(50);
});

test('accepts what is written, and nothing else', () => {
  const of = (text: string) => readQueries().find(({ query }) => query === text)!;
  const git = of('git push');
  expect(git.accepts({ server: 'any', tool: 'git_push' })).toBe(true);
  expect(git.accepts({ server: 'any', tool: 'push' })).toBe(false);
  expect(git.accepts({ server: '@acme_GIT-tools', tool: 'push_all' })).toBe(true);
  expect(git.accepts({ server: 'git', tool: undefined })).toBe(false);
  expect(of('context7').accepts({ server: 'upstash/context7', tool: undefined })).toBe(true);
});
