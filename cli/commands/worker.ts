import { availableParallelism } from 'node:os';
import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { parseQueueAddress } from '../../crawler/queue/queue-address.ts';
import { runWorker, type WorkerCounts, type WorkerEvent } from '../../crawler/queue/worker.ts';
import { json, line, type CommandContext } from '../io.ts';
import { allowPrivateOption, contactOption, openHttp } from '../open-http.ts';
import { openLauncher } from '../open-launcher.ts';
import { jsonOption, quietOption, wholeNumber } from '../options.ts';
import { queueOption } from '../queue.ts';
import { count } from '../words.ts';
import { concurrencyOption, isolationOption } from './crawl.ts';

/** `toolgate worker` */
export function workerCommand({ io, exit }: CommandContext) {
  return new Command('worker')
    .summary('launch servers for a crawl on another machine')
    .description(
      'Takes launches from the queue of a `toolgate crawl --queue`, runs them in the sandbox of this machine and returns what ' +
        'they gave. Ctrl-C lets the launches under way end; a second one does not wait, and other workers take them over.',
    )
    .addOption(queueOption('Redis of the crawl: redis://…, rediss://… or unix:///…').makeOptionMandatory())
    .addOption(concurrencyOption())
    .addOption(isolationOption())
    .addOption(allowPrivateOption())
    .addOption(contactOption())
    .option('--once', 'stop as soon as there is nothing to do', false)
    .option('--idle-exit <seconds>', 'stop when there was nothing to do for so long', wholeNumber(0, 604_800))
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
The password may come from TOOLGATE_QUEUE_PASSWORD instead of the address. With --json, each launch is one line.

Examples:
  toolgate worker --queue redis://queue.internal
  toolgate worker --queue rediss://crawler@queue.internal:6380/1 --concurrency 8 --idle-exit 600`,
    )
    .action(async ({ queue, concurrency: slots = availableParallelism(), isolation, once, idleExit, ...options }) => {
      const address = parseQueueAddress(queue, io.env);
      const lines = (text: string) => options.quiet || line(io.stderr, text);
      const never = new AbortController().signal;
      const { allowPrivate } = options;
      const http = openHttp(io, options);
      let counts: WorkerCounts;
      try {
        counts = await runWorker({
          address,
          slots,
          openLauncher: () => openLauncher(io, isolation, { http, signal: never, allowPrivate }),
          report(event) {
            if (options.json) json(io.stdout, jsonOf(event));
            else lines(textOf(event, address.label, slots));
          },
          signal: io.signal,
          idleMs: once ? 0 : idleExit === undefined ? undefined : idleExit * 1000,
        });
      } finally {
        await http.close();
      }
      if (options.json)
        json(io.stdout, { command: 'worker', status: io.signal.aborted ? 'stopped' : 'done', ...counts });
      else lines(`worker: ${counts['launched']} launched, ${counts['listed']} listed, ${counts['failed']} failed`);
      exit(EXIT.done);
    });
}

function jsonOf(event: WorkerEvent): Record<string, unknown> {
  const { kind, ...rest } = event;
  return { event: kind, ...rest };
}

function textOf(event: WorkerEvent, label: string, slots: number): string {
  switch (event.kind) {
    case 'ready':
      return `worker: ready on ${label}, ${count(slots, 'slot')}`;
    case 'crawl':
      return event.present ? 'worker: a crawl is there' : 'worker: no crawl is there, waiting for one';
    case 'begun':
      return `  ${event.server}: begun`;
    case 'ended': {
      const { code, detail, launchMs } = event.outcome;
      const what = code === 'listed' ? `${event.tools} tools in ${launchMs} ms` : `${code} – ${detail}`;
      return `  ${event.server}: ${what}`;
    }
    case 'note':
      break;
  }
  return `worker: ${event.text}`;
}
