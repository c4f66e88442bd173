import type { ServerView } from '../catalog/store/reader.ts';
import type { ApiIndex } from './model/api-index.ts';
import type { Counts } from './model/counts.ts';
import type { Verdict } from './document/verdict-of.ts';

/** Counts over all servers, and the date of the newest launch. */
export type Totals = ApiIndex['totals'] & Pick<ApiIndex, 'latestLaunchAt'>;

export const noTotals = (): Totals => ({ ...countTools([]), servers: 0, serversWithTools: 0, byOutcome: {} });

/** Counts tools by their verdicts. */
export function countTools(verdicts: readonly Pick<Verdict, 'level' | 'category'>[]): Counts {
  const counts: Counts = {
    tools: verdicts.length,
    byLevel: { Low: 0, Medium: 0, High: 0, Critical: 0, Unclassified: 0 },
    byCategory: { Read: 0, Write: 0, Execute: 0, Destructive: 0, Financial: 0, Unclassified: 0 },
  };
  for (const { level, category } of verdicts) {
    counts.byLevel[level] += 1;
    counts.byCategory[category] += 1;
  }
  return counts;
}

/** What a server adds to the totals. */
export function totalsOf({ outcome, launches }: ServerView, counts: Counts): Totals {
  const launchedAt = launches[0]?.startedAt;
  return {
    ...counts,
    servers: 1,
    serversWithTools: Number(counts.tools > 0),
    byOutcome: outcome === undefined ? {} : { [outcome.code]: 1 },
    ...(launchedAt === undefined ? {} : { latestLaunchAt: launchedAt }),
  };
}

/** Adds what a server, or several, come to. */
export function addTotals(totals: Totals, more: Totals): void {
  totals.servers += more.servers;
  totals.serversWithTools += more.serversWithTools;
  totals.tools += more.tools;
  add(totals.byLevel, more.byLevel);
  add(totals.byCategory, more.byCategory);
  add(totals.byOutcome, more.byOutcome);
  if ((more.latestLaunchAt ?? '') > (totals.latestLaunchAt ?? '')) totals.latestLaunchAt = more.latestLaunchAt;
}

function add(counts: Record<string, number>, more: Record<string, number>): void {
  for (const [name, n] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + n;
}
