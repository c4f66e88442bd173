import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { searchIndex, type SearchRecord } from './search-index.ts';
import { tokens } from './tokens.ts';

const tool = (name: string, level = 'Low', server = 'notes'): SearchRecord => [
  server,
  `example/${server}`,
  name,
  name,
  level,
  'Read',
];

const NAMES = [
  'createPDF_file',
  'HTTPServer2Go',
  'delete-repo',
  '工具_list',
  '../../etc',
  '',
  'x'.repeat(500),
  'Ünïcode Straße',
  '__proto__',
];

describe('site/search/search-index.test.ts', () => {
  it('splits names at camel case and at everything that is no letter or digit', () => {
    expect(tokens('createPDF_file')).toEqual(['create', 'pdf', 'file']);
    expect(tokens('../../etc')).toEqual(['etc']);
  });

  it('splits in the browser as in the builder', () => {
    const script = readFileSync(new URL('../public/search.js', import.meta.url), 'utf8');
    const source = /const tokens = [^]*?;\n/.exec(script)![0];
    const inBrowser = runInNewContext(`${source} tokens`) as (text: string) => string[];
    expect(NAMES.map((name) => [...inBrowser(name)])).toEqual(NAMES.map(tokens));
  });

  it('finds each record under each word of its name, best first', () => {
    const index = searchIndex([
      tool('list_issues'),
      tool('list', 'Critical'),
      tool('list', 'Low', 'other'),
      ['notes', 'Notes (example/notes)', '', '', '', ''],
    ]);
    const shard = index.shards.get('l')!;
    // Base 36 differences: records 1, 2 and 3; the server itself is record 0.
    expect(shard).toEqual({ list: '1 1 1|' });
    expect(index.shards.get('n')).toEqual({ notes: '0|1 2' });
    expect(index.blocks.flat().map(([server, , name]) => `${server} ${name}`)).toEqual([
      'notes ',
      'notes list',
      'other list',
      'notes list_issues',
    ]);
    expect(index.manifest).toMatchObject({ records: 4, block: 256 });
  });

  it('splits what is too heavy and loses nothing', () => {
    const many = Array.from({ length: 9000 }, (_, i) => tool(`get_item${i % 90}_of${i}`));
    const index = searchIndex(many);
    expect(index.manifest.shards.length).toBeGreaterThan(5);
    expect(index.blocks.flat()).toHaveLength(9000);
    const found = [...index.shards.values()].flatMap((shard) => Object.keys(shard));
    expect(new Set(found).size).toBe(found.length);
    expect(found).toContain('of8999');
  });

  it('takes hostile names', () => {
    const index = searchIndex(NAMES.map((name) => tool(name)));
    expect(index.blocks.flat()).toHaveLength(NAMES.length);
    expect(Object.keys(index.shards.get('p') ?? {})).toEqual(['pdf', 'proto']);
  });
});
