import type { Sqlite } from './database.ts';

export type RunStatus = 'running' | 'done' | 'partial' | 'stopped' | 'failed';

export interface Run {
  id: number;
  command: string;
  startedAt: string;
  endedAt: string | null;
  status: RunStatus;
  counts: Record<string, number>;
}

interface RunRow extends Omit<Run, 'counts'> {
  counts: string;
}

export interface RunTable {
  /** Records that a command began; a run that was killed before is marked as stopped. */
  begin(command: string, at: string): number;
  /** Records how a run ended; a killed one has no end date. */
  end(id: number, status: RunStatus, counts: Record<string, number>, at: string): void;
  /** The last runs, newest first. */
  latest(limit: number): Run[];
  byId(id: number): Run | undefined;
}

/** Runs: one row per command that changed the catalogue. */
export function runs(db: Sqlite): RunTable {
  const stopKilled = db.prepare(`UPDATE run SET status = 'stopped' WHERE status = 'running'`);
  const insert = db.prepare<[string, string]>(`INSERT INTO run (command, started_at, status) VALUES (?, ?, 'running')`);
  const finish = db.prepare<[string, string, string, number]>(
    `UPDATE run SET status = ?, counts = ?, ended_at = ? WHERE id = ?`,
  );
  const columns = `id, command, started_at startedAt, ended_at endedAt, status, counts`;
  const latest = db.prepare<[number], RunRow>(`SELECT ${columns} FROM run ORDER BY id DESC LIMIT ?`);
  const byId = db.prepare<[number], RunRow>(`SELECT ${columns} FROM run WHERE id = ?`);
  const fromRow = (row: RunRow): Run => ({ ...row, counts: JSON.parse(row.counts) as Record<string, number> });
  const begin: RunTable['begin'] = (command, at) => {
    // Only one process writes at a time (see lockCatalogue), so a run that is still "running" was killed.
    stopKilled.run();
    return Number(insert.run(command, at).lastInsertRowid);
  };
  return {
    begin: db.transaction(begin),
    end: (id, status, counts, at) => void finish.run(status, JSON.stringify(counts), at, id),
    latest: (limit) => latest.all(limit).map(fromRow),
    byId(id) {
      const row = byId.get(id);
      return row && fromRow(row);
    },
  };
}
