import { describe, expect, it } from 'vitest';
import { scriptJson } from './script-json.ts';

describe('site/script-json.test.ts', () => {
  it('cannot end its element, and is the same data', () => {
    const value = { name: '</script><!--<script>', note: 'a & b \u2028' };
    const text = scriptJson(value, 'https://toolgate.example');
    expect(text).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(text)).toEqual(value);
  });

  it('makes URLs absolute', () => {
    expect(scriptJson({ url: '/a/', item: '/b/' }, 'https://x.example')).toBe(
      '{"url":"https://x.example/a/","item":"https://x.example/b/"}',
    );
  });
});
