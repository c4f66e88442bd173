import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ServerPlan } from '../../catalog/model/launch.ts';
import { firstIssue } from '../../catalog/model/loose-array.ts';
import type { LaunchTicket } from '../launch/due-launcher.ts';

/** A job as it lies in Redis. */
const LaunchJob = z.object({
  ticket: z.object({
    serverId: z.int().min(0),
    /** Only for messages. */
    slug: z.string().max(500),
    planHash: z.string().max(100),
    attempt: z.int().min(0),
  }),
  plan: ServerPlan,
});
export type LaunchJob = z.infer<typeof LaunchJob>;

/** One id per attempt, the same on every machine and in every run: adding it again adds nothing. */
export function jobId({ serverId, planHash, attempt }: LaunchTicket): string {
  return `job-${createHash('sha256').update(`${serverId} ${planHash} ${attempt}`).digest('hex').slice(0, 40)}`;
}

/** Reads a job that anybody who can write to Redis may have made. */
export function readJob(id: string | undefined, data: unknown): { job: LaunchJob } | { problem: string } {
  const parsed = LaunchJob.safeParse(data);
  if (!parsed.success) return { problem: firstIssue(parsed.error) };
  if (jobId(parsed.data.ticket) !== id) return { problem: 'its id is not the one of its attempt' };
  return { job: parsed.data };
}
