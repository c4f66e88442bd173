import { UnrecoverableError, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { LaunchOutcome } from '../../catalog/model/launch.ts';
import type { Launcher } from '../launch/launcher.ts';
import { readJob } from './job.ts';
import { packResult, writeResult, type ResultNote } from './result.ts';
import { PREFIX, queueName, WIRE } from './wire.ts';

/** What a worker says about a launch that ended. */
export interface LaunchSummary {
  server: string;
  outcome: Pick<LaunchOutcome, 'code' | 'detail' | 'launchMs' | 'fetchMs'>;
  tools: number;
}

/** The launcher of this machine threw, which no server can bring about. */
export class LauncherFailed extends Error {}

export interface LaunchJobContext {
  redis: Redis;
  launcher: Pick<Launcher, 'launch'>;
  /** How long the result is kept for the crawl. */
  resultMs: number;
  begun: (server: string) => void;
}

/**
 * Brings one job about and leaves its result in Redis.
 *
 * @param token what this worker holds the job with
 * @throws UnrecoverableError for a job that is none, LauncherFailed, or what Redis throws: another worker tries again
 */
export async function launchJob(
  job: Job<unknown, ResultNote>,
  token: string | undefined,
  { redis, launcher, resultMs, begun }: LaunchJobContext,
): Promise<{ summary: LaunchSummary; result: ResultNote }> {
  const read = readJob(job.id, job.data);
  if ('problem' in read) throw new UnrecoverableError(`malformed job: ${read.problem}`);
  const { ticket, plan } = read.job;
  begun(ticket.slug);
  // Never aborted: who cannot wait ends the process, and the job goes to another worker.
  const outcome = await launcher.launch(plan, new AbortController().signal).catch((cause: unknown) => {
    throw new LauncherFailed('the launcher of a worker failed', { cause });
  });
  let sent = outcome;
  let packed = await packResult(outcome);
  if ('tooLarge' in packed) {
    const detail = `its ${outcome.tools.length} tools have ${packed.tooLarge} bytes, more than a worker may return`;
    sent = { ...outcome, code: 'flooded', detail, tools: [], malformed: [], toolSource: undefined };
    packed = await packResult(sent);
  }
  if ('tooLarge' in packed) throw new UnrecoverableError('an outcome without tools is too large');
  // Whoever lost its hold on the job (it was away for too long, or Redis lost the job) would only leave litter.
  if ((await redis.get(`${PREFIX}:${queueName(WIRE)}:${job.id}:lock`)) !== token) {
    throw new Error(`the launch of ${ticket.slug} went to another worker meanwhile`);
  }
  const result = await writeResult(redis, packed.packed, resultMs);
  const { code, detail, launchMs, fetchMs, tools } = sent;
  return {
    summary: { server: ticket.slug, outcome: { code, detail, launchMs, fetchMs }, tools: tools.length },
    result,
  };
}
