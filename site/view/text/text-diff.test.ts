import { describe, expect, it } from 'vitest';
import { textDiff } from './text-diff.ts';

/** `[-removed-]{+added+}`, as in a word diff. */
const shown = (before: string, after: string) =>
  textDiff(before, after)
    .map((part) => ('same' in part ? part.same : 'removed' in part ? `[-${part.removed}-]` : `{+${part.added}+}`))
    .join('');

describe('site/view/text/text-diff.test.ts', () => {
  it.each([
    ['', '', ''],
    ['Reads a file.', 'Reads a file.', 'Reads a file.'],
    ['Reads a file.', 'Reads any file.', 'Reads [-a-]{+any+} file.'],
    ['Reads a file.', 'Reads a file. Deletes it.', 'Reads a file.{+ Deletes it.+}'],
    ['a b c', 'x y c', '[-a b-]{+x y+} c'],
    ['', 'new', '{+new+}'],
    ['old', '', '[-old-]'],
    ['["a","b"]', '["a","b","c"]', '["a","b"{+,"c"+}]'],
  ])('%j to %j', (before, after, diff) => {
    expect(shown(before, after)).toBe(diff);
  });

  it('shortens what stayed the same', () => {
    const long = 'word '.repeat(60);
    const diff = shown(`${long}old ${long}`, `${long}new ${long}`);
    expect(diff.length).toBeLessThan(120);
    expect(diff).toMatch(/^…[^…]*\[-old-\]\{\+new\+\}[^…]*…$/);
  });

  it('gives both texts back, whatever they are', () => {
    const texts = ['', 'a', 'a b', 'b a', '😀 x', '\u202e a\u0000', 'aXbXc', 'X a X b', ' '];
    for (const before of texts) {
      for (const after of texts) {
        const parts = textDiff(before, after);
        const without = (kind: string) => parts.flatMap((p) => (kind in p ? [] : Object.values(p))).join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }
    }
  });

  it('shows texts of which nothing is the same as replaced, however long', () => {
    const parts = textDiff('a,'.repeat(500_000), 'b;'.repeat(500_000));
    expect(parts.map((part) => Object.keys(part)[0])).toEqual(['removed', 'added']);
  });
});
