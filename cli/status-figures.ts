import type { OutcomeCode } from '../catalog/model/launch.ts';
import type { ServerOverview } from '../catalog/store/reader.ts';
import type { CoveredServer } from '../catalog/store/coverage.ts';
import { outcomeAdvice } from './outcome-advice.ts';

/** How many servers there are of some kind, how many can be launched, and of how many the tools are known. */
export interface CoverageRow {
  name: string;
  servers: number;
  launchable: number;
  /** Tools listed by the server itself. */
  listed: number;
  /** Tools known in another way: declared, imported. */
  otherwise: number;
}

/** Coverage by some property of which a server has any number of values; most servers first. */
export function coverageBy(
  servers: readonly CoveredServer[],
  namesOf: (server: CoveredServer) => readonly string[],
): CoverageRow[] {
  const rows = new Map<string, CoverageRow>();
  for (const server of servers) {
    for (const name of namesOf(server)) {
      const row = rows.get(name) ?? { name, servers: 0, launchable: 0, listed: 0, otherwise: 0 };
      rows.set(name, row);
      row.servers += 1;
      row.launchable += Number(server.launchable);
      row.listed += Number(server.tools === 'live');
      row.otherwise += Number(server.tools === 'other');
    }
  }
  return [...rows.values()].toSorted((a, b) => b.servers - a.servers || (a.name < b.name ? -1 : 1));
}

export interface Cause {
  code: OutcomeCode;
  servers: number;
  /** What an operator can do. */
  advice: string;
  /** The first servers that it holds for. */
  examples: { server: string; detail: string }[];
}

const EXAMPLES = 3;

/** Why servers list no tools, the most frequent cause first. */
export function causesOf(overviews: Iterable<ServerOverview>): Cause[] {
  const causes = new Map<OutcomeCode, Cause>();
  for (const { server, outcome } of overviews) {
    if (outcome === undefined || outcome.code === 'listed') continue;
    const { code, detail } = outcome;
    const cause = causes.get(code) ?? { code, servers: 0, advice: outcomeAdvice(code), examples: [] };
    causes.set(code, cause);
    cause.servers += 1;
    if (cause.examples.length < EXAMPLES) cause.examples.push({ server: server.name, detail });
  }
  return [...causes.values()].toSorted((a, b) => b.servers - a.servers || (a.code < b.code ? -1 : 1));
}
