import { describe, expect, it } from 'vitest';
import { visibleString, visibleText, visibleWhole } from './visible-text.ts';

describe('site/view/text/visible-text.test.ts', () => {
  it.each([
    ['plain text', 'plain text'],
    ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
    ['windows\r\nline', 'windows\nline'],
    ['\u001b[31mred\u0000', '[␛][31mred[␀]'],
    ['\u202Etxt.exe\u202C', '[U+202E]txt.exe[U+202C]'],
    ['a\u200Bb\uFEFF', 'a[U+200B]b[U+FEFF]'],
    ['\u2028', '[U+2028]'],
    ['\u{E0041}\u{E0042}\u{E0043}\u{E0044}', '[4 hidden characters]'],
    ['lone \uD800 half', 'lone \uFFFD half'],
    ['family 👩‍👩‍👧 and wave 👋🏽', 'family 👩‍👩‍👧 and wave 👋🏽'],
    ['a\u3164b\u{E0101}c\uFE01d\u2800', 'a[U+3164]b[U+E0101]c[U+FE01]d[U+2800]'],
    ['heart ❤️ and text ☺︎, key 1️⃣, couple 👩‍❤️‍👩', 'heart ❤️ and text ☺︎, key 1️⃣, couple 👩‍❤️‍👩'],
    ['❤\uFE0F\uFE0F file1\uFE0F a\uFE0F ❤\u200D', '❤\uFE0F[U+FE0F] file1[U+FE0F] a[U+FE0F] ❤[U+200D]'],
    ['no\u200Dbody', 'no[U+200D]body'],
    [' ', '[␠]'],
    ['\u3000\t\r\n', '[U+3000][␉][␊]'],
    ['    ', '[4 hidden characters]'],
    ['', ''],
    ['العربية and עברית', 'العربية and עברית'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleString(text)).toBe(shown);
  });

  it('names the character in a title', () => {
    expect(visibleText('\u202E')).toEqual([{ mark: 'U+202E', title: 'right-to-left override, U+202E' }]);
  });

  it('names no blank that stands between others', () => {
    expect(visibleText(' ')).toEqual([{ text: ' ' }]);
    expect(visibleWhole(' ')).toEqual([{ mark: '␠', title: 'space, U+0020' }]);
  });

  it('sums up when there are very many', () => {
    const segments = visibleText('a\u200B'.repeat(5000));
    expect(segments.length).toBeLessThan(120);
    expect(segments.at(-2)).toMatchObject({ mark: '4,950 more hidden characters' });
    expect(visibleText('a\u200B'.repeat(51)).at(-2)).toMatchObject({ mark: '1 more hidden character' });
    expect(visibleString('a\u200B'.repeat(5000))).not.toContain('\u200B');
  });
});
