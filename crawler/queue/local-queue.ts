import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fatal } from '../../catalog/errors.ts';
import type { QueueAddress } from './queue-address.ts';
import { parseQueueAddress } from './queue-address.ts';

/** A Redis and workers of this machine, for one crawl. */
export interface LocalQueue {
  address: QueueAddress;
  /** Aborted, with what to say, when all of the workers have stopped by themselves, or Redis has. */
  broken: AbortSignal;
  /** Ends all of them: workers finish what they have begun for a moment, then they are killed. */
  close(): Promise<void>;
}

export interface LocalQueueOptions {
  workers: number;
  /** The command line of one worker, given the address of the queue. */
  workerCommand: (url: string) => [command: string, ...args: string[]];
  env: NodeJS.ProcessEnv;
}

/** Programs that speak Redis' protocol; the last is what Debian's redis-tools, which starts no service, calls the same program. */
const PROGRAMS = ['redis-server', 'valkey-server', 'redis-check-rdb'];
const START_MS = 10_000;
const CLOSE_MS = 5_000;

/**
 * Starts Redis on a socket that only this user can open, without persistence, and workers on it. None of them outlives this
 * process, however it ends.
 *
 * @throws Fatal when there is no Redis on this machine
 */
export async function startLocalQueue({ workers, workerCommand, env }: LocalQueueOptions): Promise<LocalQueue> {
  const program = PROGRAMS.map((name) => findProgram(name, env)).find((file) => file !== undefined);
  if (program === undefined) {
    throw new Fatal('there is no redis-server on this machine', {
      hint: 'Debian and Ubuntu: apt-get install redis-tools (the program alone) or redis-server (also a service).',
    });
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'toolgate-queue-'));
  const socket = path.join(folder, 'redis.sock');
  const children: ChildProcess[] = [];
  const start = (command: string, args: string[]) => {
    // Killed by the kernel when this process ends without a word; a process group of its own, so that Ctrl-C on the terminal
    // reaches this process alone.
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
      env,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', () => {});
    children.push(child);
    return child;
  };
  let closing = false;
  const broken = new AbortController();
  const close = async () => {
    closing = true;
    const [redis, ...others] = children;
    for (const child of others) child.kill('SIGTERM');
    await Promise.race([Promise.all(others.map(exited)), sleep(CLOSE_MS)]);
    for (const child of children) child.kill('SIGKILL');
    await Promise.all([redis!, ...others].map(exited));
    await rm(folder, { recursive: true, force: true });
  };

  // It looks at its own name to know its role.
  const named = path.join(folder, 'redis-server');
  await symlink(program, named);
  const unsaved = ['--save', '', '--appendonly', 'no', '--maxmemory-policy', 'noeviction'];
  const redis = start(named, [
    '--port',
    '0',
    '--unixsocket',
    socket,
    '--unixsocketperm',
    '700',
    '--dir',
    folder,
    ...unsaved,
  ]);
  redis.on('exit', () => closing || broken.abort(new Fatal('the Redis of this crawl stopped')));
  try {
    await appeared(socket, redis);
    let left = workers;
    for (let i = 0; i < workers; i++) {
      const [command, ...args] = workerCommand(`unix://${socket}`);
      start(command, args).on('exit', () => {
        left -= 1;
        if (left === 0 && !closing) {
          broken.abort(new Fatal('all workers of this crawl stopped', { hint: 'Their messages are above.' }));
        }
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { address: parseQueueAddress(`unix://${socket}`), broken: broken.signal, close };
}

async function appeared(file: string, child: ChildProcess): Promise<void> {
  for (let waited = 0; waited < START_MS; waited += 20) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    try {
      accessSync(file);
      return;
    } catch {
      await sleep(20);
    }
  }
  throw new Fatal('redis-server could not be started', { hint: 'Start it by hand and give its address to --queue.' });
}

async function exited(child: ChildProcess): Promise<void> {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = [...(env['PATH'] ?? '').split(path.delimiter), '/usr/bin', '/usr/sbin', '/usr/local/bin'];
  return folders
    .filter((folder) => path.isAbsolute(folder))
    .map((folder) => path.join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}
