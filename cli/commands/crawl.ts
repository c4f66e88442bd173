import { Command, Option } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { crawl, type CrawlResult } from '../crawl.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, quietOption, wholeNumber } from '../options.ts';
import { queueOption, readQueue } from '../queue.ts';
import {
  allowPrivateOption,
  baseUrlOption,
  bundleOption,
  clientConfigOption,
  contactOption,
  listsAny,
  openRegistries,
  registryOption,
  serverCardOption,
} from '../registry-options.ts';
import { summarise, summaryLines } from '../summary.ts';
import { withCatalogue } from '../with-catalogue.ts';

/** How servers are launched; shared with `start`. */
export const concurrencyOption = () =>
  new Option('--concurrency <n>', 'servers launched at the same time (default: one per processor)').argParser(
    wholeNumber(1, 64),
  );
export const isolationOption = () =>
  new Option('--isolation <how>', 'what servers are launched in; "none" is no protection at all')
    .choices(['bubblewrap', 'none'] as const)
    .default('bubblewrap' as const);

/** `toolgate crawl` */
export function crawlCommand({ io, exit }: CommandContext) {
  return new Command('crawl')
    .summary('list servers from registries, launch what is due, classify its tools')
    .description(
      'Lists servers from the given registries, launches each one that is new, changed or due again in a sandbox, stores its ' +
        'tools and classifies them. Without a registry it goes on with what is due. It can be stopped at any time and run again.',
    )
    .option('--from <file...>', 'file of server.json records (.json, .jsonl, .gz)')
    .addOption(registryOption())
    .addOption(baseUrlOption())
    .addOption(clientConfigOption())
    .addOption(serverCardOption())
    .addOption(bundleOption())
    .option('--full', 'ask for every record, also where only changes could be asked for', false)
    .addOption(concurrencyOption())
    .addOption(isolationOption())
    .option('--limit <n>', 'launch at most so many servers', wholeNumber(0))
    .option(
      '--per-namespace <n>',
      'launch at most so many servers of one namespace in a day; 0 is no limit',
      wholeNumber(0),
    )
    .addOption(queueOption('launch by `toolgate worker`s over this Redis, or "local" to start both here'))
    .option('--workers <n>', 'workers to start for --queue local (default: 2)', wholeNumber(1, 64))
    .option('--retry-failed', 'launch again what failed before, without waiting for its time', false)
    .addOption(allowPrivateOption())
    .addOption(contactOption())
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
Examples:
  toolgate crawl --from data/starter.json
  toolgate crawl --registry official --limit 100
  toolgate crawl --registry official github-mcp well-known --limit 0
  toolgate crawl --client-config .mcp.json
  toolgate crawl --from my-servers.json --concurrency 4 --json`,
    )
    .action(async (options) => {
      const queue = readQueue(options, io.env);
      const { http, registries } = await openRegistries(io, options);
      try {
        const result = await withCatalogue(
          io,
          { ...options, command: 'crawl', existing: !listsAny(options) },
          (session) => crawl(io, session, { ...options, registries, queue }),
        );
        const summary = summarise(options.db);
        if (options.json)
          json(io.stdout, { command: 'crawl', status: statusOf(result, io.signal), ...shown(result), ...summary });
        else for (const text of summaryLines(summary)) line(io.stdout, text);
        exit(exitCodeAfter(result, io.signal.aborted));
      } finally {
        await http.close();
      }
    });
}

const statusOf = ({ unreachable }: CrawlResult, signal: AbortSignal) =>
  signal.aborted ? 'stopped' : unreachable.length > 0 ? 'partial' : 'done';

const shown = ({ stages, unreachable }: CrawlResult) => ({
  stages,
  unreachable: unreachable.map(({ registry, error }) => ({ registry, message: error.message })),
});

/** Servers that fail are data, no failure of the crawl; a registry that cannot be reached is one. */
export function exitCodeAfter({ unreachable }: CrawlResult, stopped = false): number {
  if (stopped) return EXIT.partial;
  return unreachable.length > 0 ? EXIT.network : EXIT.done;
}
