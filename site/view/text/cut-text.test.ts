import { describe, expect, it } from 'vitest';
import { cutText, firstLine } from './cut-text.ts';

describe('site/view/text/cut-text.test.ts', () => {
  it('keeps a short text whole and says how much of a long one is missing', () => {
    expect(cutText(' short ', 10)).toEqual({ text: 'short' });
    expect(cutText('0123456789abc', 10)).toEqual({ text: '0123456789', omitted: 3 });
  });

  it('never cuts an emoji in half', () => {
    expect(cutText('ab😀cd', 3)).toEqual({ text: 'ab', omitted: 4 });
    expect(firstLine('😀'.repeat(100), 5).isWellFormed()).toBe(true);
  });

  it('ends a line at a word', () => {
    expect(firstLine('Reads a file.\n\n  And   more of it, much more', 30)).toBe('Reads a file. And more of it…');
  });

  it('takes no time over a huge text', () => {
    const started = performance.now();
    firstLine(' '.repeat(50) + 'x'.repeat(5_000_000), 100);
    expect(performance.now() - started).toBeLessThan(200);
  });
});
