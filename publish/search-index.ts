import { createHash } from 'node:crypto';
import type { Store } from '../catalog/store/open.ts';
import type { StampedServer } from '../catalog/store/server-stamps.ts';
import { searchServers } from '../catalog/store/search-servers.ts';
import { sourceHash } from '../output/source-hash.ts';
import { writeSearchIndex } from '../site/search/build-index.ts';
import { SEARCH_LIST } from '../site/search/search-piece.ts';
import type { PublishContext } from './context.ts';
import { partOf } from './server-job.ts';

/** What the index is made with. */
const PROGRAM = ['site/search', 'catalog/store/search-servers.ts'];

/**
 * Publishes what the search loads, from what the pages of servers added to it; when no server changed, not even its files are
 * looked into.
 */
export function publishSearchIndex(
  store: Store,
  servers: readonly StampedServer[],
  { root, output }: Pick<PublishContext, 'root' | 'output'>,
): number {
  const stamps = createHash('sha256').update(sourceHash(root, PROGRAM));
  for (const { slug, stamp } of servers) stamps.update(`\n${slug} ${stamp}`);
  const documents = {
    servers: searchServers(store.db),
    pieceOf: (slug: string) => output.piece(SEARCH_LIST, partOf('pages', slug)),
  };
  return writeSearchIndex(documents, output, stamps.digest('hex'));
}
