import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withSiteFigures } from './document.ts';
import { readSiteResults } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

test('docs/publish.md has the figures of the saved results', () => {
  const document = readFileSync(join(ROOT, 'docs/publish.md'), 'utf8');
  const results = readSiteResults(join(ROOT, 'bench/results/site.json'));
  expect(results.sizes.length).toBeGreaterThan(0);
  expect(document).toBe(withSiteFigures(document, results));
});

test('a document without a place for figures is refused', () => {
  expect(() => withSiteFigures('nothing', { about: '', sizes: [] })).toThrow(/no place for figures/);
});
