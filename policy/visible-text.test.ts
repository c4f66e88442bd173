import { describe, expect, it } from 'vitest';
import { codeName, visibleJson, visibleText } from './visible-text.ts';

describe('policy/visible-text.test.ts', () => {
  it.each([
    ['a\nb\u001b\u0085', 'a\\u000ab\\u001b\\u0085'],
    ['\u202Egpj\u200B\u2028', '\\u202egpj\\u200b\\u2028'],
    ['a\u3164b\u2800c\uFE01\uFFA0', 'a\\u3164b\\u2800c\\ufe01\\uffa0'],
    ['a\u{E0101}\u{E0041}', 'a\\udb40\\udd01\\udb40\\udc41'],
    ['half \uD800', 'half \\ud800'],
    [' ', '\\u0020'],
    ['\t\u3000', '\\u0009\\u3000'],
    ['工具 naïve ❤️ 👩‍👧', '工具 naïve ❤️ 👩‍👧'],
  ])('writes %j as %j in a sentence', (text, shown) => {
    expect(visibleText(text)).toBe(shown);
    expect(codeName(text)).toBe(`\`${shown}\``);
  });

  it('spells the JSON of a value so that all of it can be seen, and means the same', () => {
    const value = { 'get_note\u3164': ['\u{E0101}', '\uFE01 \u2800 \u202E', '❤️ 工具', 'a\n\tb'] };
    const json = visibleJson(JSON.stringify(value, undefined, 2));
    expect(JSON.parse(json)).toEqual(value);
    expect(json).toContain('"get_note\\u3164"');
    expect(json).toContain('"\\udb40\\udd01"');
    expect(json).toContain('"\\ufe01 \\u2800 \\u202e"');
    expect(json).toContain('"❤️ 工具"');
  });
});
