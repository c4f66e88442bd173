import type { OutcomeCode } from '../model/launch.ts';
import type { LaunchReason } from '../model/launch-reason.ts';
import { RunReport } from '../model/run-report.ts';
import type { Sqlite } from './database.ts';
import { KIND_SQL, REGISTRIES_SQL } from './launch-candidates.ts';

/** A launch as the report of its run counts it. */
export interface LaunchOfRun {
  name: string;
  slug: string;
  kind: string;
  registries: string[];
  code: OutcomeCode;
  reason: LaunchReason | null;
  fetchMs: number;
  launchMs: number;
}

export interface RunReportTable {
  put(report: RunReport): void;
  of(runId: number): RunReport | undefined;
  /** The launches of a run in their order, also of one that was killed. */
  launchesOf(runId: number): LaunchOfRun[];
}

/** Reports of runs, and what they are made from. */
export function runReports(db: Sqlite): RunReportTable {
  const put = db.prepare<[number, string]>(
    `INSERT INTO run_report (run_id, report) VALUES (?, ?) ON CONFLICT (run_id) DO UPDATE SET report = excluded.report`,
  );
  const find = db.prepare<[number], { report: string }>(`SELECT report FROM run_report WHERE run_id = ?`);
  const launches = db.prepare<[number], Omit<LaunchOfRun, 'registries'> & { registries: string }>(
    `SELECT server.name, server.slug, ${KIND_SQL} kind, ${REGISTRIES_SQL} registries, launch.code, launch.reason,
       coalesce(launch.report ->> 'fetchMs', 0) fetchMs, coalesce(launch.report ->> 'launchMs', 0) launchMs
     FROM launch JOIN server ON server.id = launch.server_id LEFT JOIN plan ON plan.server_id = server.id
     WHERE launch.run_id = ? ORDER BY launch.id`,
  );
  return {
    put: (report) => void put.run(report.run.id, JSON.stringify(report)),
    of(runId) {
      const row = find.get(runId);
      return row && RunReport.parse(JSON.parse(row.report));
    },
    launchesOf: (runId) =>
      launches.all(runId).map((row) => ({ ...row, registries: JSON.parse(row.registries) as string[] })),
  };
}
