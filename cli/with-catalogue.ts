import { existsSync } from 'node:fs';
import { Rejected } from '../catalog/errors.ts';
import { lockCatalogue } from '../catalog/store/database.ts';
import { openStore, type Store } from '../catalog/store/open.ts';
import { makeRunReport, type RegistryProblem } from '../crawler/run-report/make-run-report.ts';
import type { RunStatus } from '../catalog/store/runs.ts';
import type { StageContext } from '../crawler/stages/report.ts';
import type { Io } from './io.ts';
import { progress } from './progress.ts';

/** A catalogue that is open for writing, with what every stage is given. */
export interface WritingSession {
  store: Store;
  context: StageContext;
}

/** What each stage of a run did. */
export type StageCounts = Record<string, Record<string, number>>;

export interface SessionOptions {
  db: string;
  /** Name of the command, for the record of runs. */
  command: string;
  quiet?: boolean | undefined;
  /** Store a report of what the run found and changed. */
  reported?: boolean | undefined;
  /** Work on what is there: a path without a catalogue is then a mistake. */
  existing?: boolean | undefined;
}

/**
 * Opens the catalogue for writing (creating it), alone, and records the run around `work`.
 *
 * @param work returns what its stages counted, and whether a part of its input could not be used, among other things
 * @throws what work throws, after the run was recorded as failed, or as stopped when the signal came
 */
export async function withCatalogue<
  T extends { stages: StageCounts; partial?: boolean; problems?: readonly RegistryProblem[] },
>(
  io: Io,
  { db, command, quiet, existing = false, reported = false }: SessionOptions,
  work: (session: WritingSession) => Promise<T>,
): Promise<T> {
  if (existing && !existsSync(db)) {
    throw new Rejected(`there is no catalogue ${db}`, {
      hint: 'Check the path given with --db; `toolgate crawl --from` makes one.',
    });
  }
  const release = lockCatalogue(db);
  try {
    const store = openStore(db);
    try {
      const runId = store.runs.begin(command, new Date().toISOString());
      if (reported) store.runChanges.begin();
      const end = (status: Exclude<RunStatus, 'running'>, result?: T) =>
        store.transaction(() => {
          store.runs.end(runId, status, flat(result?.stages ?? {}), new Date().toISOString());
          if (!reported) return;
          const report = { changed: true, problems: result?.problems };
          store.runReports.put(makeRunReport(store, store.runs.byId(runId)!, report));
        });
      try {
        const result = await work({
          store,
          context: { runId, report: progress(io, { quiet: quiet ?? false }), signal: io.signal },
        });
        end(io.signal.aborted ? 'stopped' : result.partial === true ? 'partial' : 'done', result);
        return result;
      } catch (error) {
        end(io.signal.aborted ? 'stopped' : 'failed');
        throw error;
      }
    } finally {
      store.close();
    }
  } finally {
    release();
  }
}

/** `{launch: {listed: 3}}` is recorded as `{"launch.listed": 3}`. */
const flat = (stages: StageCounts) =>
  Object.fromEntries(
    Object.entries(stages).flatMap(([stage, counts]) =>
      Object.entries(counts).map(([name, n]): [string, number] => [`${stage}.${name}`, n]),
    ),
  );
