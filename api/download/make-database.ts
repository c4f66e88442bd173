import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runThread } from '../../catalog/run-thread.ts';
import type { PieceSource } from '../../output/piece-source.ts';
import type { FileFacts } from '../text/list-file.ts';

/** What the thread is given: paths of the database and of its compressed form. */
export interface DatabaseJob {
  source: PieceSource;
  plain: string;
  packed: string;
}

/**
 * Writes the database in a thread of its own, since it takes as long as everything else that is made of all servers, and
 * compresses it.
 *
 * @param folder for the files; the database itself is deleted when it is compressed
 * @returns path, size and `sha256:…` of the compressed file
 * @throws what writing it failed with, or the signal's reason when stopped
 */
export async function makeDatabase(
  source: PieceSource,
  folder: string,
  signal?: AbortSignal,
): Promise<{ path: string; facts: Omit<FileFacts, 'entries'> }> {
  mkdirSync(folder, { recursive: true });
  const job: DatabaseJob = { source, plain: join(folder, 'catalog.sqlite'), packed: join(folder, 'catalog.sqlite.gz') };
  const thread = new URL('database-worker.ts', import.meta.url);
  try {
    return { path: job.packed, facts: await runThread(thread, job, 'writes the database', signal) };
  } finally {
    rmSync(job.plain, { force: true });
  }
}
