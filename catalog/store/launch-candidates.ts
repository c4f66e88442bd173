import type { OutcomeCode } from '../model/launch.ts';
import type { Sqlite } from './database.ts';

/** The newest launch of a server, as far as it decides about the next one. */
export interface LastLaunch {
  code: OutcomeCode;
  startedAt: string;
  notBefore: string;
  /** Failed launches in a row that are retried. */
  failures: number;
  planHash: string;
  /** Fetch and start together. */
  ms: number;
}

/** A server that could be launched, with everything that decides whether and when it is. */
export interface LaunchCandidate {
  serverId: number;
  slug: string;
  name: string;
  identity: string;
  repositoryUrl: string | null;
  /** `npm`, `remote` …: what its plan starts. */
  kind: string;
  /** The registries that list it now. */
  registries: string[];
  /** JSON; read when it is launched. */
  plan: string;
  planHash: string;
  /** The newest launch of this server so far, 0 before the first: tells this attempt from every other one. */
  attempt: number;
  last: LastLaunch | undefined;
}

export interface LaunchCandidateTable {
  /** Every server that is shown and has a plan, in the order in which they were first seen. */
  all(): LaunchCandidate[];
  /** How a server is planned to be launched, as JSON of whatever shape, or why not. */
  planOf(
    serverId: number,
  ): { plan: string; code: null } | { plan: null; code: OutcomeCode; detail: string } | undefined;
  /** Launches since then that were made because a server was among the oldest. */
  oldestSince(at: string): number;
}

/** Kind of the first way of a plan, or for a server without one the kind of its first package. Older plans hold one way. */
export const KIND_SQL = `coalesce(plan.plan ->> '$[0].kind', plan.plan ->> '$.kind',
  (SELECT lower(registry_type) FROM package WHERE package.server_id = server.id ORDER BY position LIMIT 1),
  iif(EXISTS (SELECT 1 FROM remote WHERE remote.server_id = server.id), 'remote', 'none'))`;

/** The registries that list a server now, as a JSON array. */
export const REGISTRIES_SQL = `(SELECT json_group_array(DISTINCT registry) FROM entry
  WHERE entry.server_id = server.id AND withdrawn = 0 AND entry.status <> 'deleted')`;

interface Row extends Omit<LaunchCandidate, 'registries' | 'last'>, Omit<LastLaunch, 'planHash'> {
  registries: string;
  lastPlanHash: string | null;
}

/** Servers that can be launched, beside their newest launch. */
export function launchCandidates(db: Sqlite): LaunchCandidateTable {
  const all = db.prepare<[], Row>(
    `SELECT server.id serverId, server.slug, server.name, server.identity, server.repository_url repositoryUrl,
       ${KIND_SQL} kind, ${REGISTRIES_SQL} registries, plan.plan, plan.plan_hash planHash, coalesce(launch.id, 0) attempt,
       launch.code, launch.started_at startedAt, launch.not_before notBefore, launch.failures,
       launch.plan_hash lastPlanHash, launch.ms
     FROM plan JOIN server ON server.id = plan.server_id
       LEFT JOIN launch ON launch.id = (SELECT max(id) FROM launch WHERE launch.server_id = plan.server_id)
     WHERE plan.plan IS NOT NULL AND server.status <> 'deleted' ORDER BY plan.server_id`,
  );
  const planOf = db.prepare<[number], { plan: string; code: null } | { plan: null; code: OutcomeCode; detail: string }>(
    `SELECT plan, code, detail FROM plan WHERE server_id = ?`,
  );
  const oldest = db.prepare<[string], { n: number }>(
    `SELECT count(*) n FROM launch WHERE reason = 'oldest' AND started_at > ?`,
  );
  return {
    all: () =>
      all.all().map(({ code, startedAt, notBefore, failures, lastPlanHash, ms, registries, ...row }) => ({
        ...row,
        registries: JSON.parse(registries) as string[],
        last: lastPlanHash === null ? undefined : { code, startedAt, notBefore, failures, planHash: lastPlanHash, ms },
      })),
    planOf: (serverId) => planOf.get(serverId),
    oldestSince: (at) => oldest.get(at)!.n,
  };
}
