import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';

/** A Redis of the test's own. */
export interface TestRedis {
  /** Its address, for --queue; another database for each number. */
  url(db?: number): string;
  folder: string;
  /** Ends it; `kill` without any chance to save. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again where it was, with what it saved. */
  start(): Promise<void>;
  /** Pauses and resumes its process, as a network that lets nothing through. */
  freeze(): void;
  thaw(): void;
  /** A connection to look behind the scenes. */
  client(db?: number): Redis;
  close(): Promise<void>;
}

/**
 * Starts a real Redis on a free port of the loopback interface with a folder of its own.
 *
 * @param options.persistent whether it keeps its data over a restart
 * @param options.args further arguments of redis-server
 */
export async function startRedis({
  persistent = false,
  args = [],
  tls = false,
}: { persistent?: boolean; args?: string[]; tls?: boolean } = {}): Promise<TestRedis> {
  const folder = mkdtempSync(path.join(tmpdir(), 'toolgate-redis-'));
  const port = await freePort();
  const ports = tls ? ['--port', '0', '--tls-port', `${port}`] : ['--port', `${port}`];
  const keep = persistent ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--save', '', '--appendonly', 'no'];
  const clients: Redis[] = [];
  let child: ChildProcess | undefined;
  const start = async () => {
    const all = [
      ...ports,
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--maxmemory-policy',
      'noeviction',
      ...keep,
      ...args,
    ];
    // Debian's package redis-tools has the program under the name of one of its other roles; it goes by its own name here.
    const started = spawn('redis-check-rdb', all, { argv0: 'redis-server', stdio: ['ignore', 'pipe', 'inherit'] });
    child = started;
    let log = '';
    await new Promise<void>((resolve, reject) => {
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        if (log.includes('eady to accept connections')) resolve();
      });
      started.once('error', reject);
      started.once('exit', () => reject(new Error(`redis-server did not start:\n${log}`)));
    });
  };
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const stopping = child;
    child = undefined;
    if (stopping === undefined || stopping.exitCode !== null || stopping.signalCode !== null) return;
    stopping.kill(signal);
    await once(stopping, 'exit');
  };
  await start();
  return {
    folder,
    url: (db = 0) => `${tls ? 'rediss' : 'redis'}://127.0.0.1:${port}/${db}`,
    start,
    stop,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    client(db = 0) {
      const client = new Redis({ host: '127.0.0.1', port, db, maxRetriesPerRequest: null });
      client.on('error', () => {});
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.disconnect();
      await stop('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
