import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withCrawlFigures } from './document.ts';
import { readCrawlResults } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

test('docs/operate-a-crawl.md has the figures of the saved results', () => {
  const document = readFileSync(join(ROOT, 'docs/operate-a-crawl.md'), 'utf8');
  expect(document).toBe(withCrawlFigures(document, readCrawlResults(join(ROOT, 'bench/results/crawl.json'))));
});

test('a document without a place for figures is refused', () => {
  const results = { about: '', bare: [], launches: [], growth: [] };
  expect(() => withCrawlFigures('nothing', results)).toThrow(/no place for figures/);
});
