import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withSearchFigures } from './document.ts';
import { readSearchResults } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

test('docs/search.md has the figures of the saved results', () => {
  const document = readFileSync(join(ROOT, 'docs/search.md'), 'utf8');
  expect(document).toBe(withSearchFigures(document, readSearchResults(join(ROOT, 'bench/results/search.json'))));
});

test('a document without a place for figures is refused', () => {
  expect(() => withSearchFigures('nothing', { about: '', scriptBytes: 0, sizes: [] })).toThrow(/no place for figures/);
});
