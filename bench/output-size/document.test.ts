import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withOutputSize } from './document.ts';
import { readOutputSize } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

test('docs/hosting.md has the figures of the saved results', () => {
  const document = readFileSync(join(ROOT, 'docs/hosting.md'), 'utf8');
  const results = readOutputSize(join(ROOT, 'bench/results/output-size.json'));
  expect(results.kinds.length).toBeGreaterThan(0);
  expect(document).toBe(withOutputSize(document, results));
});

test('stretches what was counted, and rounds down what fits below a limit', () => {
  const place = '<!-- figures of bench/output-size.ts -->\n\n<!-- end of figures -->\n';
  const kinds = [
    { kind: 'pages', files: 3000, bytes: 30e6, packed: 6e6 },
    { kind: 'others', files: 1000, bytes: 10e6, packed: 10e6 },
  ];
  const text = withOutputSize(place, { tools: 1500, servers: 20, kinds });
  expect(text).toContain('| pages | 2000 | 20.0 | 4.0 |');
  expect(text).toContain('| all | 2667 | 26.7 | 10.7 |');
  expect(text).toContain('about 1.3 million files and 13 GB, 5 GB of it');
  expect(text).toContain('| 100,000 files | 37,000 |');
  expect(text).toContain('| 1 GB | 37,000 |');
});
