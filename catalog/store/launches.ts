import { canonicalJson } from '../definition-hash.ts';
import type { LaunchReason } from '../model/launch-reason.ts';
import type { LaunchOutcome, OutcomeCode } from '../model/launch.ts';
import type { MalformedTool } from '../model/tool-definition.ts';
import type { Sqlite } from './database.ts';

/** What is kept of an outcome beside its tools. */
export type LaunchReport = Omit<LaunchOutcome, 'tools' | 'malformed' | 'fallback' | 'code' | 'detail'>;

/** One attempt to start a server and list its tools, as stored. */
export interface Launch {
  id: number;
  serverId: number;
  startedAt: string;
  notBefore: string;
  failures: number;
  code: OutcomeCode;
  detail: string;
  toolCount: number;
  packageVersion: string | null;
  runId: number | null;
  /** Why it was made; null before there were reasons. */
  reason: LaunchReason | null;
  /** Fetch and start together. */
  ms: number;
  report: LaunchReport;
}

export interface LaunchTable {
  /** Stores an outcome (not its tools) and returns the launch's id. */
  record(launch: {
    serverId: number;
    runId: number | null;
    planHash: string;
    startedAt: string;
    notBefore: string;
    failures: number;
    reason?: LaunchReason | undefined;
    outcome: LaunchOutcome;
  }): number;
  /** The launches of a server, newest first. */
  of(serverId: number, limit: number): Launch[];
  countOf(serverId: number): number;
  /** The newest launch that listed tools. */
  lastGood(serverId: number): Launch | undefined;
  malformedOf(launchId: number): MalformedTool[];
  /** The name of the server of every launch that began since then. */
  serversSince(at: string): string[];
}

const COLUMNS = `id, server_id serverId, started_at startedAt, not_before notBefore, failures, code, detail,
  tool_count toolCount, package_version packageVersion, run_id runId, reason, ms, report`;

type LaunchRow = Omit<Launch, 'report'> & { report: string };

const fromRow = (row: LaunchRow): Launch => ({ ...row, report: JSON.parse(row.report) as LaunchReport });

/** Launches with their outcomes. They are only ever added: history stays. */
export function launches(db: Sqlite): LaunchTable {
  const insert = db.prepare(
    `INSERT INTO launch (server_id, run_id, plan_hash, started_at, not_before, failures, code, detail, tool_count,
       package_version, reason, ms, report)
     VALUES (@serverId, @runId, @planHash, @startedAt, @notBefore, @failures, @code, @detail, @toolCount, @packageVersion,
       @reason, @ms, @report)`,
  );
  const insertMalformed = db.prepare(
    `INSERT INTO malformed_tool (launch_id, position, label, reason) VALUES (?, ?, ?, ?)`,
  );
  const newestOf = db.prepare<[number, number], LaunchRow>(
    `SELECT ${COLUMNS} FROM launch WHERE server_id = ? ORDER BY id DESC LIMIT ?`,
  );
  const countOf = db.prepare<[number], { n: number }>(`SELECT count(*) n FROM launch WHERE server_id = ?`);
  const lastGood = db.prepare<[number], LaunchRow>(
    `SELECT ${COLUMNS} FROM launch WHERE server_id = ? AND code = 'listed' ORDER BY id DESC LIMIT 1`,
  );
  const since = db.prepare<[string], { name: string }>(
    `SELECT server.name FROM launch JOIN server ON server.id = launch.server_id WHERE launch.started_at >= ?`,
  );
  const malformedOf = db.prepare<[number], MalformedTool>(
    `SELECT position "index", label, reason FROM malformed_tool WHERE launch_id = ? ORDER BY position`,
  );

  const record: LaunchTable['record'] = ({ outcome, ...launch }) => {
    const { tools, malformed, fallback: _, code, detail, ...report } = outcome;
    const id = Number(
      insert.run({
        ...launch,
        reason: launch.reason ?? null,
        ms: outcome.fetchMs + outcome.launchMs,
        code,
        detail,
        toolCount: tools.length,
        packageVersion: outcome.fetched?.version ?? null,
        // Canonical: the same bytes wherever the launch was made.
        report: canonicalJson(report),
      }).lastInsertRowid,
    );
    for (const refused of malformed) insertMalformed.run(id, refused.index, refused.label, refused.reason);
    return id;
  };

  return {
    record: db.transaction(record),
    countOf: (serverId) => countOf.get(serverId)!.n,
    of: (serverId, limit) => newestOf.all(serverId, limit).map(fromRow),
    lastGood(serverId) {
      const row = lastGood.get(serverId);
      return row && fromRow(row);
    },
    serversSince: (at) => since.all(at).map(({ name }) => name),
    malformedOf: (launchId) => malformedOf.all(launchId),
  };
}
