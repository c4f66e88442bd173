import type { OutcomeCode } from '../catalog/model/launch.ts';
import type { Totals } from '../catalog/store/reader.ts';
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
  advice: string;
}

/** Why servers list no tools, the most frequent cause first. */
export function causesOf({ byOutcome }: Totals): Cause[] {
  return (Object.entries(byOutcome) as [OutcomeCode, number][])
    .filter(([code]) => code !== 'listed')
    .map(([code, servers]) => ({ code, servers, advice: outcomeAdvice(code) }))
    .toSorted((a, b) => b.servers - a.servers || (a.code < b.code ? -1 : 1));
}
