/** The thread of {@link publishSearchIndex}. */
import { parentPort, workerData } from 'node:worker_threads';
import { openPieces } from '../output/piece-source.ts';
import { searchIndex } from '../site/search/build-index.ts';
import { SEARCH_LIST } from '../site/search/search-piece.ts';
import type { SearchJob } from './search-index.ts';
import { partOf } from './server-job.ts';

const { servers, source } = workerData as SearchJob;
const pieces = openPieces(source);
try {
  const pieceOf = (slug: string) => pieces.piece(SEARCH_LIST, partOf('pages', slug));
  parentPort!.postMessage(searchIndex({ servers, pieceOf }));
} finally {
  pieces.close();
}
