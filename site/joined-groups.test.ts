import { expect, it } from 'vitest';
import { joinedGroups } from './joined-groups.ts';
import { prefixGroups } from './prefix-groups.ts';

const joined = (keys: string[], max: number) =>
  joinedGroups(
    prefixGroups(keys, (key) => key, max),
    max,
  ).map(({ first, last, items }) => `${first}–${last}: ${items.join(' ')}`);

it('joins neighbours up to the limit, and leaves what is larger alone', () => {
  expect(joined(['aa', 'ab', 'b', 'c', 'd', 'e', 'f'], 3)).toEqual(['a–b: aa ab b', 'c–e: c d e', 'f–f: f']);
  expect(joined(['a', 'x', 'x', 'x', 'x', 'y'], 3)).toEqual(['a–a: a', 'x–x: x x x x', 'y–y: y']);
  expect(joined([], 3)).toEqual([]);
});
