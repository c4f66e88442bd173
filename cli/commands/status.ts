import { Command } from '@commander-js/extra-typings';
import { EXIT } from '../../catalog/errors.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { dueLaunches } from '../../crawler/stages/launch-order/due-launches.ts';
import { findingsLine } from '../findings-line.ts';
import { identityLine } from '../identity-line.ts';
import { json, line, type CommandContext } from '../io.ts';
import { dbOption, jsonOption } from '../options.ts';
import { queueOption } from '../queue.ts';
import { queueLines, readDepth } from '../queue-depth.ts';
import { spendJson, spendLines } from '../spend-lines.ts';
import { causesOf, coverageBy } from '../status-figures.ts';
import { causeLines, coverageLines, dueLines, registryLines, runLine, staleLines } from '../status-lines.ts';
import { headline, levelsLine, summarise } from '../summary.ts';
import { count } from '../words.ts';

/** `toolgate status` */
export function statusCommand({ io, exit }: CommandContext) {
  return new Command('status')
    .summary('say what the catalogue holds and what is due')
    .description(
      'Counts servers by kind and registry (known, launchable, listed), ranks why the others list nothing and what can be ' +
        'done about it, and says what is due, which tool lists are older than the newest attempt, and how the last runs ended.',
    )
    .addOption(dbOption())
    .addOption(queueOption('say also what this queue holds'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Nothing is written; it can run beside a crawl. One server: toolgate explain. One run: toolgate report.

Exit codes: 0 done, 2 no such catalogue.`,
    )
    .action(async ({ db, queue: address, json: asJson }) => {
      const queue = address === undefined ? undefined : await readDepth(address, io);
      const store = openStore(db, { readonly: true });
      try {
        const figures = { ...figuresOf(store, db), queue };
        if (asJson) json(io.stdout, jsonOf(figures));
        else for (const text of linesOf(figures)) line(io.stdout, text);
      } finally {
        store.close();
      }
      exit(EXIT.done);
    });
}

interface Figures extends ReturnType<typeof figuresOf> {
  /** Where a queue was named. */
  queue?: Awaited<ReturnType<typeof readDepth>> | undefined;
}

function figuresOf(store: Store, db: string) {
  const summary = summarise(db);
  const servers = store.coverage.servers();
  const due = dueLaunches(store);
  return {
    db,
    summary,
    byKind: coverageBy(servers, ({ kind }) => [kind]),
    byRegistry: coverageBy(servers, ({ registries }) => registries),
    causes: causesOf(catalogueReader(store, 'operator').overviews()),
    due,
    nextDue: due.nextDue,
    staleLists: store.coverage.staleLists(),
    registries: store.registries.all(),
    refused: store.registries.refusals(),
    staleOverrides: store.overrides.stale().map(({ file, server, tool }) => ({ file, server, tool })),
    disputed: store.reviewQueue.count(),
    findings: {
      inDefinitions: store.serverFindings.definitionCounts(),
      acrossServers: store.serverFindings.counts(),
    },
    identity: store.identities.state().report,
    runs: store.runs.latest(5),
    spend: store.modelRequests.spend(),
  };
}

function jsonOf({ summary, due, spend, nextDue, byKind, byRegistry, ...rest }: Figures) {
  return {
    command: 'status',
    ...summary,
    coverage: { byKind, byRegistry },
    due: due.chosen.length,
    dueByReason: due.due,
    overSlice: due.overSlice,
    nextDue: nextDue ?? null,
    ...rest,
    spend: spendJson(spend),
  };
}

function linesOf(figures: Figures): string[] {
  const { summary, byKind, byRegistry, causes, due, nextDue, staleLists, registries, refused } = figures;
  return [
    headline(summary),
    ...coverageLines('kind', byKind),
    ...coverageLines('registry', byRegistry),
    ...(causes.length > 0 ? ['why the others list nothing:', ...causeLines(causes)] : []),
    levelsLine(summary),
    ...dueLines(due, nextDue),
    ...staleLines(staleLists),
    ...registries.flatMap(registryLines),
    ...(figures.identity.entries > 0 ? [identityLine(figures.identity)] : []),
    ...(refused.length > 0 ? [`${count(refused.length, 'registry record')} refused (named by --json)`] : []),
    ...figures.staleOverrides.map(
      ({ file, server, tool }) =>
        `override ${file}: no current definition of ${tool} of ${server} is the one that was reviewed`,
    ),
    ...(figures.disputed > 0 ? [`${count(figures.disputed, 'disputed verdict')} (listed by \`toolgate review\`)`] : []),
    findingsLine(figures.findings.inDefinitions, 'in definitions'),
    findingsLine(figures.findings.acrossServers, 'across servers'),
    ...spendLines(figures.spend),
    ...(figures.queue === undefined ? [] : queueLines(figures.queue)),
    ...figures.runs.map(runLine),
  ];
}
