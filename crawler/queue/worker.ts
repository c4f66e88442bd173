import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { Launcher } from '../launch/launcher.ts';
import { connectQueue, type QueueConnection } from './connection.ts';
import { launchJob, LauncherFailed, type LaunchSummary } from './launch-job.ts';
import { announceWorker, dismissWorker, presentCrawl } from './presence.ts';
import type { QueueAddress } from './queue-address.ts';
import { QUEUE_TIMES, TRIES, type QueueTimes } from './queue-times.ts';
import type { ResultNote } from './result.ts';
import { PREFIX, queueName, VERSION_LABEL, WIRE } from './wire.ts';

/** What a worker tells whoever runs it. */
export type WorkerEvent =
  | { kind: 'ready' }
  /** A crawl is there, or none is any more. */
  | { kind: 'crawl'; present: boolean }
  | { kind: 'begun'; server: string }
  | ({ kind: 'ended' } & LaunchSummary)
  /** A result that nobody takes any more, or other trouble that ends nothing. */
  | { kind: 'note'; text: string };

export interface WorkerOptions {
  address: QueueAddress;
  /** Launches at the same time. */
  slots: number;
  /** Called before the first job is taken. */
  openLauncher: () => Promise<Launcher>;
  report: (event: WorkerEvent) => void;
  /** Aborted: the launches under way are finished, no further one is begun. */
  signal: AbortSignal;
  /** Stop when there was nothing to do for so many milliseconds; without it, wait for ever. */
  idleMs?: number | undefined;
  times?: Partial<QueueTimes> | undefined;
}

export interface WorkerCounts extends Record<string, number> {
  launched: number;
  listed: number;
  failed: number;
}

/**
 * Takes launches from a queue, brings them about in the sandbox of this machine and returns their outcomes, until it is told
 * to stop. It works only while a crawl of its own version is there to take the results, so that they cannot pile up.
 *
 * @throws Rejected for a refused login or a crawl of another version, RetryLater when Redis does not answer at the start,
 *   Fatal from the launcher
 */
export async function runWorker(options: WorkerOptions): Promise<WorkerCounts> {
  const times = { ...QUEUE_TIMES, ...options.times };
  const { report } = options;
  const note = (text: string) => report({ kind: 'note', text });
  const connection = await connectQueue(options.address, { waitMs: times.connectMs, signal: options.signal, note });
  try {
    const launcher = await options.openLauncher();
    try {
      return await work(connection, launcher, options, times);
    } finally {
      await launcher.close();
    }
  } finally {
    connection.close();
  }
}

async function work(
  { redis, downSince, close }: QueueConnection,
  launcher: Launcher,
  { slots, report, signal, idleMs }: WorkerOptions,
  times: QueueTimes,
): Promise<WorkerCounts> {
  const id = randomUUID();
  const counts: WorkerCounts = { launched: 0, listed: 0, failed: 0 };
  const note = (text: string) => report({ kind: 'note', text });
  const stop = new AbortController();
  let failure: unknown;
  const stopWith = (error: unknown) => {
    failure ??= error;
    stop.abort();
  };
  const begun = (server: string) => report({ kind: 'begun', server });
  const summaries = new Map<string, LaunchSummary>();
  let active = 0;
  let launching = 0;
  const counting: Pick<Launcher, 'launch'> = {
    async launch(...args) {
      launching += 1;
      try {
        return await launcher.launch(...args);
      } finally {
        launching -= 1;
      }
    },
  };
  let busyAt = Date.now();

  const worker = new Worker<unknown, ResultNote>(
    queueName(WIRE),
    async (job, token) => {
      active += 1;
      try {
        const done = await launchJob(job, token, { redis, launcher: counting, resultMs: times.resultMs, begun });
        summaries.set(job.id!, done.summary);
        return done.result;
      } catch (error) {
        // No server's fault: this machine cannot launch any more. The job goes to another worker.
        if (error instanceof LauncherFailed) stopWith(error.cause);
        throw error;
      } finally {
        active -= 1;
        busyAt = Date.now();
      }
    },
    {
      connection: redis,
      prefix: PREFIX,
      concurrency: slots,
      autorun: false,
      lockDuration: times.lockMs,
      stalledInterval: times.stalledMs,
      maxStalledCount: TRIES - 1,
      runRetryDelay: times.backoffMs,
    },
  );
  worker.on('completed', (job) => {
    const ended = summaries.get(job.id!);
    summaries.delete(job.id!);
    if (ended === undefined) return;
    counts.launched += 1;
    counts[ended.outcome.code === 'listed' ? 'listed' : 'failed'] += 1;
    report({ kind: 'ended', ...ended });
  });
  worker.on('failed', (job, error) => note(`the job ${job?.id ?? ''} failed: ${error.message}`));
  worker.on('error', (error) => {
    // A lost connection is told by the connection. The rest: a job that another worker has by now, or that is gone.
    if (!/ECONN|Connection is closed|ENOTFOUND|ETIMEDOUT/.test(error.message)) note(error.message);
  });
  const queue = new Queue(queueName(WIRE), { connection: redis, prefix: PREFIX, streams: { events: { maxLen: 100 } } });
  queue.on('error', () => {});

  let running: Promise<void> | undefined;
  let present: boolean | undefined;
  const beat = async () => {
    await announceWorker(redis, id, slots, times.presenceMs);
    const crawl = await presentCrawl(redis);
    if (stop.signal.aborted) return;
    if (crawl !== undefined && crawl.wire !== WIRE) {
      return stopWith(
        new Rejected(`the crawl runs Toolgate ${crawl.version}, this worker ${VERSION_LABEL}`, {
          hint: 'Install the same version on both machines.',
        }),
      );
    }
    if (present !== (crawl !== undefined)) {
      present = crawl !== undefined;
      report({ kind: 'crawl', present });
      // A worker that is paused before it runs would not run afterwards.
      if (running === undefined) running = present ? worker.run().catch(stopWith) : undefined;
      else if (present) await worker.resume();
      else await worker.pause(true);
    }
    if (idleMs === undefined || active > 0 || Date.now() - busyAt < idleMs) return;
    const waiting = present ? await queue.getJobCounts('waiting', 'delayed') : {};
    if (active === 0 && Object.values(waiting).every((n) => n === 0)) stop.abort();
  };

  report({ kind: 'ready' });
  const ended = AbortSignal.any([signal, stop.signal]);
  const beats = (async () => {
    while (!ended.aborted) {
      await beat().catch((error: unknown) => note(`the queue answers with an error: ${(error as Error).message}`));
      await sleep(idleMs === undefined ? times.beatMs : Math.min(times.beatMs, 1000), undefined, {
        signal: ended,
      }).catch(() => {});
    }
  })();
  await new Promise((resolve) => {
    if (ended.aborted) resolve(undefined);
    else ended.addEventListener('abort', resolve, { once: true });
  });
  const goodbye = async () => {
    await worker.close();
    await beats;
    await dismissWorker(redis, id);
    await queue.close();
  };
  const gone = goodbye().catch((error: unknown) => note((error as Error).message));
  // Launches are finished however long they take; a Redis that is away is not waited for.
  let patience = times.closeMs;
  for (let done = false; !done;) {
    done = await Promise.race([gone.then(() => true), sleep(100).then(() => false)]);
    if (launching > 0 || downSince() === undefined) patience = times.closeMs;
    else if ((patience -= 100) <= 0) {
      failure ??= new RetryLater('the queue was away while this worker stopped', {
        hint: 'Results that it could not deliver are launched again by another worker.',
      });
      // Whatever waits for Redis fails by that, and the rest of the good-bye with it.
      close();
      await Promise.race([gone, sleep(times.closeMs)]);
      break;
    }
  }
  if (failure !== undefined) throw failure as Error;
  return counts;
}
