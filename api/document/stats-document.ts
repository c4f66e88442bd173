import { ALL_CATEGORIES, ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import { MOST_KINDS, type ApiStats } from '../model/api-stats.ts';
import type { Stats } from '../stats.ts';
import type { Totals } from '../totals.ts';
import { documentHeader } from './document-header.ts';

/** The figures of the whole catalogue. */
export function statsDocument(totals: Totals, stats: Stats, siteUrl?: string): ApiStats {
  const { servers, serversWithTools, byOutcome, latestLaunchAt, tools, byLevel, byCategory } = totals;
  const byCategoryAndLevel = Object.fromEntries(
    ALL_CATEGORIES.map((category) => [
      category,
      Object.fromEntries(ALL_LEVELS.map((level) => [level, stats.byCategoryAndLevel[`${category} ${level}`] ?? 0])),
    ]),
  ) as ApiStats['tools']['byCategoryAndLevel'];
  return {
    ...documentHeader('stats', siteUrl),
    latestLaunchAt,
    tools: {
      tools,
      byLevel,
      byCategory,
      byCategoryAndLevel,
      byFacet: sorted(stats.byFacet),
      bySource: sorted(stats.bySource),
      byConfidence: sorted(stats.byConfidence),
      byDetection: sorted(stats.byDetection),
      disputed: stats.disputed['yes'] ?? 0,
    },
    servers: {
      all: servers,
      withTools: serversWithTools,
      byOutcome: sorted(byOutcome),
      byHighestLevel: sorted(stats.byHighestLevel),
      byToolCount: sorted(stats.byToolCount),
      byPackageType: mostCommon(stats.byPackageType),
      byRemoteType: mostCommon(stats.byRemoteType),
      byRegistry: sorted(stats.byRegistry),
    },
  };
}

/** Most first, then by name. */
function sorted(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(rowsOf(counts));
}

/** Of kinds that only records name, and that anybody can make up, those of most servers. */
function mostCommon(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(rowsOf(counts).slice(0, MOST_KINDS));
}

const rowsOf = (counts: Record<string, number>) =>
  Object.entries(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
