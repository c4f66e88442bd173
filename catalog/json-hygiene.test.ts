import { describe, expect, it } from 'vitest';
import { cleanJson } from './json-hygiene.ts';

const parse = (text: string): unknown => JSON.parse(text);

describe('catalog/json-hygiene.test.ts', () => {
  it('replaces lone surrogates in texts and member names, at any depth and in arrays', () => {
    const value = parse(String.raw`{"a\ud800":["\udc00x",{"b":"\ud83d\ude00\ud83d"}],"c":1}`);
    expect(cleanJson(value)).toBeUndefined();
    expect(JSON.stringify(value)).toBe('{"c":1,"a\uFFFD":["\uFFFDx",{"b":"😀\uFFFD"}]}');
  });

  it('merges member names that become equal', () => {
    const value = parse(String.raw`{"a\ud800":{"x":"\ud800"},"a\udfff":2}`);
    expect(cleanJson(value)).toBeUndefined();
    expect(Object.keys(value as object)).toEqual(['a\uFFFD']);
    expect(JSON.stringify(value).isWellFormed()).toBe(true);
  });

  it('keeps a member called __proto__ a member', () => {
    const value = parse(String.raw`{"__proto__":{"admin":"\ud800"},"x":{"__proto__":"\ud800"}}`) as { admin?: unknown };
    expect(cleanJson(value)).toBeUndefined();
    expect(value.admin).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(JSON.stringify(value)).toBe('{"__proto__":{"admin":"\uFFFD"},"x":{"__proto__":"\uFFFD"}}');
  });

  it('refuses what is nested too deep, without nesting itself', () => {
    const nested = (levels: number) => parse('[{"a":'.repeat(levels / 2) + '1' + '}]'.repeat(levels / 2));
    expect(cleanJson(nested(100))).toBeUndefined();
    expect(cleanJson(nested(102))).toBe('is nested deeper than 100 levels');
    expect(cleanJson(nested(1_000_000))).toBe('is nested deeper than 100 levels');
  });

  it('has nothing to do for plain values', () => {
    for (const value of [null, 1, 'text', true, [], {}]) expect(cleanJson(value)).toBeUndefined();
  });
});
