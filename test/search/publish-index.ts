import type { Store } from '../../catalog/store/open.ts';
import { openOutput } from '../../output/output-directory.ts';
import { publishSearchIndex } from '../../publish/search-index.ts';
import { putPieces } from './put-pieces.ts';

let passes = 0;

/** Publishes the index of a catalogue alone into a folder, and gives how many files were written. */
export async function publishIndex(store: Store, out: string, stamp = String((passes += 1))): Promise<number> {
  const output = openOutput(out);
  try {
    putPieces(store, output);
    const written = await publishSearchIndex(store, output, stamp);
    output.publish('404.html', 'Nothing here.');
    output.prune();
    return written;
  } finally {
    output.close();
  }
}
