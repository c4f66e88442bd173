import { onTestFinished } from 'vitest';
import type { LaunchOutcome, LaunchPlan, ServerPlan } from '../catalog/model/launch.ts';
import { parseQueueAddress } from '../crawler/queue/queue-address.ts';
import type { QueueTimes } from '../crawler/queue/queue-times.ts';
import { runWorker, type WorkerCounts, type WorkerEvent } from '../crawler/queue/worker.ts';
import { SHORT_TIMES } from './e2e/queue-crawl.ts';

/** A worker in this process whose launches end as told; its side of the queue is the real one. */
export interface InProcessWorker {
  /** Packages launched, in order. */
  launched: string[];
  events: WorkerEvent[];
  stop(): void;
  ended: Promise<WorkerCounts | Error>;
}

/** Starts a worker that is stopped when the running test ends. */
export function inProcessWorker(
  url: string,
  answer: (plan: LaunchPlan) => LaunchOutcome | Promise<LaunchOutcome>,
  setting: { slots?: number; idleMs?: number; times?: Partial<QueueTimes> } = {},
): InProcessWorker {
  const stop = new AbortController();
  const launched: string[] = [];
  const events: WorkerEvent[] = [];
  const launcher = {
    isolation: 'none',
    async launch([way]: ServerPlan) {
      launched.push(way!.identifier);
      return answer(way!);
    },
    close: () => Promise.resolve(),
  };
  const ended = runWorker({
    address: parseQueueAddress(url),
    slots: setting.slots ?? 1,
    openLauncher: () => Promise.resolve(launcher),
    report: (event) => void events.push(event),
    signal: stop.signal,
    idleMs: setting.idleMs,
    times: { ...SHORT_TIMES, ...setting.times },
  }).catch((error: unknown) => error as Error);
  onTestFinished(async () => {
    stop.abort();
    await ended;
  });
  return { launched, events, stop: () => stop.abort(), ended };
}
