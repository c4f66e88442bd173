import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { CrawlResults } from './results.ts';

/** The document with the figures of these results in their place. */
export function withCrawlFigures(document: string, results: CrawlResults): string {
  return withFiguresOf('bench/crawl.ts', document, crawlFigures(results));
}

function crawlFigures({ about, bare, launches, growth }: CrawlResults): string {
  const launchRows = launches.map((row) => {
    const base = bare.find(({ slots }) => slots === row.slots)!;
    const perBare = base.wallSeconds / base.starts;
    const perLaunch = row.wallSeconds / row.launches;
    return [
      row.slots,
      `${row.listed} of ${row.launches}`,
      perHour(row.launches, row.wallSeconds),
      perHour(row.launches, row.cpuSeconds),
      (row.cpuSeconds / row.launches).toFixed(2),
      (perLaunch / perBare).toFixed(1),
      (row.cpuSeconds / row.launches / (base.cpuSeconds / base.starts)).toFixed(1),
      row.crawlerMb.toFixed(0),
      row.startedMb.toFixed(0),
    ];
  });
  const growthRows = growth.map((row) => [
    row.records.toLocaleString('en'),
    perSecond(row.records, row.listSeconds),
    (row.listSeconds / row.fetchSeconds).toFixed(1),
    perSecond(row.records, row.againSeconds),
    row.planSeconds.toFixed(2),
    row.chooseSeconds.toFixed(3),
    `${row.launches} in ${row.launchSeconds.toFixed(1)}`,
    row.classifySeconds.toFixed(2),
    row.inspectSeconds.toFixed(2),
    row.databaseMb.toFixed(1),
    row.memoryMb.toFixed(0),
  ]);
  return [
    about,
    '',
    markdownTable(
      [
        'slots',
        'listed',
        'per hour',
        'per hour and core',
        'CPU s each',
        'wall time, bare start = 1',
        'CPU, bare start = 1',
        'crawler MB',
        'servers MB',
      ],
      launchRows,
    ),
    '',
    markdownTable(
      [
        'records',
        'listed per s',
        'time, only fetching = 1',
        'per s unchanged',
        'plan s',
        'due s',
        'launches, s',
        'classify s',
        'inspect s',
        'file MB',
        'memory MB',
      ],
      growthRows,
    ),
  ].join('\n');
}

const perHour = (n: number, seconds: number): string => Math.round((n / seconds) * 3600).toLocaleString('en');
const perSecond = (n: number, seconds: number): string => Math.round(n / seconds).toLocaleString('en');
