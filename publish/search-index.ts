import type { Audience } from '../catalog/store/audience.ts';
import type { Store } from '../catalog/store/open.ts';
import { searchServers } from '../catalog/store/search-servers.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { writeSearchIndex } from '../site/search/build-index.ts';
import { SEARCH_LIST } from '../site/search/search-piece.ts';
import { partOf } from './server-job.ts';

/**
 * Publishes what the search loads, from what the pages of servers added to it.
 *
 * @param madeFrom differs whenever those pages might; while it stays, not even the files of the index are looked into
 */
export function publishSearchIndex(
  store: Store,
  output: OutputDirectory,
  madeFrom: string,
  audience?: Audience,
): number {
  const documents = {
    servers: searchServers(store.db, audience),
    pieceOf: (slug: string) => output.piece(SEARCH_LIST, partOf('pages', slug)),
  };
  return writeSearchIndex(documents, output, madeFrom);
}
