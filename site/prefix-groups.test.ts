import { describe, expect, it } from 'vitest';
import { prefixGroups, prefixPages } from './prefix-groups.ts';

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

  const pages = (keys: string[], max: number) =>
    prefixPages(prefixGroups(keys, (key) => key, max)).map(
      ({ prefix, items, parts }) =>
        `${prefix}: ${[...items, ...parts.map((part) => `${part.prefix}* ${part.count}`)].join(', ')}`,
    );

  it('keeps the page of a group that is split, with its parts', () => {
    expect(pages(['aa', 'ab', 'ba', 'c'], 2)).toEqual(['a: aa, ab', 'b: ba', 'c: c']);
    expect(pages(['aa', 'ab', 'ac', 'ba', 'c'], 2)).toEqual([
      'a: aa* 1, ab* 1, ac* 1',
      'aa: aa',
      'ab: ab',
      'ac: ac',
      'b: ba',
      'c: c',
    ]);
    // Every page that there ever was while items came in stays.
    const keys = Array.from({ length: 300 }, (_, i) => ((i * 7919) % 4096).toString(4).padStart(6, '0'));
    let before = new Set<string>();
    for (let count = 20; count <= keys.length; count += 7) {
      const now = new Set(pages(keys.slice(0, count).sort(), 5).map((page) => page.split(':')[0]!));
      expect(before.difference(now)).toEqual(new Set());
      before = now;
    }
  });

  it('has no page for a prefix that everything begins with, and leads past those that nothing else begins with', () => {
    const keys = ['io-a1', 'io-a2', 'io-b1', 'io-b2', 'io-b3'];
    expect(pages(keys, 2)).toEqual([
      'io-a: io-a1, io-a2',
      'io-b: io-b1* 1, io-b2* 1, io-b3* 1',
      'io-b1: io-b1',
      'io-b2: io-b2',
      'io-b3: io-b3',
    ]);
    expect(pages(['c', ...keys], 2).slice(0, 3)).toEqual(['c: c', 'i: io-a* 2, io-b* 3', 'io-a: io-a1, io-a2']);
  });

  it('has one page for a key that others begin with, and all pages are reached', () => {
    expect(pages(['a', 'aa', 'ab', 'ac', 'b'], 2)).toEqual([
      'a: a, aa* 1, ab* 1, ac* 1',
      'aa: aa',
      'ab: ab',
      'ac: ac',
      'b: b',
    ]);
    const keys = Array.from({ length: 2000 }, (_, i) => ((i * 7919) % 100_003).toString(3)).sort();
    const groups = prefixGroups(keys, (key) => key, 20);
    const all = prefixPages(groups);
    expect(new Set(all.map(({ prefix }) => prefix)).size).toBe(all.length);
    expect(all.length).toBeLessThan(2 * groups.length);
    expect(new Set(all.flatMap(({ items }) => items))).toEqual(new Set(keys));
    const linked = new Set(all.flatMap(({ parts }) => parts.map(({ prefix }) => prefix)));
    // Those of one character are linked by the whole list.
    expect(linked).toEqual(new Set(all.map(({ prefix }) => prefix).filter((prefix) => prefix.length > 1)));
  });

  it('ends on keys that are long and alike', () => {
    const keys = Array.from({ length: 100 }, (_, i) => 'x'.repeat(i)).sort();
    expect(pages(keys, 2).length).toBeGreaterThan(90);
    expect(pages([], 2)).toEqual([]);
  });
});
