import { describe, expect, it } from 'vitest';
import { counted, formatDate, listed, sentence, share, withArticle } from './words.ts';

describe('site/view/text/words.test.ts', () => {
  it('writes English', () => {
    expect([0, 1, 2, 43_000].map((n) => counted(n, 'tool'))).toEqual(['no tools', '1 tool', '2 tools', '43,000 tools']);
    expect([1, 2].map((n) => counted(n, 'more tool is', 'more tools are'))).toEqual([
      '1 more tool is',
      '2 more tools are',
    ]);
    expect(counted(1, 'entry', 'entries')).toBe('1 entry');
    expect(['Read', 'Execute', 'Unclassified'].map(withArticle)).toEqual(['a Read', 'an Execute', 'an Unclassified']);
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(listed)).toEqual(['', 'a', 'a and b', 'a, b and c']);
    expect(['Done', 'Done.', 'Done?', 'He said “done.”'].map(sentence)).toEqual([
      'Done.',
      'Done.',
      'Done?',
      'He said “done.”',
    ]);
  });

  it('is honest about shares at both ends', () => {
    expect([share(0, 10), share(1, 1000), share(1, 2), share(999, 1000), share(10, 10), share(0, 0)]).toEqual([
      '0 %',
      '< 1 %',
      '50 %',
      '> 99 %',
      '100 %',
      '0 %',
    ]);
  });

  it('writes dates in UTC and leaves alone what is none', () => {
    expect(formatDate('2026-11-20T23:59:59Z')).toBe('20 November 2026');
    expect(formatDate('soon')).toBe('soon');
  });
});
