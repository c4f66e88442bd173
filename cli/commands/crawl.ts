import { Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { EXIT, Rejected } from '../../catalog/errors.ts';
import { createHttpClient, type HttpClient } from '../../crawler/http/http-client.ts';
import { userAgent } from '../../crawler/http/user-agent.ts';
import { fileRegistry } from '../../crawler/registries/file/index.ts';
import { REGISTRIES, REGISTRY_IDS, type RegistryId } from '../../crawler/registries/index.ts';
import type { Registry } from '../../crawler/registries/registry.ts';
import { crawl, type CrawlResult } from '../crawl.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, quietOption, wholeNumber } from '../options.ts';
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
    .addOption(new Option('--registry <id...>', 'registry to list').choices(REGISTRY_IDS))
    .option('--base-url <url>', 'address of the registry, for a mirror of it', parseBaseUrl)
    .option('--full', 'ask for every record, also where only changes could be asked for', false)
    .addOption(concurrencyOption())
    .addOption(isolationOption())
    .option('--limit <n>', 'launch at most so many servers', wholeNumber(0))
    .option(
      '--per-namespace <n>',
      'launch at most so many servers of one namespace in a day; 0 is no limit',
      wholeNumber(0),
    )
    .option('--retry-failed', 'launch again what failed before, without waiting for its time', false)
    .option('--contact <address>', 'URL or mail address for registries to complain to, part of the User-Agent')
    .addOption(dbOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
Examples:
  toolgate crawl --from data/starter.json
  toolgate crawl --registry official --limit 100
  toolgate crawl --from my-servers.json --concurrency 4 --json`,
    )
    .action(async ({ from = [], registry = [], baseUrl, contact, ...options }) => {
      if (baseUrl !== undefined && registry.length !== 1) {
        throw new Rejected('--base-url is the address of one registry', {
          hint: 'Give exactly one --registry with it.',
        });
      }
      const http = createHttpClient({ userAgent: userAgent(undefined, contact) });
      try {
        const registries = [...from.map(fileRegistry), ...registry.map((id) => openRegistry(id, http, baseUrl))];
        const result = await withCatalogue(
          io,
          { ...options, command: 'crawl', existing: from.length + registry.length === 0 },
          (session) => crawl(io, session, { ...options, registries }),
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

function openRegistry(id: RegistryId, http: HttpClient, baseUrl: string | undefined): Registry {
  return REGISTRIES[id](http, baseUrl);
}

function parseBaseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:/.test(text)) throw new InvalidArgumentError('Expected an http(s) URL.');
  return text;
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
