// A worker with short clocks, started and killed by tests: says what it does in lines.
import process from 'node:process';
import { createHttpClient } from '../../crawler/http/http-client.ts';
import { createLauncher } from '../../crawler/launch/launcher.ts';
import type { Limits } from '../../crawler/launch/limits.ts';
import { parseQueueAddress } from '../../crawler/queue/queue-address.ts';
import type { QueueTimes } from '../../crawler/queue/queue-times.ts';
import { runWorker } from '../../crawler/queue/worker.ts';

const [address, setting] = process.argv.slice(2);
const { registry, cacheDir, slots, times, limits, idleMs, poison } = JSON.parse(setting!) as {
  registry: string;
  cacheDir: string;
  slots: number;
  times: Partial<QueueTimes>;
  limits: Partial<Limits>;
  idleMs?: number;
  /** Launching this package kills the process. */
  poison?: string;
};
const stop = new AbortController();
process.on('SIGINT', () => {
  if (stop.signal.aborted) process.exit(130);
  stop.abort();
});
const { signal } = new AbortController();
const npm = { registry: new URL(registry), proxy: undefined, certificates: '' };
const http = createHttpClient();
const counts = await runWorker({
  address: parseQueueAddress(address!),
  slots,
  async openLauncher() {
    const launcher = await createLauncher({
      isolation: 'bubblewrap',
      npm,
      http,
      cacheDir,
      limits,
      signal,
    });
    const launch: typeof launcher.launch = (plan, ...rest) => {
      if (plan[0]!.identifier === poison) process.kill(process.pid, 'SIGKILL');
      return launcher.launch(plan, ...rest);
    };
    return { ...launcher, launch };
  },
  report(event) {
    if (event.kind === 'begun') console.log(`begun ${event.server}`);
    else if (event.kind === 'ended') console.log(`ended ${event.server}`);
    else if (event.kind === 'note') console.log(`note ${event.text}`);
    else console.log(event.kind === 'crawl' ? `crawl ${event.present}` : event.kind);
  },
  signal: stop.signal,
  idleMs,
  times,
});
await http.close();
console.log(`done ${JSON.stringify(counts)}`);
