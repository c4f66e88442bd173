import { setTimeout as sleep } from 'node:timers/promises';
import { Fatal, Rejected, RetryLater } from '../../catalog/errors.ts';
import type { LaunchOutcome, ServerPlan } from '../../catalog/model/launch.ts';
import type { DueLauncher, LaunchTicket } from '../launch/due-launcher.ts';
import { connectQueue, type QueueConnection } from './connection.ts';
import { jobId, type LaunchJob } from './job.ts';
import { openJobQueue, type Finished, type JobQueue } from './job-queue.ts';
import { claimQueue, presentWorkers, releaseQueue } from './presence.ts';
import type { QueueAddress } from './queue-address.ts';
import { QUEUE_TIMES, TRIES, type QueueTimes } from './queue-times.ts';
import { unlaunched } from './unlaunched.ts';
import { VERSION_LABEL, WIRE } from './wire.ts';

export interface CoordinatorOptions {
  address: QueueAddress;
  /** Names the catalogue, so that a crawl of another one is not mistaken for this one. */
  owner: string;
  /** Whether the catalogue still waits for the outcome of an attempt. */
  awaits: (ticket: LaunchTicket) => boolean;
  /** Told what a person should know: lost connections, dropped results, missing workers. */
  note: (text: string) => void;
  signal: AbortSignal;
  times?: Partial<QueueTimes> | undefined;
}

/** An attempt that the stage waits for. */
interface Wanted {
  job: LaunchJob;
  /** Results that could not be used so far. */
  refused: number;
  resolve: (outcome: LaunchOutcome) => void;
  reject: (reason: unknown) => void;
}

/**
 * A launcher that puts its launches on a queue and takes the outcomes from there. What makes each outcome stored exactly once:
 *
 * - An attempt has one id, so that putting it there again, after a restart of either side, adds nothing, and a result that
 *   lies there already is taken.
 * - Jobs stay until the catalogue has their outcome; those that Redis lost are put there again.
 * - The catalogue refuses an outcome that it does not wait for (`PlanTable.awaits`), in the transaction that stores it.
 *
 * @throws Rejected when the login is refused or another catalogue's crawl uses the queue, RetryLater when nobody answers
 */
export async function openCoordinator(options: CoordinatorOptions): Promise<DueLauncher> {
  const times = { ...QUEUE_TIMES, ...options.times };
  const { address, owner, note, signal } = options;
  const connection = await connectQueue(address, { waitMs: times.connectMs, signal, note });
  let queue: JobQueue;
  try {
    await claim(connection, owner, times);
    queue = await openJobQueue(connection, note);
  } catch (error) {
    connection.close();
    throw error;
  }
  return coordinate(connection, queue, options, times);
}

async function claim({ redis, label }: QueueConnection, owner: string, times: QueueTimes): Promise<void> {
  if (await claimQueue(redis, owner, times.presenceMs)) return;
  throw new Rejected(`the crawl of another catalogue uses the queue ${label}`, {
    hint: `Give this one a database number of its own in --queue. A crawl that was killed lets go after ${times.presenceMs / 1000} s.`,
  });
}

function coordinate(
  connection: QueueConnection,
  queue: JobQueue,
  { owner, awaits, note }: CoordinatorOptions,
  times: QueueTimes,
): DueLauncher {
  const wanted = new Map<string, Wanted>();
  /** Given to the stage, not yet stored by it. */
  const delivered = new Set<string>();
  /** Stored, or of no use: to be removed from Redis. */
  const discard = new Set<string>();
  /** Results of attempts that are due but not asked for yet. */
  const kept = new Set<string>();
  const stop = new AbortController();
  let failure: unknown;

  const add = (id: string, job: LaunchJob) =>
    void queue.add(id, job).catch((error: unknown) => {
      // A full Redis, for instance; the job is missed at the next reconciliation and added again.
      note(`a job could not be queued: ${error instanceof Error ? error.message : String(error)}`);
    });
  const deliver = (id: string, { resolve }: Wanted, outcome: LaunchOutcome) => {
    wanted.delete(id);
    delivered.add(id);
    resolve(outcome);
  };
  const fail = (error: unknown) => {
    failure = error;
    stop.abort();
    for (const { reject } of wanted.values()) reject(error);
    wanted.clear();
  };

  /** Looks at one finished job, wanted or not. */
  const take = async (id: string, finished: () => Promise<Finished>) => {
    if (discard.has(id) || delivered.has(id) || (kept.has(id) && !wanted.has(id))) return;
    kept.delete(id);
    const item = wanted.get(id);
    if (item === undefined) {
      const ticket = await queue.ticketOf(id);
      if (ticket !== undefined && awaits(ticket)) {
        kept.add(id);
        return;
      }
      note(
        `a result for ${ticket?.slug ?? 'an unknown job'} is dropped: it is stored already, or its plan changed meanwhile`,
      );
      discard.add(id);
      return;
    }
    const result = await finished();
    // Interrupted meanwhile: it stays for the next run.
    if (!wanted.has(id)) return;
    if ('outcome' in result) return deliver(id, item, result.outcome);
    if ('lost' in result) {
      const detail = `${TRIES} workers stopped while they launched it`;
      return deliver(id, item, unlaunched('worker-lost', detail));
    }
    item.refused += 1;
    const { slug } = item.job.ticket;
    note(`the result for ${slug} cannot be used (${item.refused} of ${TRIES}): ${result.problem}`);
    if (item.refused >= TRIES || result.final) {
      return deliver(id, item, unlaunched('worker-failed', `no worker gave a usable result: ${result.problem}`));
    }
    await queue.remove(id);
    add(id, item.job);
  };

  const reconcile = async () => {
    for (const [id, { job }] of await queue.missing(wanted)) {
      if (wanted.has(id)) add(id, job);
    }
  };

  const lonely = { since: Date.now(), said: false };
  const odd = new Set<string>();
  const beat = async () => {
    if (!(await claimQueue(connection.redis, owner, times.presenceMs))) {
      throw new Fatal(`the crawl of another catalogue has taken the queue ${connection.label}`, {
        hint: 'Give each catalogue a database number of its own in --queue.',
      });
    }
    const workers = await presentWorkers(connection.redis);
    if (workers.some(({ wire }) => wire === WIRE)) {
      lonely.since = Date.now();
      lonely.said = false;
    } else if (!lonely.said && wanted.size > 0 && Date.now() - lonely.since >= times.lonelyMs) {
      lonely.said = true;
      note(`no worker of this version is there; start \`toolgate worker --queue ${connection.label}\` somewhere`);
    }
    for (const { wire, version } of workers) {
      if (wire === WIRE || odd.has(version)) continue;
      odd.add(version);
      note(`a worker runs Toolgate ${version}, this crawl ${VERSION_LABEL}: it gets no jobs until both are the same`);
    }
  };

  const tend = async () => {
    const last = { reconcile: 0, beat: 0 };
    const due = (what: keyof typeof last, everyMs: number) => {
      if (Date.now() - last[what] < everyMs) return false;
      last[what] = Date.now();
      return true;
    };
    while (!stop.signal.aborted) {
      try {
        if (due('beat', times.beatMs)) await beat();
        for (const id of discard) if (await queue.remove(id)) discard.delete(id);
        for (const [id, finished] of await queue.finished()) await take(id, finished);
        if (due('reconcile', times.reconcileMs)) await reconcile();
      } catch (error) {
        if (error instanceof Fatal) return fail(error);
        if (!stop.signal.aborted) note(`the queue answers with an error: ${(error as Error).message}`);
        await sleep(times.backoffMs);
      }
      await sleep(times.pollMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  };
  const tended = tend();
  // Beside the loop, because its commands wait as long as an outage lasts.
  const outage = setInterval(() => {
    const since = connection.downSince();
    if (since === undefined || Date.now() - since < times.outageMs) return;
    fail(
      new RetryLater(`the queue ${connection.label} was away for ${Math.round(times.outageMs / 60_000)} minutes`, {
        hint: 'Everything recorded is kept; run the same command again when the queue is back.',
      }),
    );
  }, 1000);

  return {
    // Workers go on; the next run takes their outcomes.
    resumes: () => true,
    launch(plan: ServerPlan, signal: AbortSignal, { serverId, slug, planHash, attempt }: LaunchTicket) {
      const job = { ticket: { serverId, slug, planHash, attempt }, plan };
      const id = jobId(job.ticket);
      return new Promise<LaunchOutcome>((resolve, reject) => {
        if (failure !== undefined) return reject(failure);
        const interrupted = () => {
          wanted.delete(id);
          reject(signal.reason as Error);
        };
        if (signal.aborted) return interrupted();
        signal.addEventListener('abort', interrupted, { once: true });
        const ended = () => signal.removeEventListener('abort', interrupted);
        wanted.set(id, {
          job,
          refused: 0,
          resolve: (outcome) => (ended(), resolve(outcome)),
          reject: (reason) => (ended(), reject(reason)),
        });
        add(id, job);
      });
    },
    stored(ticket) {
      const id = jobId(ticket);
      delivered.delete(id);
      discard.add(id);
    },
    async close() {
      stop.abort();
      clearInterval(outage);
      const goodbye = async () => {
        await tended;
        for (const id of discard) await queue.remove(id);
        // Interrupted: what no worker has begun is not begun any more.
        await queue.drain();
        await releaseQueue(connection.redis, owner);
      };
      // Whatever stays in Redis is recognised by the next run.
      await Promise.race([goodbye().catch(() => {}), sleep(times.closeMs)]);
      connection.close();
      await queue.close();
    },
  };
}
