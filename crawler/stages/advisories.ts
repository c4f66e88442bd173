import type { PackageVersion } from '../../catalog/store/package-advisories.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { HttpClient } from '../http/http-client.ts';
import { askOsv } from '../inspect/advisories/ask-osv.ts';
import { packageVersionsOf } from '../inspect/advisories/package-versions.ts';
import type { StageContext } from './report.ts';

export interface AdvisoryCounts extends Record<string, number> {
  /** Package versions that the catalogue's servers are launched from. */
  packages: number;
  /** Those that were asked about; the others were lately. */
  asked: number;
  /** Those of them that an advisory names. */
  named: number;
}

/** An answer is good for so many hours: advisories come daily. */
const FRESH_MS = 20 * 3600 * 1000;

/**
 * Asks an OSV server about every package version that was not asked about today, and stores what it says, which can be nothing.
 * What was answered before a failure stays.
 *
 * @throws RetryLater when the server is in trouble, Rejected when it is no OSV server
 */
export async function askAdvisories(
  store: Store,
  http: HttpClient,
  { report, signal }: StageContext,
  { base, now = Date.now }: { base?: string | undefined; now?: () => number } = {},
): Promise<AdvisoryCounts> {
  const counts: AdvisoryCounts = { packages: 0, asked: 0, named: 0 };
  const wanted = new Map<string, PackageVersion>();
  // Read to the end before asking, since nothing can be written while the walk lasts.
  // Which packages of their own people use is not sent to anybody.
  const servers = Array.from(store.servers.all()).filter(
    ({ status, visibility }) => status !== 'deleted' && visibility === 'public',
  );
  for (const server of servers) {
    for (const version of packageVersionsOf(store.servers.packagesOf(server.id), store.launches.lastGood(server.id))) {
      wanted.set(`${version.ecosystem} ${version.package} ${version.version}`, version);
    }
  }
  counts.packages = wanted.size;
  const due = [...wanted.values()].filter((version) => {
    const checkedAt = store.packageAdvisories.checkedAt(version);
    return checkedAt === undefined || now() - Date.parse(checkedAt) > FRESH_MS;
  });
  report({ kind: 'begin', stage: 'advisories', total: due.length });
  await askOsv(http, due, {
    base,
    signal,
    known(version, ids) {
      store.packageAdvisories.put(version, ids, new Date(now()).toISOString());
      counts.asked += 1;
      if (ids.length > 0) counts.named += 1;
      report({ kind: 'step', stage: 'advisories', done: 1 });
    },
  });
  report({ kind: 'end', stage: 'advisories', counts });
  return counts;
}
