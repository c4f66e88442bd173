import { canonicalJson, sha256 } from '../definition-hash.ts';
import { LaunchPlan, type OutcomeCode } from '../model/launch.ts';
import type { Sqlite } from './database.ts';

/** What the plan stage decided for a server: how to launch it, or why not. */
export type Plan = { plan: LaunchPlan; planHash: string } | { code: OutcomeCode; detail: string };

/** A launch that is due: the plan changed, was never tried, or its time has come again. */
export interface DueLaunch {
  serverId: number;
  slug: string;
  name: string;
  plan: LaunchPlan;
  planHash: string;
  /** Failed launches of the same plan in a row so far. */
  failures: number;
}

export interface PlanTable {
  /** Servers whose plan was made from another record or by another planner. */
  outdated(plannerVersion: string): { id: number; name: string; description: string; inputHash: string }[];
  put(
    serverId: number,
    inputHash: string,
    decision: { plan: LaunchPlan } | { code: OutcomeCode; detail: string },
  ): void;
  of(serverId: number): Plan | undefined;
  /** Launches due at `now`, in a stable order; `servers` limits them to some slugs. */
  due(now: string): DueLaunch[];
}

interface PlanRow {
  plan: string | null;
  planHash: string | null;
  code: OutcomeCode | null;
  detail: string | null;
}

/** Plans: one per server, made again when its record changes. */
export function plans(db: Sqlite): PlanTable {
  const latestLaunch = `(SELECT max(id) FROM launch WHERE launch.server_id = plan.server_id)`;
  return {
    outdated: (plannerVersion) =>
      db
        .prepare<[string], { id: number; name: string; description: string; inputHash: string }>(
          `SELECT server.id, server.name, server.description, server.record_hash || ' ' || ?1 inputHash FROM server LEFT JOIN plan ON plan.server_id = server.id
           WHERE plan.input_hash IS NOT server.record_hash || ' ' || ?1
             AND EXISTS (SELECT 1 FROM entry WHERE entry.server_id = server.id)
           ORDER BY server.id`,
        )
        .all(plannerVersion),
    put(serverId, inputHash, decision) {
      const plan = 'plan' in decision ? canonicalJson(decision.plan) : null;
      db.prepare(
        `INSERT INTO plan (server_id, input_hash, plan, plan_hash, code, detail) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (server_id) DO UPDATE SET input_hash = excluded.input_hash, plan = excluded.plan,
           plan_hash = excluded.plan_hash, code = excluded.code, detail = excluded.detail`,
      ).run(
        serverId,
        inputHash,
        plan,
        plan === null ? null : sha256(plan),
        'code' in decision ? decision.code : null,
        'code' in decision ? decision.detail : null,
      );
    },
    of(serverId) {
      const row = db
        .prepare<[number], PlanRow>(`SELECT plan, plan_hash planHash, code, detail FROM plan WHERE server_id = ?`)
        .get(serverId);
      if (row === undefined) return undefined;
      if (row.plan === null) return { code: row.code!, detail: row.detail ?? '' };
      return { plan: LaunchPlan.parse(JSON.parse(row.plan)), planHash: row.planHash! };
    },
    due: (now) =>
      db
        .prepare<[string], Omit<DueLaunch, 'plan'> & { plan: string }>(
          `SELECT plan.server_id serverId, server.slug, server.name, plan.plan, plan.plan_hash planHash,
             CASE WHEN launch.plan_hash = plan.plan_hash THEN launch.failures ELSE 0 END failures
           FROM plan JOIN server ON server.id = plan.server_id LEFT JOIN launch ON launch.id = ${latestLaunch}
           WHERE plan.plan IS NOT NULL AND server.status <> 'deleted'
             AND (launch.id IS NULL OR launch.plan_hash <> plan.plan_hash OR launch.not_before <= ?)
           ORDER BY plan.server_id`,
        )
        .all(now)
        .map((row) => ({ ...row, plan: LaunchPlan.parse(JSON.parse(row.plan)) })),
  };
}
