/** A thread that makes files, with a catalogue connection and a renderer of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader } from '../catalog/store/reader.ts';
import type { Answer, Job, WorkerSetup } from './server-job.ts';

const setup = workerData as WorkerSetup;
const send = (answer: Answer) => parentPort!.postMessage(answer);

const store = openStore(setup.dbPath, { readonly: true });
// One read transaction, which begins with the first read: what a crawl stores meanwhile is for the next build.
store.db.exec('BEGIN');
store.db.prepare('SELECT count(*) FROM sqlite_schema').get();
const reader = catalogueReader(store);

parentPort!.on('message', (job: Job) => {
  // Loaded when there is something to make: most passes of a catalogue that stays as it is make nothing.
  void import('./make-files.ts')
    .then(({ fileMaker }) => fileMaker(reader, setup)(job, (result) => send({ result })))
    .then(
      () => send({ done: true }),
      // Not every error can be copied; what a reader needs of it can.
      (error: unknown) => send({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
});
send({ ready: true });
