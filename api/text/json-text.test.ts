import { describe, expect, it } from 'vitest';
import { jsonText } from './json-text.ts';

describe('api/text/json-text.test.ts', () => {
  it.each([
    ['markup', '</script><!-- &'],
    ['line separators', 'a\u2028b\u2029c'],
    ['marks of direction and zero width', '\u202Eabc\u2066\u200B\u00AD\uFEFF'],
    ['controls', '\u0000\u001B[31m\u007F\u0085\u009B'],
    ['tags and joined emoji', 'tag \u{E0041} variation \uFE0F family \u{1F468}\u200D\u{1F469}'],
    ['ordinary text', '工具 é \u{1F4A3} "\\ud800"'],
  ])('gives %s back, spelled safely', (_, text) => {
    const json = jsonText({ [text]: text });
    expect(JSON.parse(json)).toEqual({ [text]: text });
    expect(json).not.toMatch(/[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFE0F]/u);
  });

  it('keeps what can be seen as it is', () => {
    expect(jsonText({ 工具: 'naïve & “quoted” \u{1F4A3}' })).toBe('{"工具":"naïve & “quoted” \u{1F4A3}"}');
  });

  it('replaces lone surrogates in values, elements and names', () => {
    const json = jsonText({ a: 'x\ud83d', b: ['\udca3', { 'n\ud800': 1, m: '\u{1F4A3}' }], 'c\\ud800': '\\ud800' });
    expect(JSON.parse(json)).toEqual({
      a: 'x\uFFFD',
      b: ['\uFFFD', { 'n\uFFFD': 1, m: '\u{1F4A3}' }],
      'c\\ud800': '\\ud800',
    });
  });

  it('keeps members called __proto__', () => {
    const value = JSON.parse('{"__proto__":{"a":1},"x\\ud800":2}') as object;
    expect(jsonText(value)).toBe('{"__proto__":{"a":1},"x\uFFFD":2}');
  });
});
