import { Worker } from 'node:worker_threads';
import { Fatal } from '../catalog/errors.ts';
import type { Job, Result, WorkerSetup } from './server-job.ts';

/** Jobs that a worker has before it: while the results of one are stored, it is at work on the next. */
const AHEAD = 2;

export interface WorkerPool {
  /**
   * Runs jobs and hands over their results as they come, in any order.
   *
   * @throws what a job failed with, or the signal's reason; jobs under way are then given up
   */
  run(jobs: Iterable<Job>, onResult: (result: Result) => void, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** Threads are started when there is something to do, at most `size`. */
export function workerPool(setup: WorkerSetup, size: number): WorkerPool {
  const workers: Worker[] = [];
  const start = () => {
    const worker = new Worker(new URL('worker.ts', import.meta.url), { workerData: setup });
    workers.push(worker);
    return worker;
  };

  /** Keeps a worker at work, with this job first, until there are no more. */
  const drive = async (worker: Worker, first: Job, next: () => Job | undefined, onResult: (result: Result) => void) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let running = 0;
    const give = (job: Job) => {
      running += 1;
      worker.postMessage(job);
    };
    const feed = () => {
      for (let free = AHEAD - running; free > 0; free -= 1) {
        const job = next();
        if (job === undefined) break;
        give(job);
      }
      if (running === 0) resolve();
    };
    const onMessage = (message: { result: Result } | { error: Error }) => {
      running -= 1;
      try {
        if ('error' in message) throw message.error;
        onResult(message.result);
        feed();
      } catch (error) {
        reject(error);
      }
    };
    const onExit = (code: number) => reject(new Fatal(`a build worker ended by itself (${code})`));
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
      await Promise.all(first.map((job, i) => drive(workers[i] ?? start(), job, next, onResult)));
    },
    async close() {
      await Promise.all(workers.splice(0).map((worker) => worker.terminate()));
    },
  };
}
