/** The thread of {@link makeDatabase}. */
import { parentPort, workerData } from 'node:worker_threads';
import { openPieces } from '../../output/piece-source.ts';
import { gzipFile } from '../text/gzip-file.ts';
import type { DatabaseJob } from './make-database.ts';
import { writeDatabase } from './write-database.ts';

const { source, plain, packed } = workerData as DatabaseJob;
const pieces = openPieces(source);
try {
  writeDatabase(plain, pieces);
} finally {
  pieces.close();
}
parentPort!.postMessage(await gzipFile(plain, packed));
