import { describe, expect, it } from 'vitest';
import { highlightJson } from './highlight.ts';

const kinds = (json: string) =>
  highlightJson(json).flatMap(({ text, kind }) => (kind === undefined ? [] : [`${kind} ${text}`]));

describe('site/highlight.test.ts', () => {
  it('tells keys, strings, numbers and literals apart', () => {
    const json = JSON.stringify({ key: 'text', n: -1.5e3, on: true, none: null, list: ['a:b', 2] }, undefined, 2);
    expect(kinds(json)).toEqual([
      'k "key"',
      's "text"',
      'k "n"',
      'n -1500',
      'k "on"',
      'n true',
      'k "none"',
      'n null',
      'k "list"',
      's "a:b"',
      'n 2',
    ]);
  });

  it.each([
    '{}',
    '"open',
    '</code><script>alert(1)</script>',
    '{"</code><script>":"\\"x\\" : 1"}',
    '{"a\\\\": "\\u001b"}',
    '',
  ])('loses and adds nothing: %j', (json) => {
    expect(
      highlightJson(json)
        .map(({ text }) => text)
        .join(''),
    ).toBe(json);
  });

  it('takes a hostile name as one piece', () => {
    expect(kinds(JSON.stringify({ '</code><script>': '"quoted": 1' }))).toEqual([
      'k "</code><script>"',
      String.raw`s "\"quoted\": 1"`,
    ]);
  });
});
