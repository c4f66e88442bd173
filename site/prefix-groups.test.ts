import { describe, expect, it } from 'vitest';
import { prefixGroups } from './prefix-groups.ts';

const split = (keys: string[], max: number) =>
  prefixGroups(keys, (key) => key, max).map(({ prefix, items }) => `${prefix}: ${items.join(' ')}`);

describe('site/prefix-groups.test.ts', () => {
  it('takes the shortest prefixes that fit', () => {
    expect(split(['aa', 'ab', 'ba', 'c'], 2)).toEqual(['a: aa ab', 'b: ba', 'c: c']);
    expect(split(['a', 'aa', 'ab', 'ac', 'b'], 2)).toEqual(['a: a', 'aa: aa', 'ab: ab', 'ac: ac', 'b: b']);
  });

  it('changes one group only when an item comes in', () => {
    const before = split(['aa', 'ab', 'ba', 'bb', 'ca'], 2);
    const after = split(['aa', 'ab', 'ba', 'bb', 'bc', 'ca'], 2);
    expect(after.filter((group) => !before.includes(group))).toEqual(['ba: ba', 'bb: bb', 'bc: bc']);
  });

  it('ends when keys are equal, and keeps characters whole', () => {
    expect(split(['x', 'x', 'x'], 2)).toEqual(['x: x x x']);
    expect(split(['😀a', '😀b', '😀c'], 2).map((group) => group.isWellFormed())).toEqual([true, true, true]);
  });
});
