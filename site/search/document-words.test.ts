import { describe, expect, it } from 'vitest';
import { documentWords } from './document-words.ts';
import { serverWords } from './server-words.ts';

const none = { title: null, description: null, server: [] };

describe('site/search/document-words.test.ts', () => {
  it('knows how well a word fits', () => {
    expect(Object.fromEntries(documentWords({ ...none, name: 'search' }))).toEqual({ search: 7 });
    expect(Object.fromEntries(documentWords({ ...none, name: 'create_issue' }))).toEqual({ creat: 6, issu: 6 });
    const long = documentWords({
      name: 'list_the_open_pull_requests',
      title: 'Open requests of a repository',
      description: `Lists them as JSON. ${'Much more. '.repeat(9)}Pages.`,
      server: ['github'],
    });
    expect(Object.fromEntries(long)).toMatchObject({ list: 4, the: 4, github: 2, repositori: 3, json: 1, page: 0 });
    // It is only in the description, where it says nothing.
    expect(long.has('them')).toBe(false);
  });

  it('does not count words of the server in the length of a name', () => {
    const words = documentWords({ ...none, name: 'notion_delete_block', server: ['notion'] });
    expect(Object.fromEntries(words)).toEqual({ notion: 6, delet: 6, block: 6 });
    expect(documentWords({ ...none, name: 'notion', server: ['notion'] }).get('notion')).toBe(7);
  });

  it.each([
    ['io.github.acme/notes-mcp-server', 'acme note'],
    ['com.stripe/mcp', 'strip'],
    ['@makeplane_plane-mcp-server', 'makeplan plan'],
    ['mcp-server', 'mcp server'],
    ['tools', 'tool'],
    ['', ''],
  ])('tells a server by its owner and its own words: %s', (name, words) => {
    expect(serverWords(name).join(' ')).toBe(words);
  });

  it('is bounded on hostile names', () => {
    const name = Array.from({ length: 100_000 }, (_, i) => `w${i}`).join('_');
    expect(documentWords({ name, title: name, description: name, server: serverWords(name) }).size).toBeLessThan(150);
    expect([...documentWords({ ...none, name: '__proto__' }).keys()]).toEqual(['proto']);
  });
});
