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
  /** Servers that no registry lists: they came from a file of tools. */
  imported: number;
}

/** @throws Rejected when there is no catalogue at `db` */
export function summarise(db: string): Summary {
  const store = openStore(db, { readonly: true });
  try {
    const reader = catalogueReader(store, 'operator');
    const failures: Failure[] = [];
    for (const { server, outcome } of reader.overviews()) {
      if (outcome === undefined || outcome.code === 'listed') continue;
      failures.push({ server: server.name, code: outcome.code, detail: outcome.detail });
      if (failures.length === NAMED) break;
    }
    const imported = store.coverage.servers().filter(({ registries }) => registries.length === 0).length;
    return { totals: reader.totals(), failures, imported };
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
export function headline({ totals, imported }: Summary): string {
  const { listed = 0 } = totals.byOutcome;
  const attempted = Object.values(totals.byOutcome).reduce((sum, n) => sum + n, 0);
  const waiting = Math.max(0, totals.servers - attempted - imported);
  const [list, fail, wait, files] = [listed, attempted - listed, waiting, imported].map((n) => n.toLocaleString('en'));
  const parts = [
    ...(attempted > 0 || totals.servers === 0 ? [`${list} listed their tools, ${fail} did not`] : []),
    ...(waiting > 0 ? [`${wait} not launched yet`] : []),
    ...(imported > 0 ? [`${files} imported`] : []),
  ];
  return `${count(totals.servers, 'server')}: ${parts.join(', ')}`;
}

/** Tools by level. */
export function levelsLine({ totals }: Summary): string {
  const byLevel = [...LEVELS, 'Unclassified' as const].map((level) => `${totals.byLevel[level]} ${level}`);
  return `${count(totals.tools, 'tool')} classified: ${byLevel.join(', ')}`;
}
