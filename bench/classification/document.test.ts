import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classifierVersion } from '../../crawler/classify/classifier-version.ts';
import { withFigures } from './document.ts';
import { readResults } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('bench/classification/document.ts', () => {
  test('docs/benchmark.md has the figures of the saved results', () => {
    const document = readFileSync(join(ROOT, 'docs/benchmark.md'), 'utf8');
    const results = readResults(join(ROOT, 'bench/results/classification.json'));
    expect(Object.keys(results.runs)).toContain('rules');
    expect(document).toBe(withFigures(document, results));
  });

  test('the saved figures are those of the present rules', () => {
    const { runs } = readResults(join(ROOT, 'bench/results/classification.json'));
    // Otherwise: node bench/classify.ts --save, with the files of the saved run.
    expect(runs['rules']?.classifier.version).toBe(classifierVersion());
  });

  test('a document without a place for figures is refused', () => {
    expect(() => withFigures('nothing', { about: '', runs: {} })).toThrow(/no place for figures/);
  });
});
