import { Queue } from 'bullmq';
import { z } from 'zod';
import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import type { LaunchTicket } from '../launch/due-launcher.ts';
import type { QueueConnection } from './connection.ts';
import { readJob, type LaunchJob } from './job.ts';
import { QUEUE_TIMES, TRIES } from './queue-times.ts';
import { receivedOutcome } from './received-outcome.ts';
import { readResult, ResultNote } from './result.ts';
import { PREFIX, queueName, WIRE } from './wire.ts';

/** How a job ended: with an outcome, with too many lost workers, or with something unusable (`final`: no further try). */
export type Finished = { outcome: LaunchOutcome } | { lost: true } | { problem: string; final: boolean };

/** The jobs in Redis as the crawl sees them. */
export interface JobQueue {
  /** Puts a job there, unless it is there. */
  add(id: string, job: LaunchJob): Promise<void>;
  /** Which of these jobs are not there, or not as they were put there. */
  missing<T extends { job: LaunchJob }>(jobs: ReadonlyMap<string, T>): Promise<[string, T][]>;
  /** Jobs that ended, oldest first, with a way to read how. */
  finished(): Promise<[string, () => Promise<Finished>][]>;
  /** What a job was about, as far as it can be believed. */
  ticketOf(id: string): Promise<LaunchTicket | undefined>;
  /** Removes a job with its result; false when a worker holds it. */
  remove(id: string): Promise<boolean>;
  /** Removes the jobs that nobody has begun. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Finished jobs looked at in one go; a crawl has QUEUE_WINDOW of its own at most. */
const MAX_FINISHED = 5000;
/** A job has a few KB; a plan that names every variable of a large server some 100. */
const MAX_JOB_LENGTH = 1_000_000;
/** BullMQ's words for a job whose workers were lost too often (moveStalledJobsToWait). */
const LOST = 'job stalled more than allowable limit';

const QueueNames = z.array(z.string().regex(/^[0-9a-f]{12}$/));

/** Opens the queue of this version and removes what other versions left. */
export async function openJobQueue({ redis }: QueueConnection, note: (text: string) => void): Promise<JobQueue> {
  const open = (wire: string) => {
    const queue = new Queue(queueName(wire), {
      connection: redis,
      prefix: PREFIX,
      // Nobody reads the stream of events.
      streams: { events: { maxLen: 100 } },
      defaultJobOptions: { attempts: TRIES, backoff: { type: 'fixed', delay: QUEUE_TIMES.backoffMs } },
    });
    // Lost connections are told by the connection itself.
    queue.on('error', () => {});
    return queue;
  };
  const wires = `${PREFIX}:wires`;
  for (const old of QueueNames.safeParse(await redis.smembers(wires)).data ?? []) {
    if (old === WIRE) continue;
    const queue = open(old);
    await queue.obliterate({ force: true });
    await queue.close();
    await redis.srem(wires, old);
  }
  await redis.sadd(wires, WIRE);

  const queue = open(WIRE);
  await queue.waitUntilReady();
  // Jobs are read field by field rather than by BullMQ's own reader, which throws for all when one of them is no JSON.
  const keyOf = (id: string) => queue.toKey(id);
  const field = async (id: string, name: string): Promise<unknown> => {
    if ((await redis.hstrlen(keyOf(id), name)) > MAX_JOB_LENGTH) return undefined;
    const text = await redis.hget(keyOf(id), name);
    try {
      return text === null ? undefined : (JSON.parse(text) as unknown);
    } catch {
      return undefined;
    }
  };
  const noteOf = async (id: string) => ResultNote.safeParse(await field(id, 'returnvalue')).data;
  const completed = async (id: string): Promise<Finished> => {
    const result = await noteOf(id);
    if (result === undefined) return { problem: 'it says not where its result lies', final: false };
    const read = await readResult(redis, result);
    if ('problem' in read) return { ...read, final: false };
    const received = receivedOutcome(read.value);
    return 'problem' in received ? { ...received, final: false } : received;
  };
  const failed = async (id: string): Promise<Finished> => {
    const reason = (await redis.hget(keyOf(id), 'failedReason'))?.slice(0, 300) ?? '';
    return reason === LOST ? { lost: true } : { problem: reason, final: !reason.startsWith('malformed job') };
  };
  const remove = async (id: string) => {
    const result = await noteOf(id);
    const removed = await queue.remove(id, { removeChildren: false });
    if (removed === 1 && result !== undefined) await redis.unlink(result.key);
    if (removed === 1) return true;
    if ((await redis.exists(keyOf(id))) === 1) return false;
    // Listed as finished without being there: nothing that BullMQ does, but somebody may.
    await redis.multi().zrem(keyOf('completed'), id).zrem(keyOf('failed'), id).exec();
    return true;
  };

  return {
    async add(id, job) {
      await queue.add('launch', job, { jobId: id });
    },
    async missing(jobs) {
      const entries = [...jobs];
      const pipeline = redis.pipeline();
      for (const [id] of entries) pipeline.hget(keyOf(id), 'data');
      const stored = (await pipeline.exec()) ?? [];
      const absent: typeof entries = [];
      for (const [i, entry] of entries.entries()) {
        const [error, text] = stored[i] ?? [];
        if (error !== null || text === JSON.stringify(entry[1].job)) continue;
        if (text !== null) {
          note(`the job of ${entry[1].job.ticket.slug} was changed by somebody; it is put there again`);
          if (!(await remove(entry[0]))) continue;
        }
        absent.push(entry);
      }
      return absent;
    },
    async finished() {
      const ids = async (state: 'completed' | 'failed', read: (id: string) => Promise<Finished>) =>
        (await queue.getRanges([state], 0, MAX_FINISHED - 1, true)).map((id): [string, () => Promise<Finished>] => [
          id,
          () => read(id),
        ]);
      return [...(await ids('completed', completed)), ...(await ids('failed', failed))];
    },
    async ticketOf(id) {
      const job = readJob(id, await field(id, 'data'));
      return 'job' in job ? job.job.ticket : undefined;
    },
    remove,
    drain: () => queue.drain(true),
    close: () => queue.close(),
  };
}
