import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { availableParallelism, hostname } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Option } from '@commander-js/extra-typings';
import { Rejected } from '../catalog/errors.ts';
import type { Store } from '../catalog/store/open.ts';
import type { DueLauncher, LaunchTicket } from '../crawler/launch/due-launcher.ts';
import type { Isolation } from '../crawler/launch/launcher.ts';
import { openCoordinator } from '../crawler/queue/coordinator.ts';
import { launchPrivateHere } from '../crawler/queue/launch-private-here.ts';
import { startLocalQueue } from '../crawler/queue/local-queue.ts';
import { parseQueueAddress, type QueueAddress } from '../crawler/queue/queue-address.ts';
import { line, type Io } from './io.ts';

/** The queue of a crawl: one that is there, or one that is started for it. */
export type QueueChoice = QueueAddress | 'local';

// Without a parser of commander's: it would quote an address that it refuses, and with it the password.
export const queueOption = (what: string) => new Option('--queue <address>', what);

/**
 * Reads `--queue` of a crawl.
 *
 * @throws Rejected for something that is no address, or options that are the workers' business
 */
export function readQueue(
  { queue, workers }: { queue?: string; workers?: number },
  env: NodeJS.ProcessEnv,
): QueueChoice | undefined {
  if (queue !== 'local' && workers !== undefined) {
    throw new Rejected('--workers starts workers for --queue local', {
      hint: 'Others are started by `toolgate worker`.',
    });
  }
  if (queue === undefined || queue === 'local') return queue;
  return parseQueueAddress(queue, env);
}

export interface QueueSetting {
  workers?: number | undefined;
  concurrency?: number | undefined;
  isolation: Isolation;
  /** What workers that are started here ask others with. */
  allowPrivate?: boolean | undefined;
  contact?: string | undefined;
}

/**
 * Opens a queue for a crawl; with `local` also Redis and workers, which end with it.
 *
 * @param openHere opens the launcher of this machine, for private servers: called when one is due
 */
export async function openQueue(
  io: Io,
  store: Store,
  choice: QueueChoice,
  openHere: () => Promise<DueLauncher>,
  { workers = 2, concurrency = availableParallelism(), isolation, allowPrivate = false, contact }: QueueSetting,
): Promise<DueLauncher> {
  const isPrivate = ({ serverId }: LaunchTicket) => store.identities.identityOf(serverId).visibility === 'private';
  const coordinator = (address: QueueAddress) =>
    openCoordinator({
      address,
      owner: createHash('sha256')
        .update(`${hostname()} ${realpathSync(store.path)}`)
        .digest('hex')
        .slice(0, 32),
      // What an earlier version put there of a private server is taken out again.
      awaits: (ticket) => store.plans.awaits(ticket) && (choice === 'local' || !isPrivate(ticket)),
      note: (text) => line(io.stderr, `queue: ${text}`),
      signal: io.signal,
    });
  if (choice !== 'local') {
    const here = { isPrivate, open: openHere, slots: concurrency, stopping: io.signal };
    return launchPrivateHere(await coordinator(choice), here);
  }
  // What is started here, behind a socket of this user, is this machine: private servers are launched over it as well.

  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const slots = `${Math.ceil(concurrency / workers)}`;
  const local = await startLocalQueue({
    workers,
    workerCommand: (url) => {
      const options = ['--queue', url, '--concurrency', slots, '--isolation', isolation, '--quiet'];
      // In one word, so that an address that begins with a dash is none of the options.
      if (contact !== undefined) options.push(`--contact=${contact}`);
      if (allowPrivate) options.push('--allow-private');
      return [process.execPath, main, 'worker', ...options];
    },
    env: io.env,
  });
  try {
    const launcher = await coordinator(local.address);
    return {
      launch: (plan, signal, ticket) => launcher.launch(plan, AbortSignal.any([signal, local.broken]), ticket),
      stored: (ticket) => launcher.stored?.(ticket),
      async close() {
        await launcher.close();
        await local.close();
      },
    };
  } catch (error) {
    await local.close();
    throw error;
  }
}
