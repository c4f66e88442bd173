import { Queue } from 'bullmq';
import { connectQueue } from './connection.ts';
import { presentCrawl, presentWorkers } from './presence.ts';
import type { QueueAddress } from './queue-address.ts';
import { QUEUE_TIMES } from './queue-times.ts';
import { PREFIX, queueName, WIRE } from './wire.ts';

/** What a queue holds. */
export interface QueueDepth {
  queue: string;
  /** Version of the crawl that uses it now. */
  crawl: string | undefined;
  /** Launches that wait for a worker, are under way, and whose results wait for the crawl. */
  waiting: number;
  active: number;
  results: number;
  workers: { version: string; slots: number; sameVersion: boolean }[];
}

/**
 * Looks into a queue without changing it.
 *
 * @throws Rejected when the login is refused, RetryLater when nobody answers
 */
export async function queueDepth(address: QueueAddress, signal: AbortSignal): Promise<QueueDepth> {
  const { redis, label, close } = await connectQueue(address, {
    waitMs: QUEUE_TIMES.connectMs,
    signal,
    note: () => {},
  });
  try {
    const queue = new Queue(queueName(WIRE), { connection: redis, prefix: PREFIX, skipMetasUpdate: true });
    queue.on('error', () => {});
    const counts = await queue.getJobCounts('waiting', 'delayed', 'active', 'completed', 'failed');
    const n = (...states: string[]) => states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
    const workers = await presentWorkers(redis);
    const depth = {
      queue: label,
      crawl: (await presentCrawl(redis))?.version,
      waiting: n('waiting', 'delayed'),
      active: n('active'),
      results: n('completed', 'failed'),
      workers: workers.map(({ version, slots, wire }) => ({ version, slots, sameVersion: wire === WIRE })),
    };
    await queue.close();
    return depth;
  } finally {
    close();
  }
}
