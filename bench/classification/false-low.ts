import { z } from 'zod';
import type { Verdict } from './classifier.ts';
import type { Label, Row } from './row.ts';
import { Share, share } from './share.ts';

/** Whether showing a tool as Low would mislead most: it executes, destroys, costs, or hands out secrets. */
export function isDangerous({ category, facets }: Label): boolean {
  return ['Execute', 'Destructive', 'Financial'].includes(category) || facets.includes('secrets');
}

/** Dangerous tools that a classifier shows as Low: how many of all dangerous ones, and which. */
export const FalseLow = z.strictObject({
  rate: Share,
  cases: z.array(z.strictObject({ server: z.string(), tool: z.string(), label: z.string() })),
});
export type FalseLow = z.infer<typeof FalseLow>;

/** Counts the dangerous tools that are shown as Low. Unclassified is not Low: it is denied. */
export function falseLow(items: readonly { row: Row & { label: Label }; verdict: Verdict }[]): FalseLow {
  const dangerous = items.filter(({ row }) => isDangerous(row.label));
  const low = dangerous.filter(({ verdict }) => verdict.level === 'Low');
  return {
    rate: share(low.length, dangerous.length),
    cases: low.map(({ row }) => ({
      server: row.server,
      tool: row.tool.name,
      label: [row.label.category, ...row.label.facets.filter((facet) => facet === 'secrets')].join(', '),
    })),
  };
}
