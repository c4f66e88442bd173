import { describe, expect, it } from 'vitest';
import { serverSlug, toolSlug } from './slug.ts';

describe('catalog/slug', () => {
  it.each([
    ['io.github.owner/name', 'io-github-owner-name'],
    ['eclass-mcp-server', 'eclass-mcp-server'],
    ['@codespar/mcp-ap2', 'codespar-mcp-ap2'],
    ['My_Server', 'my_server'],
  ])('server %s → %s', (name, slug) => expect(serverSlug(name)).toBe(slug));

  it.each(['get_env', 'track_logout', 'auth.logout', 'listItems2', 'a', '-x'])('keeps the tool name %s', (name) =>
    expect(toolSlug(name)).toBe(name),
  );

  const hostile = [
    '../../etc/passwd',
    '..',
    '.',
    '.hidden',
    'a/b',
    'a\\b',
    '<script>',
    ' ',
    '削除',
    '\u202Eabc',
    'x\u0000',
    'end.',
    'é'.repeat(500),
  ];
  it.each(hostile)('makes %j a harmless path part', (name) => {
    for (const slug of [toolSlug(name), serverSlug(name)]) {
      expect(slug).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9_-]{0,120}$/);
    }
  });

  it('gives different names different slugs where the readable part is lost', () => {
    expect(new Set(hostile.map(toolSlug)).size).toBe(hostile.length);
  });
});
