import { existsSync } from 'node:fs';
import { Rejected } from '../catalog/errors.ts';
import { lockCatalogue } from '../catalog/store/database.ts';
import { openStore, type Store } from '../catalog/store/open.ts';
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
  /** Work on what is there: a path without a catalogue is then a mistake. */
  existing?: boolean | undefined;
}

/**
 * Opens the catalogue for writing (creating it), alone, and records the run around `work`.
 *
 * @param work returns what its stages counted, and whether a part of its input could not be used, among other things
 * @throws what work throws, after the run was recorded as failed, or as stopped when the signal came
 */
export async function withCatalogue<T extends { stages: StageCounts; partial?: boolean }>(
  io: Io,
  { db, command, quiet, existing = false }: SessionOptions,
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
      const end = (status: Exclude<RunStatus, 'running'>, counts: Record<string, number>) =>
        store.runs.end(runId, status, counts, new Date().toISOString());
      try {
        const result = await work({
          store,
          context: { runId, report: progress(io, { quiet: quiet ?? false }), signal: io.signal },
        });
        end(io.signal.aborted ? 'stopped' : result.partial === true ? 'partial' : 'done', flat(result.stages));
        return result;
      } catch (error) {
        end(io.signal.aborted ? 'stopped' : 'failed', {});
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
