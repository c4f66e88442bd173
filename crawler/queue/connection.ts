import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { Rejected, RetryLater } from '../../catalog/errors.ts';
import type { QueueAddress } from './queue-address.ts';

/** A connection that comes back by itself. */
export interface QueueConnection {
  redis: Redis;
  /** Where to, for messages. */
  label: string;
  /** Since when there is no connection, in milliseconds since 1970; undefined while there is one. */
  downSince: () => number | undefined;
  close: () => void;
}

/** What Redis says to a login that it does not accept. */
const REFUSED = /\b(NOAUTH|WRONGPASS|NOPERM|ERR invalid password|ERR AUTH|Client sent AUTH)/i;

/**
 * Connects to Redis and waits until it answers. From then on, a lost connection is made again for as long as it takes, and
 * commands wait for it.
 *
 * @param note told once when the connection is lost, and once when it is there again
 * @throws Rejected when the login is refused, RetryLater when nobody answers in time, or the signal's reason
 */
export async function connectQueue(
  address: QueueAddress,
  { waitMs, signal, note }: { waitMs: number; signal: AbortSignal; note: (text: string) => void },
): Promise<QueueConnection> {
  const { label } = address;
  const redis = new Redis({
    ...address.options,
    lazyConnect: true,
    // Commands wait as long as the outage lasts; who must not wait has a clock of its own.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2000),
    connectTimeout: waitMs,
    keepAlive: 10_000,
    connectionName: 'toolgate',
  });
  let downSince: number | undefined;
  let lastError: Error | undefined;
  let ready = false;
  let closing = false;
  redis.on('error', (error) => {
    lastError = error;
  });
  redis.on('close', () => {
    if (!ready || closing || downSince !== undefined) return;
    downSince = Date.now();
    note(`the connection to ${label} is lost; trying again`);
  });
  redis.on('ready', () => {
    ready = true;
    if (downSince === undefined) return;
    note(`connected to ${label} again after ${Math.round((Date.now() - downSince) / 1000)} s`);
    downSince = undefined;
  });
  const close = () => {
    closing = true;
    redis.disconnect();
  };
  try {
    redis.connect().catch((error: unknown) => {
      lastError ??= error as Error;
    });
    const until = Date.now() + waitMs;
    // eslint-disable-next-line no-unmodified-loop-condition -- changed by the events above
    while (!ready) {
      if (lastError !== undefined && REFUSED.test(lastError.message)) {
        throw new Rejected(`${label} refuses the login: ${lastError.message}`, {
          hint: 'Check user name and password in --queue, or TOOLGATE_QUEUE_PASSWORD.',
        });
      }
      if (Date.now() > until) {
        throw new RetryLater(`the queue ${label} does not answer`, {
          cause: lastError,
          hint: 'Check that Redis runs there and that this machine may reach it.',
        });
      }
      await sleep(20, undefined, { signal });
    }
    return { redis, label, downSince: () => downSince, close };
  } catch (error) {
    close();
    if (signal.aborted) throw signal.reason as Error;
    throw error;
  }
}
