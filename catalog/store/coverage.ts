import type { OutcomeCode } from '../model/launch.ts';
import type { Sqlite } from './database.ts';
import { KIND_SQL, REGISTRIES_SQL } from './launch-candidates.ts';

/** A server as far as it counts for what the catalogue covers. */
export interface CoveredServer {
  kind: string;
  registries: string[];
  launchable: boolean;
  /** Whether its tools were listed by the server itself, or are known in another way (declared, imported). */
  tools: 'live' | 'other' | 'none';
}

/** A server whose tools on the pages are older than the newest attempt to list them. */
export interface StaleList {
  server: string;
  slug: string;
  /** When the list that is shown was made, and of which version. */
  listedAt: string;
  listedVersion: string | null;
  /** How the newest attempt ended; no date when the plan found nothing to launch any more. */
  code: OutcomeCode;
  detail: string;
  triedAt: string | null;
  triedVersion: string | null;
}

export interface CoverageTable {
  servers(): CoveredServer[];
  /** Those with the oldest lists first. */
  staleLists(): StaleList[];
}

const SHOWN = `server.status <> 'deleted'`;

/** What of the known servers is covered, and what of it is out of date. */
export function coverage(db: Sqlite): CoverageTable {
  const servers = db.prepare<[], { kind: string; registries: string; launchable: number; source: string | null }>(
    `SELECT ${KIND_SQL} kind, ${REGISTRIES_SQL} registries, plan.plan IS NOT NULL launchable,
       (SELECT source FROM tool WHERE tool.server_id = server.id AND removed_at IS NULL LIMIT 1) source
     FROM server LEFT JOIN plan ON plan.server_id = server.id WHERE ${SHOWN}`,
  );
  const staleLists = db.prepare<[], StaleList>(
    `SELECT server.name server, server.slug, good.started_at listedAt, good.package_version listedVersion,
       coalesce(plan.code, newest.code) code, coalesce(plan.detail, newest.detail) detail,
       iif(plan.code IS NULL, newest.started_at, NULL) triedAt, iif(plan.code IS NULL, newest.package_version, NULL) triedVersion
     FROM server LEFT JOIN plan ON plan.server_id = server.id
       JOIN launch newest ON newest.id = (SELECT max(id) FROM launch WHERE launch.server_id = server.id)
       JOIN launch good ON good.id =
         (SELECT max(id) FROM launch WHERE launch.server_id = server.id AND launch.code = 'listed')
     WHERE server.status <> 'deleted' AND (newest.code <> 'listed' OR plan.code IS NOT NULL)
       AND EXISTS (SELECT 1 FROM tool WHERE tool.server_id = server.id AND removed_at IS NULL)
     ORDER BY good.started_at, server.slug`,
  );
  return {
    servers: () =>
      servers.all().map(({ kind, registries, launchable, source }) => ({
        kind,
        registries: JSON.parse(registries) as string[],
        launchable: launchable === 1,
        tools: source === null ? 'none' : source.startsWith('live') ? 'live' : 'other',
      })),
    staleLists: () => staleLists.all(),
  };
}
