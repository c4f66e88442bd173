import { catalogueReader } from '../../catalog/store/reader.ts';
import type { Store } from '../../catalog/store/open.ts';
import type { OutputDirectory } from '../../output/output-directory.ts';
import { partOf } from '../../publish/server-job.ts';
import { SEARCH_LIST, searchPiece } from '../../site/search/search-piece.ts';

/** Puts into a folder what the servers of a catalogue add to the search, as publishing their pages does, without the pages. */
export function putPieces(store: Store, output: OutputDirectory): void {
  const reader = catalogueReader(store);
  for (const { slug, stamp } of store.serverStamps.all()) {
    const piece = searchPiece(reader.view(slug)!);
    output
      .beginPart(partOf('pages', slug))
      .finish(stamp, piece === undefined ? undefined : new Map([[SEARCH_LIST, piece]]));
  }
}
