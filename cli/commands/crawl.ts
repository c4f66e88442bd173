import { Command, Option } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { checkAccepted, crawl, type CrawlResult } from '../crawl.ts';
import { dryRun } from '../dry-run.ts';
import { json, line, type CommandContext } from '../io.ts';
import * as launching from '../launch-options.ts';
import { dbOption, jsonOption, quietOption, wholeNumber } from '../options.ts';
import { queueOption, readQueue } from '../queue.ts';
import { checkReportFile, writeReport } from '../report-file.ts';
import { latestReport } from '../latest-report.ts';
import { allowPrivateOption, contactOption } from '../open-http.ts';
import {
  acceptWithdrawalsOption,
  baseUrlOption,
  bundleOption,
  clientConfigOption,
  listsAny,
  openRegistries,
  publishClientConfigOption,
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
        'tools and classifies them. Without a registry it goes on with what is due. It can be stopped at any time and run ' +
        'again: the first interrupt lets the launches under way end, the second one does not wait.',
    )
    .option('--from <file...>', 'file of server.json records (.json, .jsonl, .gz)')
    .addOption(registryOption())
    .addOption(baseUrlOption())
    .addOption(clientConfigOption())
    .addOption(serverCardOption())
    .addOption(bundleOption())
    .addOption(publishClientConfigOption())
    .addOption(acceptWithdrawalsOption())
    .option('--full', 'ask for every record, also where only changes could be asked for', false)
    .addOption(queueOption('launch by `toolgate worker`s over this Redis, or "local" to start both here'))
    .option('--workers <n>', 'workers to start for --queue local (default: 2)', wholeNumber(1, 64))
    .addOption(allowPrivateOption())
    .addOption(contactOption())
    .addOption(launching.nameOption())
    .addOption(launching.namespaceOption())
    .addOption(launching.listedByOption())
    .addOption(launching.kindOption())
    .addOption(launching.outcomeOption())
    .addOption(launching.onlyOption())
    .addOption(launching.limitOption())
    .addOption(launching.perNamespaceOption())
    .addOption(launching.retryFailedOption())
    .addOption(launching.nowOption())
    .option('--dry-run', 'say what would be listed and launched, and why; write nothing', false)
    .addOption(concurrencyOption())
    .addOption(isolationOption())
    .option('--report <file>', 'write the report of the run to a file: JSON when its name ends in .json, else text')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
Launched are, in this order: servers never launched, those listed by most registries first; servers whose record changed;
failed ones whose time has come; versions that are tags, daily; and of the rest the oldest, a thirtieth of the stock in 24
hours. Within each, every namespace has its turn before any has a second one.

Examples:
  toolgate crawl --from data/starter.json
  toolgate crawl --registry official --limit 100 --dry-run
  toolgate crawl --registry official github-mcp well-known --limit 0
  toolgate crawl --client-config .mcp.json
  toolgate crawl --only failed --outcome registry-unavailable --retry-failed
  toolgate crawl --namespace io.github.acme --now --report acme.json
  toolgate crawl --from my-servers.json --concurrency 4 --json

Exit codes: 0 done, 1 stopped before the end, 2 wrong use or input, 3 a registry could not be listed and everything else
was done, 4 no sandbox, or another process writes to the catalogue. A server that fails is a result, not a failure.`,
    )
    .action(async ({ dryRun: dry, report, ...options }) => {
      const choice = launching.launchChoice(options);
      const queue = readQueue(options, io.env);
      if (report !== undefined) checkReportFile(report);
      const { http, registries } = await openRegistries(io, options);
      try {
        const crawling = { ...options, choice, http, registries, queue };
        if (dry) {
          await dryRun(io, crawling);
          exit(io.signal.aborted ? EXIT.partial : EXIT.done);
          return;
        }
        const result = await withCatalogue(
          io,
          { ...options, command: 'crawl', existing: !listsAny(options), reported: true },
          (session) => {
            launching.checkListedBy(
              session.store,
              choice,
              registries.map(({ id }) => id),
            );
            checkAccepted(session.store, options.acceptWithdrawals, registries);
            return crawl(io, session, crawling);
          },
        );
        if (report !== undefined) writeReport(report, latestReport(options.db));
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

const shown = ({ stages, problems }: CrawlResult) => ({ stages, unreachable: problems });

/** Servers that fail are data, no failure of the crawl; a registry that cannot be reached is one. */
export function exitCodeAfter({ unreachable }: CrawlResult, stopped = false): number {
  if (stopped) return EXIT.partial;
  return unreachable.length > 0 ? EXIT.network : EXIT.done;
}
