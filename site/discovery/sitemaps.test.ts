import { describe, expect, it } from 'vitest';
import { openOutput } from '../../output/output-directory.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { shardList, sitemapFiles } from './sitemaps.ts';

describe('site/discovery/sitemaps.test.ts', () => {
  it('puts what one file may not hold into two, while files are published', () => {
    const output = openOutput(temporaryFolder());
    try {
      const line = (n: number) => `<url><loc>https://toolgate.example/${n}/</loc></url>\n`;
      const piece = Buffer.from(Array.from({ length: 50_001 }, (_, n) => line(n)).join(''));
      for (const [name, content] of [['pages/a', piece] as const, ['pages/b', Buffer.from(line(50_001))] as const]) {
        const part = output.beginPart(name);
        part.put([]);
        part.finish('stamp', new Map([[shardList('00'), content]]));
      }
      const urls = new Map<string, number>();
      for (const { path, content } of sitemapFiles('00', output.pieces(shardList('00')))) {
        expect(output.publish(path, content)).toBe('written');
        urls.set(path, content.split('<loc>').length - 1);
      }
      expect([...urls]).toEqual([
        ['sitemaps/00.xml', 50_000],
        ['sitemaps/00-2.xml', 2],
      ]);
    } finally {
      output.close();
    }
  });

  it('makes no file of a shard without pages', () => {
    expect(sitemapFiles('00', [])).toEqual([]);
  });
});
