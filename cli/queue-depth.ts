import { queueDepth, type QueueDepth } from '../crawler/queue/depth.ts';
import { parseQueueAddress } from '../crawler/queue/queue-address.ts';
import type { Io } from './io.ts';
import { count } from './words.ts';

/** What the queue of this address holds. */
export function readDepth(address: string, io: Io): Promise<QueueDepth> {
  return queueDepth(parseQueueAddress(address, io.env), io.signal);
}

/** The same for people. */
export function queueLines({ queue, crawl, waiting, active, results, workers }: QueueDepth): string[] {
  const ours = workers.filter(({ sameVersion }) => sameVersion);
  const slots = ours.reduce((sum, worker) => sum + worker.slots, 0);
  const others = workers.filter(({ sameVersion }) => !sameVersion);
  return [
    `queue ${queue}: ${waiting} waiting, ${active} under way, ${count(results, 'result')} to be stored`,
    `queue ${queue}: ${count(ours.length, 'worker')} with ${count(slots, 'slot')}, ${crawl === undefined ? 'no crawl' : `crawl of Toolgate ${crawl}`}`,
    ...others.map(({ version }) => `queue ${queue}: a worker of another version, Toolgate ${version}, gets no jobs`),
  ];
}
