/** Lists over all servers: each server adds its piece, and a list is the pieces one after another. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Level } from '../catalog/model/rubric.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { ALL_LEVELS } from './all-levels.ts';
import { documentHeader } from './document/document-header.ts';
import { API_SERVERS, API_TOOLS, levelToolsUrl } from './paths.ts';
import type { Publisher } from './publisher.ts';
import { listLayout } from './text/document-text.ts';
import { gzipMember } from './text/gzip-member.ts';
import { writeListFile } from './text/list-file.ts';
import { addTotals, noTotals, type Totals } from './totals.ts';

/** What the pieces of servers are kept under. */
export const LISTS = {
  totals: 'api/totals',
  servers: 'api/servers',
  tools: 'api/tools',
  level: (level: Level): string => `api/levels/${level.toLowerCase()}`,
} as const;

/** What all servers come to; reckoned from what is published, so that both agree. */
export function sumTotals(output: OutputDirectory): Totals {
  const totals = noTotals();
  for (const piece of output.pieces(LISTS.totals))
    addTotals(totals, JSON.parse(Buffer.from(piece).toString()) as Totals);
  return totals;
}

/** Publishes every list. */
export function publishLists(output: OutputDirectory, publisher: Publisher, totals: Totals, siteUrl?: string): void {
  const folder = output.temporary('api');
  mkdirSync(folder, { recursive: true });
  const publish = (url: string, entries: number, pieces: Iterable<Uint8Array>) => {
    const path = join(folder, String(publisher.facts.size));
    publisher.file(url, path, { entries, ...writeListFile(path, pieces) });
  };
  /** A file without members would be no gzip file. */
  const compressed = (url: string, entries: number, list: string) =>
    publish(url, entries, entries === 0 ? [gzipMember('')] : output.pieces(list));

  publish(API_SERVERS, totals.servers, rows(listLayout(documentHeader('servers', siteUrl), 'servers'), output));
  compressed(API_TOOLS, totals.tools, LISTS.tools);
  for (const level of ALL_LEVELS) compressed(levelToolsUrl(level), totals.byLevel[level], LISTS.level(level));
}

function* rows({ head, between, tail }: ReturnType<typeof listLayout>, output: OutputDirectory): Generator<Uint8Array> {
  yield Buffer.from(head);
  let first = true;
  for (const piece of output.pieces(LISTS.servers)) {
    if (!first) yield Buffer.from(between);
    first = false;
    yield piece;
  }
  yield Buffer.from(tail);
}
