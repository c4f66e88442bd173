/** Every clock and bound of the queue, in one place; milliseconds unless said. Tests pass some lowered. */
export const QUEUE_TIMES = {
  /** First connection: a server that does not answer by then is not there. */
  connectMs: 10_000,
  /** The crawl gives up after an outage of this length; everything recorded stays, the rest is due. */
  outageMs: 30 * 60_000,
  /** How often the crawl looks for results. Launches take seconds; looking costs two commands. */
  pollMs: 100,
  /** How often the crawl makes sure that its jobs are still there, as a Redis that lost its data does not say so. */
  reconcileMs: 5_000,
  /** How often crawl and workers say that they are there, and for how long that holds without being renewed. */
  beatMs: 5_000,
  presenceMs: 30_000,
  /** A worker renews its hold on a job at half of this time; a job that nobody holds goes to another one (BullMQ's default). */
  lockMs: 30_000,
  /** How often workers look for jobs that nobody holds; a lost worker's job is taken over after at most the sum of both. */
  stalledMs: 15_000,
  /** Pause between two tries of a job that failed for reasons of the worker. */
  backoffMs: 1_000,
  /** How long a result lies in Redis when no crawl fetches it. */
  resultMs: 24 * 3_600_000,
  /** What closing may wait for a Redis that does not answer. */
  closeMs: 3_000,
  /** A crawl says that no worker is there when that lasts so long. */
  lonelyMs: 30_000,
};

export type QueueTimes = typeof QUEUE_TIMES;

/** Workers that may be lost over one job, throw at it, or return what cannot be used, before it is given up. */
export const TRIES = 3;

/** Launches in the queue at a time: enough for as many slots, few enough for any Redis (a job has about 1 KB). */
export const QUEUE_WINDOW = 1000;
