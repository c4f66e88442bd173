import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Of 100. */
const Score = z.number().min(0).max(100);

/** What `bench/lighthouse.ts --save` keeps. */
export const LighthouseResults = z.object({
  /** Its version. */
  lighthouse: z.string(),
  pages: z.array(
    z.object({
      /** The route of the page, as `site/pages/` names it. */
      kind: z.string(),
      performance: Score,
      accessibility: Score,
      bestPractices: Score,
      seo: Score,
      /** Largest contentful paint and total blocking time in milliseconds, layout shift, bytes over the wire. */
      lcp: z.number(),
      tbt: z.number(),
      cls: z.number(),
      bytes: z.int(),
      /** Audits that cost something, by their names. */
      failed: z.array(z.string()),
    }),
  ),
});
export type LighthouseResults = z.infer<typeof LighthouseResults>;

export const readLighthouseResults = (file: string): LighthouseResults =>
  LighthouseResults.parse(JSON.parse(readFileSync(file, 'utf8')));

/** What is read of Lighthouse's own report (its Lighthouse Result object). */
const Report = z.object({
  categories: z.record(
    z.string(),
    z.object({
      score: z.number(),
      auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
    }),
  ),
  audits: z.record(z.string(), z.object({ score: z.number().nullable(), numericValue: z.number().optional() })),
});

/** The scores of a report. @throws ZodError when it is no report, or Lighthouse could not look at the page */
export function reportScores(json: string): Omit<LighthouseResults['pages'][number], 'kind'> {
  const { categories, audits } = Report.parse(JSON.parse(json));
  const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
  const value = (audit: string) => audits[audit]?.numericValue ?? 0;
  const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0));
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    lcp: Math.round(value('largest-contentful-paint')),
    tbt: Math.round(value('total-blocking-time')),
    cls: Number(value('cumulative-layout-shift').toFixed(3)),
    bytes: Math.round(value('total-byte-weight')),
    failed: [...new Set(counted.map(({ id }) => id))].filter((id) => (audits[id]?.score ?? 1) < 0.9),
  };
}
