import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { Part, SiteResults, Step } from './results.ts';

/** The document with the figures of these results in their place. */
export function withSiteFigures(document: string, { about, sizes }: SiteResults): string {
  const head = ['tools', 'servers', 'pages', 'full s', 'pages per s', 'plain writer s', 'full, plain = 1'].concat([
    'nothing changed s',
    '1 % changed s',
    'rendered then',
    'peak MB',
    'files',
    'MB',
    'load before',
  ]);
  const rows = sizes.map(({ tools, servers, load, full, plain, unchanged, onePercent, files, megabytes }) => [
    number(tools),
    number(servers),
    number(full.pages),
    seconds(full),
    number(full.pages / full.seconds),
    seconds(plain),
    (full.seconds / plain.seconds).toFixed(1),
    seconds(unchanged),
    seconds(onePercent),
    number(onePercent.made),
    number(Math.max(full.peakMb, unchanged.peakMb, onePercent.peakMb)),
    number(files),
    number(megabytes),
    load.toFixed(1),
  ]);
  const profiles = sizes.flatMap(({ tools, parts }) => (parts === undefined ? [] : [profile(tools, parts)]));
  const later = sizes.flatMap(({ tools, rebuildLoad }) =>
    rebuildLoad === undefined
      ? []
      : [
          `The two rebuilds of ${number(tools)} tools were measured later than its full build, over the folder that it had left (load ${rebuildLoad.toFixed(1)} before).`,
        ],
  );
  const figures = [about, markdownTable(head, rows), ...later, ...profiles].join('\n\n');
  return withFiguresOf('bench/site.ts', document, figures);
}

/** Where the time goes; a part below one in a hundred is left out. */
function profile(tools: number, parts: readonly Part[]): string {
  const all = parts.reduce((sum, part) => sum + part.seconds, 0);
  const rows = parts
    .filter((part) => part.seconds >= all / 100)
    .map((part) => [part.part, part.seconds.toFixed(1), `${Math.round((100 * part.seconds) / all)} %`]);
  const title = `Processor time of a full build of ${number(tools)} tools by what it goes into, under the profiler:`;
  return `${title}\n\n${markdownTable(['part', 's', 'share'], rows)}`;
}

const number = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = ({ seconds: value }: Step): string => value.toFixed(1);
