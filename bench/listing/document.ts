import { markdownTable, withFiguresOf } from '../figures/figures.ts';
import type { ListingResults } from './results.ts';

/** The document with the figures of these results in their place. */
export function withListingFigures(document: string, { about, rows }: ListingResults): string {
  const cells = rows.map(({ records, work, requests, read, seconds, fetchSeconds }) => [
    records.toLocaleString('en'),
    work,
    requests,
    read.toLocaleString('en'),
    seconds.toFixed(3),
    read === 0 ? '–' : Math.round(read / seconds).toLocaleString('en'),
    (seconds / fetchSeconds).toFixed(1),
  ]);
  const head = ['records', 'what is done', 'requests', 'read', 's', 'per s', 'time, only fetching = 1'];
  return withFiguresOf('bench/listing.ts', document, `${about}\n\n${markdownTable(head, cells)}`);
}
