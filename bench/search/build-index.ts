/**
 * Finds what every server adds to the index, builds it twice, the second time with nothing changed, and prints what it took as
 * JSON. A process of its own, so that its peak memory is that of building.
 *
 *   node bench/search/build-index.ts CATALOGUE FOLDER
 */
import process from 'node:process';
import { openStore } from '../../catalog/store/open.ts';
import { openOutput } from '../../output/output-directory.ts';
import { publishSearchIndex } from '../../publish/search-index.ts';
import { putPieces } from '../../test/search/put-pieces.ts';

const [catalogue, folder] = process.argv.slice(2);
if (catalogue === undefined || folder === undefined) throw new TypeError('CATALOGUE and FOLDER are needed');
const store = openStore(catalogue, { readonly: true });
const output = openOutput(folder);
// The stamps are read in the time too: a build reads them for all of its parts at once.
const index = () => publishSearchIndex(store, output, JSON.stringify(store.serverStamps.all()));
const pieces = await timed(() => putPieces(store, output));
const built = await timed(index);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const again = await timed(index);
output.close();
store.close();
const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
const took = { piecesSeconds: pieces, buildSeconds: built, cpuSeconds, memoryMb: maxRSS / 1024, againSeconds: again };
console.log(JSON.stringify(took));

async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
