import type { Counts, ServerOverview, Totals } from './reader.ts';

/** Counts of no tools, to add to. */
export const noCounts = (): Counts => ({
  tools: 0,
  byLevel: { Low: 0, Medium: 0, High: 0, Critical: 0, Unclassified: 0 },
  byCategory: { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0, Unclassified: 0 },
});

/** Adds the lines of servers up, for whoever walks them anyway: counting half a million tools again takes seconds. */
export function sumOverviews(): { totals: Totals; add: (overview: ServerOverview) => void } {
  const totals: Totals = { ...noCounts(), servers: 0, serversWithTools: 0, byOutcome: {} };
  return {
    totals,
    add({ outcome, tools, byLevel, byCategory }) {
      totals.servers += 1;
      totals.serversWithTools += Number(tools > 0);
      totals.tools += tools;
      addTo(totals.byLevel, byLevel);
      addTo(totals.byCategory, byCategory);
      if (outcome !== undefined) totals.byOutcome[outcome.code] = (totals.byOutcome[outcome.code] ?? 0) + 1;
    },
  };
}

function addTo<Key extends string>(sum: Record<Key, number>, counts: Record<Key, number>): void {
  for (const key of Object.keys(counts) as Key[]) sum[key] += counts[key];
}
