import { canonicalJson, sha256 } from '../definition-hash.ts';
import { ServerPlan, type OutcomeCode } from '../model/launch.ts';
import type { Sqlite } from './database.ts';
import type { LaunchCandidate } from './launch-candidates.ts';

/** What the plan stage decided for a server: how to launch it, or why not. */
export type Plan = { plan: ServerPlan; planHash: string } | { code: OutcomeCode; detail: string };

/** A server to plan for; `inputHash` is what the new plan will have been made from. */
export interface OutdatedPlan {
  id: number;
  name: string;
  description: string;
  inputHash: string;
}

export interface PlanTable {
  /** Servers of registries that have no plan, or one made from another record or by another planner. */
  outdated(plannerVersion: string): OutdatedPlan[];
  /** Stores what was decided, under the hash of what it was decided from. */
  put(
    serverId: number,
    inputHash: string,
    decision: { plan: ServerPlan } | { code: OutcomeCode; detail: string },
  ): void;
  of(serverId: number): Plan | undefined;
  /** Whether an attempt is still to be recorded: the server has this plan, and no launch was recorded since it was due. */
  awaits(attempt: Pick<LaunchCandidate, 'serverId' | 'planHash' | 'attempt'>): boolean;
}

interface PlanRow {
  plan: string | null;
  planHash: string | null;
  code: OutcomeCode | null;
  detail: string | null;
}

/** Plans: one per server, made again when its record changes. */
export function plans(db: Sqlite): PlanTable {
  const outdated = db.prepare<{ plannerVersion: string }, OutdatedPlan>(
    `SELECT server.id, server.name, server.description, server.record_hash || ' ' || @plannerVersion inputHash
     FROM server LEFT JOIN plan ON plan.server_id = server.id
     WHERE plan.input_hash IS NOT server.record_hash || ' ' || @plannerVersion
       AND EXISTS (SELECT 1 FROM entry WHERE entry.server_id = server.id)
     ORDER BY server.id`,
  );
  const upsert = db.prepare(
    `INSERT INTO plan (server_id, input_hash, plan, plan_hash, code, detail)
     VALUES (@serverId, @inputHash, @plan, @planHash, @code, @detail)
     ON CONFLICT (server_id) DO UPDATE SET input_hash = excluded.input_hash, plan = excluded.plan,
       plan_hash = excluded.plan_hash, code = excluded.code, detail = excluded.detail`,
  );
  const find = db.prepare<[number], PlanRow>(
    `SELECT plan, plan_hash planHash, code, detail FROM plan WHERE server_id = ?`,
  );
  const awaiting = db.prepare<[number], { planHash: string | null; attempt: number }>(
    `SELECT plan_hash planHash, coalesce((SELECT max(id) FROM launch WHERE launch.server_id = plan.server_id), 0) attempt
     FROM plan WHERE server_id = ?`,
  );
  return {
    outdated: (plannerVersion) => outdated.all({ plannerVersion }),
    put(serverId, inputHash, decision) {
      const plan = 'plan' in decision ? canonicalJson(decision.plan) : null;
      const planHash = plan === null ? null : sha256(plan);
      const { code, detail } = 'code' in decision ? decision : { code: null, detail: null };
      upsert.run({ serverId, inputHash, plan, planHash, code, detail });
    },
    of(serverId) {
      const row = find.get(serverId);
      if (row === undefined) return undefined;
      if (row.plan === null) return { code: row.code!, detail: row.detail ?? '' };
      return { plan: ServerPlan.parse(JSON.parse(row.plan)), planHash: row.planHash! };
    },
    awaits({ serverId, planHash, attempt }) {
      const now = awaiting.get(serverId);
      return now !== undefined && now.planHash === planHash && now.attempt === attempt;
    },
  };
}
