import { createHash } from 'node:crypto';
import type { Store } from '../catalog/store/open.ts';
import type { StampedServer } from '../catalog/store/server-stamps.ts';
import { searchDocuments } from '../catalog/store/search-documents.ts';
import { sourceHash } from '../output/source-hash.ts';
import { writeSearchIndex } from '../site/search/build-index.ts';
import type { PublishContext } from './context.ts';

/** What the index is made with. */
const PROGRAM = ['site/search', 'catalog/store/search-documents.ts'];

/** Publishes what the search loads; when no server changed, not even its files are looked into. */
export function publishSearchIndex(
  store: Store,
  servers: readonly StampedServer[],
  { root, output }: Pick<PublishContext, 'root' | 'output'>,
): number {
  const stamps = createHash('sha256').update(sourceHash(root, PROGRAM));
  for (const { slug, stamp } of servers) stamps.update(`\n${slug} ${stamp}`);
  return writeSearchIndex(searchDocuments(store.db), output, stamps.digest('hex'));
}
