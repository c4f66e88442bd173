import { describe, expect, test } from 'vitest';
import { prettyJson } from './pretty-json.ts';

describe('bench/classification/pretty-json.ts', () => {
  const long = Array.from({ length: 40 }, (_, index) => ({ part: index, of: [index, 'a "b"\n'] }));

  test.each([[null], [1], ['x'.repeat(300)], [[]], [{}], [long], [{ a: long, b: { c: long } }]])(
    'is JSON: %#',
    (value) => {
      expect(JSON.parse(prettyJson(value))).toEqual(value);
    },
  );

  test('what fits stands on one line, each member of the rest on its own', () => {
    const lines = prettyJson(long).split('\n');
    expect(lines).toHaveLength(42);
    expect(lines[1]).toBe(' {"part":0,"of":[0,"a \\"b\\"\\n"]},');
  });
});
