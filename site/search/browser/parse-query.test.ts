import { describe, expect, it } from 'vitest';
import { facetsNamed, parseQuery } from './parse-query.ts';

const wordsOf = (text: string) => parseQuery(text).words.map(({ word, open }) => (open ? `${word}…` : word));

describe('site/search/browser/parse-query.test.ts', () => {
  it('reads words as the index has them, the last one open', () => {
    expect(wordsOf('Create issues in GitHub')).toEqual(['creat', 'issu', 'github…']);
    expect(wordsOf('create_pull_req')).toEqual(['creat', 'pull', 'req…']);
    expect(wordsOf('create ')).toEqual(['creat']);
    expect(wordsOf('查 天气预报')).toEqual(['查', '天气', '气预', '预报…']);
  });

  it('leaves out words that say nothing, unless there are no others', () => {
    expect(wordsOf('what is the weather')).toEqual(['weather…']);
    expect(wordsOf('to do')).toEqual(['to', 'do…']);
  });

  it('keeps each word once, and a bounded number of them', () => {
    expect(wordsOf('list list lists')).toEqual(['list…']);
    expect(wordsOf(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '))).toHaveLength(8);
  });

  it('knows what camel case may be', () => {
    expect(parseQuery('createIssue').words).toEqual([{ word: 'createissu', split: ['creat', 'issu'], open: true }]);
  });

  it('joins neighbours, with what was left out between them', () => {
    expect(parseQuery('papers with code').joined).toEqual([{ word: 'paperswithcod', at: 0, length: 2 }]);
    expect(parseQuery('kick live streams').joined).toEqual([
      { word: 'kickliv', at: 0, length: 2 },
      { word: 'kicklivestream', at: 0, length: 3 },
      { word: 'livestream', at: 1, length: 2 },
    ]);
  });

  it('knows the names of levels and categories among the words', () => {
    expect(parseQuery('github CRITICAL delete').words.map(({ facets }) => facets)).toEqual([
      undefined,
      { levels: [3], categories: [] },
      undefined,
    ]);
    expect(facetsNamed('Unclassified')).toEqual({ levels: [4], categories: [] });
    expect([facetsNamed('destruc'), facetsNamed('destruc', 4), facetsNamed('rea', 4), facetsNamed('', 4)]).toEqual([
      undefined,
      { levels: [], categories: [3] },
      undefined,
      undefined,
    ]);
  });

  it('takes filters out of the text', () => {
    const { words, filters } = parseQuery(
      'delete LEVEL:High,critical category:read server:git server:"a b/c" level:nope',
    );
    expect(filters).toEqual({
      levels: [2, 3],
      categories: [0],
      servers: [
        { name: 'git', exact: false },
        { name: 'a b/c', exact: true },
      ],
    });
    expect(words.map(({ word }) => word)).toEqual(['delet', 'level', 'nope']);
  });
});
