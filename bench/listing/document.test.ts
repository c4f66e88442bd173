import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withListingFigures } from './document.ts';
import { readListingResults } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

test('docs/operate-a-crawl.md has the figures of the saved results', () => {
  const document = readFileSync(join(ROOT, 'docs/operate-a-crawl.md'), 'utf8');
  const results = readListingResults(join(ROOT, 'bench/results/listing.json'));
  expect(results.rows.length).toBeGreaterThan(3);
  expect(document).toBe(withListingFigures(document, results));
});

test('a document without a place for figures is refused', () => {
  expect(() => withListingFigures('nothing', { about: '', rows: [] })).toThrow(/no place for figures/);
});
