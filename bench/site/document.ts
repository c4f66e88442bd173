import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { SiteResults, Step } from './results.ts';

/** The document with the figures of these results in their place. */
export function withSiteFigures(document: string, { about, sizes }: SiteResults): string {
  const head = ['tools', 'servers', 'pages', 'full s', 'pages per s', 'plain writer s', 'full, plain = 1'].concat([
    'nothing changed s',
    '1 % changed s',
    'rendered then',
    'peak MB',
    'files',
    'MB',
  ]);
  const rows = sizes.map(({ tools, servers, full, plain, unchanged, onePercent, files, megabytes }) => [
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
  ]);
  return withFiguresOf('bench/site.ts', document, `${about}\n\n${markdownTable(head, rows)}`);
}

const number = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = ({ seconds: value }: Step): string => value.toFixed(1);
