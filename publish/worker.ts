/** A thread that makes files, with a catalogue connection and a renderer of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { beginReading } from '../catalog/store/database.ts';
import { openStore } from '../catalog/store/open.ts';
import { catalogueReader } from '../catalog/store/reader.ts';
import type { FileMaker } from './make-files.ts';
import type { Answer, Job, Order, Result, WorkerSetup } from './server-job.ts';

const setup = workerData as WorkerSetup;
const send = (answer: Answer) => parentPort!.postMessage(answer);

/**
 * Results that may wait for the thread that stores them. Without a bound, all that is made would come to lie in its memory
 * where the disk is slower than the threads; with one alone, a thread would stand still while its last one is stored.
 */
const MOST_WAITING = 2;
let waiting = 0;
let stored = Promise.withResolvers<void>();

/** Sends a result when there is room for it; they come one after the other. */
const hand = async (result: Result): Promise<void> => {
  if (waiting >= MOST_WAITING) await stored.promise;
  waiting += 1;
  send({ result });
};

const store = openStore(setup.dbPath, { readonly: true });
// One read transaction: what a crawl stores meanwhile is for the next build.
beginReading(store.db);
const reader = catalogueReader(store);

// Loaded when there is something to make: most passes of a catalogue that stays as it is make nothing.
let maker: Promise<FileMaker> | undefined;
const make = async (job: Job): Promise<void> => {
  maker ??= import('./make-files.ts').then(({ fileMaker }) => fileMaker(reader, setup));
  await (
    await maker
  )(job, hand);
};

/** One job after the other: two servers at once would take the memory of both. */
let before = Promise.resolve();
parentPort!.on('message', (order: Order) => {
  if ('stored' in order) {
    waiting -= 1;
    stored.resolve();
    stored = Promise.withResolvers();
    return;
  }
  before = before
    .then(() => make(order.job))
    .then(
      () => send({ done: true }),
      // Not every error can be copied; what a reader needs of it can.
      (error: unknown) => send({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
});
send({ ready: true });
