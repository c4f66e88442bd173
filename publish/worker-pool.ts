import { Worker } from 'node:worker_threads';
import { Fatal } from '../catalog/errors.ts';
import type { Answer, Job, Order, Result, WorkerSetup } from './server-job.ts';

/** Jobs that a worker has before it: while the results of one are stored, it is at work on the next. */
const AHEAD = 2;

export interface WorkerPool {
  /** Starts the threads. From then on they see the catalogue as it is now. */
  start(): Promise<void>;
  /**
   * Runs jobs and hands over their results as they come, in any order.
   *
   * @throws what a job failed with, or the signal's reason; jobs under way are then given up
   */
  run(jobs: Iterable<Job>, onResult: (result: Result) => void, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Threads that make files, as many as `size`. */
export function workerPool(setup: WorkerSetup, size: number): WorkerPool {
  const workers: Worker[] = [];
  const begin = (): Promise<void> => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: setup });
    workers.push(worker);
    return new Promise((resolve, reject) => {
      worker.once('message', () => resolve()).once('error', reject);
    });
  };

  /** Keeps a worker at work, with this job first, until there are no more. */
  const drive = async (worker: Worker, first: Job, next: () => Job | undefined, onResult: (result: Result) => void) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const running: Job[] = [];
    const tell = (order: Order) => worker.postMessage(order);
    const give = (job: Job) => {
      running.push(job);
      tell({ job });
    };
    const feed = () => {
      for (let free = AHEAD - running.length; free > 0; free -= 1) {
        const job = next();
        if (job === undefined) break;
        give(job);
      }
      if (running.length === 0) resolve();
    };
    const onMessage = (answer: Answer) => {
      try {
        if ('error' in answer) throw answer.error;
        if ('result' in answer) {
          onResult(answer.result);
          tell({ stored: true });
        }
        if (!('done' in answer)) return;
        running.shift();
        feed();
      } catch (error) {
        reject(error);
      }
    };
    const onExit = (code: number) =>
      reject(new Fatal(`a build worker ended by itself (${code}) while it made ${subjectsOf(running[0])}`));
    worker.on('message', onMessage).on('error', reject).on('exit', onExit);
    try {
      give(first);
      feed();
      await promise;
    } finally {
      worker.off('message', onMessage).off('error', reject).off('exit', onExit);
    }
  };

  return {
    async start() {
      await Promise.all(Array.from({ length: size }, begin));
    },
    async run(jobs, onResult, signal) {
      const iterator = jobs[Symbol.iterator]();
      let ended = false;
      const next = () => {
        signal?.throwIfAborted();
        if (ended) return undefined;
        const { done, value } = iterator.next();
        ended = done === true;
        return done === true ? undefined : value;
      };
      // One for each before anybody gets a second.
      const first = Array.from({ length: size }, next).filter((job) => job !== undefined);
      await Promise.all(first.map((job, i) => drive(workers[i]!, job, next, onResult)));
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
    },
  };
}

/** What a job is about, for whoever has to look for the cause of a crash. */
const subjectsOf = (job: Job | undefined): string =>
  job === undefined
    ? 'nothing'
    : 'pages' in job
      ? job.pages.map(({ url }) => url).join(' ')
      : job.servers.map(({ slug }) => slug).join(' ');
