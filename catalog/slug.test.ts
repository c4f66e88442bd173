import { describe, expect, it } from 'vitest';
import { freeSlug, serverSlug, toolSlug } from './slug.ts';

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

  it.each(['index', 'INDEX', 'index.html', 'Index.Html', 'index.md'])(
    'keeps the place of the folder’s own file free of %s',
    (name) => {
      expect(toolSlug(name)).toMatch(/^index(-html|-md)?-[0-9a-f]{8}$/i);
      expect(serverSlug(name)).not.toBe('index');
    },
  );

  it.each(['CON', 'aux.json', 'nul', 'Com1', 'lpt9.tar.gz', 'prn.'])(
    'gives nothing the name of a device: %s',
    (name) => {
      for (const slug of [toolSlug(name), serverSlug(name)]) {
        // As Windows reads it: what stands before the first dot.
        expect(slug.split('.')[0]).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/i);
        expect(slug).toMatch(new RegExp(`^${name.split('.')[0]}-`, 'i'));
      }
    },
  );

  it.each(['get.html', 'page.HTM', 'index.htm'])('gives no folder the ending of a page: %s', (name) =>
    expect(toolSlug(name)).toMatch(/^\w+-html?-[0-9a-f]{8}$/i),
  );

  it.each(['indexes', 'index_html', 'reindex', 'console', 'com', 'com10', 'html', 'get.html5'])(
    'keeps the ordinary name %s',
    (name) => expect(toolSlug(name)).toBe(name),
  );

  it('appends a suffix until a slug is free, the same one every time', () => {
    const taken = new Set<string>();
    const take = () => {
      const slug = freeSlug('a', 'A', (candidate) => taken.has(candidate));
      taken.add(slug);
      return slug;
    };
    const slugs = [take(), take(), take(), take()];
    expect(slugs[0]).toBe('a');
    expect(new Set(slugs).size).toBe(4);
    for (const slug of slugs.slice(1)) expect(slug).toMatch(/^a-[0-9a-f]{8}$/);
    expect(freeSlug('a', 'A', (candidate) => candidate === 'a')).toBe(slugs[1]);
  });

  it('gives different names different slugs where the readable part is lost', () => {
    expect(new Set(hostile.map(toolSlug)).size).toBe(hostile.length);
  });
});
