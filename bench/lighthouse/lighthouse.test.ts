import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { withLighthouseScores } from './document.ts';
import { heaviestPages } from './heaviest-pages.ts';
import { readLighthouseResults, reportScores } from './results.ts';

const ROOT = join(import.meta.dirname, '../..');

describe('bench/lighthouse/lighthouse.test.ts', () => {
  it('docs/publish.md has the scores of the saved results', () => {
    const document = readFileSync(join(ROOT, 'docs/publish.md'), 'utf8');
    const results = readLighthouseResults(join(ROOT, 'bench/results/lighthouse.json'));
    expect(results.pages.length).toBeGreaterThan(0);
    expect(document).toBe(withLighthouseScores(document, results));
  });

  it('takes the heaviest page of each route, and a fixed route before one with parameters', () => {
    const folder = temporaryFolder();
    const page = (path: string, bytes: number) => {
      mkdirSync(join(folder, path), { recursive: true });
      writeFileSync(join(folder, path, 'index.html'), 'x'.repeat(bytes));
    };
    page('out', 5);
    page('out/tools/a/t', 1);
    page('out/tools/b/t', 3);
    page('out/tools/b', 2);
    page('out/tools', 9);
    for (const route of ['index', 'tools/index', 'tools/[server]/index', 'tools/[server]/[tool]', 'about', '404']) {
      mkdirSync(join(folder, 'routes', route, '..'), { recursive: true });
      writeFileSync(join(folder, 'routes', `${route}.astro`), '');
    }
    const found = heaviestPages(join(folder, 'routes'), join(folder, 'out'));
    expect(Object.fromEntries(found.map(({ kind, url }) => [kind, url]))).toEqual({
      '/': '/',
      '/tools/': '/tools/',
      '/tools/[server]/': '/tools/b/',
      '/tools/[server]/[tool]/': '/tools/b/t/',
    });
  });

  it('reads scores, and which audits cost something', () => {
    const category = (score: number, ...ids: string[]) => ({ score, auditRefs: ids.map((id) => ({ id, weight: 1 })) });
    const report = {
      categories: {
        performance: category(0.985, 'largest-contentful-paint'),
        accessibility: category(1, 'label'),
        'best-practices': category(1),
        seo: category(0.6, 'is-crawlable'),
      },
      audits: {
        'largest-contentful-paint': { score: 0.97, numericValue: 1234.5 },
        'is-crawlable': { score: 0 },
        label: { score: null },
      },
    };
    expect(reportScores(JSON.stringify(report))).toMatchObject({
      performance: 99,
      seo: 60,
      lcp: 1235,
      failed: ['is-crawlable'],
    });
    expect(() => reportScores('{}')).toThrow(/categories/);
  });
});
