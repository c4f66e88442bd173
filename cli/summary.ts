import { OUTCOME_TABLE, type OutcomeCode } from '../catalog/model/launch.ts';
import { LEVELS } from '../catalog/model/rubric.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader, type Totals } from '../catalog/store/reader.ts';
import { count } from './words.ts';

/** Failed servers are named up to here; the site has them all. */
const NAMED = 20;

interface Failure {
  server: string;
  code: OutcomeCode;
  detail: string;
}

/** What a catalogue holds, as `crawl`, `start` and `status` say it. */
export interface Summary {
  totals: Totals;
  /** Servers that list no tools, the first ones by name. */
  failures: Failure[];
}

/** @throws Rejected when there is no catalogue at `db` */
export function summarise(db: string): Summary {
  const store = openStore(db, { readonly: true });
  try {
    const reader = catalogueReader(store);
    const failures: Failure[] = [];
    for (const { server, outcome } of reader.overviews()) {
      if (outcome === undefined || outcome.code === 'listed') continue;
      failures.push({ server: server.name, code: outcome.code, detail: outcome.detail });
      if (failures.length === NAMED) break;
    }
    return { totals: reader.totals(), failures };
  } finally {
    store.close();
  }
}

/** Lines for people: servers listed, failed and why, tools by level. */
export function summaryLines(summary: Summary): string[] {
  const { listed: _, ...others } = summary.totals.byOutcome;
  const failed = Object.entries(others).toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)) as [
    OutcomeCode,
    number,
  ][];
  const lines = [headline(summary)];
  for (const [code, n] of failed) lines.push(`  ${String(n).padStart(6)}  ${code}: ${OUTCOME_TABLE[code].meaning}`);
  for (const { server, code, detail } of summary.failures) lines.push(`          ${server} (${code}): ${detail}`);
  return [...lines, levelsLine(summary)];
}

/** How many servers there are, and how many list their tools. */
export function headline({ totals }: Summary): string {
  const { listed = 0 } = totals.byOutcome;
  const attempted = Object.values(totals.byOutcome).reduce((sum, n) => sum + n, 0);
  const imported = totals.servers - attempted;
  const parts = [
    ...(attempted > 0 || imported === 0 ? [`${listed} listed their tools, ${attempted - listed} did not`] : []),
    ...(imported > 0 ? [`${imported} imported`] : []),
  ];
  return `${count(totals.servers, 'server')}: ${parts.join(', ')}`;
}

/** Tools by level. */
export function levelsLine({ totals }: Summary): string {
  const byLevel = [...LEVELS, 'Unclassified' as const].map((level) => `${totals.byLevel[level]} ${level}`);
  return `${count(totals.tools, 'tool')} classified: ${byLevel.join(', ')}`;
}
