import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { KindSize, OutputSize } from './results.ts';

/** What hosts limit, see the table of hosts in docs/hosting.md: a number of files, or bytes. */
const LIMITS: readonly { limit: string; of: 'files' | 'bytes'; most: number }[] = [
  { limit: '20,000 files', of: 'files', most: 20_000 },
  { limit: '100,000 files', of: 'files', most: 100_000 },
  { limit: '200,000 files', of: 'files', most: 200_000 },
  { limit: '1 GB', of: 'bytes', most: 1e9 },
];

/** The size of a catalogue that the figures are stretched to. */
const LARGE = 500_000;

/** The document with the figures of a folder in their place. */
export function withOutputSize(document: string, { tools, servers, kinds }: OutputSize): string {
  const all: KindSize = {
    kind: 'all',
    files: sum(kinds, 'files'),
    bytes: sum(kinds, 'bytes'),
    packed: sum(kinds, 'packed'),
  };
  const per = (value: number, count = 1000) => (value / tools) * count;
  const rows = [...kinds, all].map(({ kind, files, bytes, packed }) => [
    kind,
    per(files).toFixed(0),
    megabytes(per(bytes)),
    megabytes(per(packed)),
  ]);
  const limits = LIMITS.map(({ limit, of, most }) => [limit, thousands((most / all[of]) * tools)]);
  const figures = [
    `${number(tools)} real tools of ${number(servers)} servers gave, for 1,000 tools:`,
    markdownTable(['kind', 'files', 'MB', 'MB, gzip'], rows),
    `So ${number(LARGE)} tools of as many servers are about ${(per(all.files, LARGE) / 1e6).toFixed(1)} million files and ` +
      `${(per(all.bytes, LARGE) / 1e9).toFixed(0)} GB, ${(per(all.packed, LARGE) / 1e9).toFixed(0)} GB of it over the wire or on a store that compresses; and ` +
      'a limit holds:',
    markdownTable(['limit', 'tools'], limits),
  ];
  return withFiguresOf('bench/output-size.ts', document, figures.join('\n\n'));
}

const sum = (kinds: readonly KindSize[], of: 'files' | 'bytes' | 'packed'): number =>
  kinds.reduce((total, kind) => total + kind[of], 0);
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
const number = (value: number): string => value.toLocaleString('en');
/** Rounded down: who relies on it is to be sure. */
const thousands = (value: number): string => `${Math.floor(value / 1000)},000`;
