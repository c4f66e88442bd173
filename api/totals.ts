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

/** Adds a server. The totals are reckoned from what is published, so that they agree with it. */
export function addServer(totals: Totals, { outcome, launches }: ServerView, counts: Counts): void {
  totals.servers += 1;
  totals.serversWithTools += Number(counts.tools > 0);
  totals.tools += counts.tools;
  for (const level of Object.keys(counts.byLevel) as (keyof Counts['byLevel'])[]) {
    totals.byLevel[level] += counts.byLevel[level];
  }
  for (const category of Object.keys(counts.byCategory) as (keyof Counts['byCategory'])[]) {
    totals.byCategory[category] += counts.byCategory[category];
  }
  if (outcome !== undefined) totals.byOutcome[outcome.code] = (totals.byOutcome[outcome.code] ?? 0) + 1;
  const launchedAt = launches[0]?.startedAt;
  if (launchedAt !== undefined && launchedAt > (totals.latestLaunchAt ?? '')) totals.latestLaunchAt = launchedAt;
}
