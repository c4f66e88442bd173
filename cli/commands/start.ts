import path from 'node:path';
import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { fileRegistry } from '../../crawler/registries/file/index.ts';
import { crawl, type CrawlResult } from '../crawl.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption, outOption, quietOption, siteContactOption, siteUrlOption } from '../options.ts';
import { contactOption, openHttp } from '../open-http.ts';
import { publish, publishedExit, publishedLine, publishedStatus } from '../publish.ts';
import { summarise, summaryLines } from '../summary.ts';
import { withCatalogue } from '../with-catalogue.ts';
import { concurrencyOption, exitCodeAfter, isolationOption } from './crawl.ts';
import { hostOption, portOption, serve } from './serve.ts';

const STARTER = path.resolve(import.meta.dirname, '../../data/starter.json');

/** `toolgate start`, the main job. */
export function startCommand({ io, exit }: CommandContext) {
  return new Command('start')
    .summary('crawl the starter servers, classify, build, and serve the site')
    .description(
      'Crawls the servers of data/starter.json, classifies their tools, builds site and JSON API, and serves them. ' +
        'Run again, it does only what changed.',
    )
    .option('--no-serve', 'end after the build')
    .addOption(concurrencyOption())
    .addOption(isolationOption())
    .option('--retry-failed', 'launch again what failed before, without waiting for its time', false)
    .addOption(contactOption())
    .addOption(dbOption())
    .addOption(outOption())
    .addOption(siteUrlOption())
    .addOption(siteContactOption())
    .addOption(hostOption())
    .addOption(portOption())
    .addOption(jsonOption())
    .addOption(quietOption())
    .action(async ({ serve: toServe, retryFailed, siteContact, ...options }) => {
      const http = openHttp(io, options);
      const crawling = { ...options, http, choice: { retryFailed }, registries: [fileRegistry(STARTER)] };
      let result: CrawlResult;
      try {
        result = await withCatalogue(io, { ...options, command: 'start', reported: true }, (session) =>
          crawl(io, session, crawling),
        );
      } finally {
        await http.close();
      }
      if (io.signal.aborted) {
        if (options.json) json(io.stdout, { command: 'start', status: 'stopped', stages: result.stages });
        else line(io.stderr, 'stopped; the next start goes on from here');
        exit(EXIT.partial);
        return;
      }
      const published = await publish(io, { ...options, contact: siteContact });
      const summary = summarise(options.db);
      if (options.json)
        json(io.stdout, {
          command: 'start',
          status: publishedStatus(published),
          stages: result.stages,
          ...published,
          ...summary,
        });
      else {
        for (const text of summaryLines(summary)) line(io.stdout, text);
        line(io.stdout, publishedLine(published));
        const { launched = 0 } = result.stages['launch'] ?? {};
        const { classified = 0 } = result.stages['classify'] ?? {};
        const did = `launched ${launched}, classified ${classified}, rendered ${published.site.rendered}`;
        line(
          io.stdout,
          launched + classified + published.site.rendered === 0 ? `nothing changed: ${did}` : `this run: ${did}`,
        );
      }
      // The result alone stands on standard output.
      if (toServe) await serve({ ...io, stdout: options.json ? io.stderr : io.stdout }, options);
      exit(exitCodeAfter(result) || publishedExit(published));
    });
}
