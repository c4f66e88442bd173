import { runThread } from '../catalog/run-thread.ts';
import type { Audience } from '../catalog/store/audience.ts';
import type { Store } from '../catalog/store/open.ts';
import { searchServers, type SearchServer } from '../catalog/store/search-servers.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import type { PieceSource } from '../output/piece-source.ts';
import type { SearchIndex } from '../site/search/build-index.ts';

/** What the thread is given that makes the index. */
export interface SearchJob {
  servers: SearchServer[];
  source: PieceSource;
}

/** The part of the published folder that the files belong to. */
const PART = 'search';
/** Files that are put in place at once. */
const BATCH = 1000;

/**
 * Publishes what the search loads, from what the pages of servers added to it. It is made in a thread of its own, since all
 * servers are read for it whenever one of them changed.
 *
 * @param madeFrom differs whenever those pages might; while it stays, not even the files of the index are looked into
 * @returns how many files changed
 * @throws the signal's reason when stopped
 */
export async function publishSearchIndex(
  store: Store,
  output: OutputDirectory,
  madeFrom: string,
  { audience, signal }: { audience?: Audience; signal?: AbortSignal | undefined } = {},
): Promise<number> {
  if (output.keepPart(PART, madeFrom) !== undefined) return 0;
  const job: SearchJob = { servers: [...searchServers(store.db, audience)], source: output.pieceSource() };
  const thread = new URL('search-worker.ts', import.meta.url);
  const { key, files } = await runThread<SearchIndex>(thread, job, 'makes the search index', signal);
  const part = output.beginPart(PART);
  let written = 0;
  for (let from = 0; from < files.length; from += BATCH) {
    written += part.put(
      files
        .slice(from, from + BATCH)
        .map(({ path, content }) => (part.keys.get(path) === key ? { path, key } : { path, key, content })),
    );
  }
  part.finish(madeFrom);
  return written;
}
