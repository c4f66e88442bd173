import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { LighthouseResults } from './results.ts';

/** The document with the scores of these results in their place. */
export function withLighthouseScores(document: string, { lighthouse, pages }: LighthouseResults): string {
  const head = ['page', 'performance', 'accessibility', 'best practices', 'SEO', 'LCP s', 'TBT ms', 'CLS', 'kB'];
  const rows = pages.map(({ kind, performance, accessibility, bestPractices, seo, lcp, tbt, cls, bytes }) => [
    `\`${kind}\``,
    performance,
    accessibility,
    bestPractices,
    seo,
    (lcp / 1000).toFixed(1),
    tbt,
    cls,
    Math.round(bytes / 1000),
  ]);
  return withFiguresOf('bench/lighthouse.ts', document, `Lighthouse ${lighthouse}.\n\n${markdownTable(head, rows)}`);
}
