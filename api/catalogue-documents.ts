import { sha256 } from '../catalog/definition-hash.ts';
import { totalsOfPieces } from '../attacks/attack-piece.ts';
import type { CatalogueReader } from '../catalog/store/reader.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { attackDocuments, attacksDocument } from './document/attack-documents.ts';
import { changesDocument } from './document/changes-document.ts';
import { dayOf, removalLine } from './document/change-lines.ts';
import { indexDocument } from './document/index-document.ts';
import { levelsDocument } from './document/levels-document.ts';
import { openApiDocument } from './document/openapi-document.ts';
import { redirectsDocument } from './document/redirects-document.ts';
import { registriesDocument } from './document/registries-document.ts';
import { statsDocument } from './document/stats-document.ts';
import { sumsDocument } from './document/sums-document.ts';
import { makeDatabase } from './download/make-database.ts';
import { publishFeeds } from './feed/publish-feeds.ts';
import { daysOf, LISTS, publishLists, sumStats, sumTotals, type Reckoned } from './lists.ts';
import {
  API_ATTACKS,
  API_CHANGES,
  API_DATABASE,
  API_INDEX,
  API_LEVELS,
  API_OPENAPI,
  API_REDIRECTS,
  API_REGISTRIES,
  API_STATS,
  API_SUMS,
} from './paths.ts';
import { publishedSchemas } from './published-schemas.ts';
import { publisher, type Publisher } from './publisher.ts';
import { documentText } from './text/document-text.ts';
import { jsonText } from './text/json-text.ts';

interface DocumentsContext {
  siteUrl?: string | undefined;
  /**
   * Differs whenever what servers added to the lists, or the program, might: lists and a database that stand, made from the
   * same, are not put together.
   */
  madeFrom: string;
  signal?: AbortSignal | undefined;
}

/**
 * Publishes the documents that are about no single server, from what the servers added to the lists. Whoever has other
 * work does it while the database is written.
 *
 * @returns how many documents there are, and how many of them changed
 */
export async function publishCatalogueDocuments(
  reader: CatalogueReader,
  output: OutputDirectory,
  { siteUrl, signal, madeFrom }: DocumentsContext,
): Promise<{ documents: number; written: number }> {
  const published = publisher(output);
  const { facts, sums } = published;
  const text = (url: string, document: object) => published.text(url, documentText(document));
  const reckoned = reckon(reader, output);
  const { totals, stats, removals } = reckoned;
  // Before the lists, which keep this thread busy meanwhile.
  const database = publishDatabase(output, published, { madeFrom, entries: totals.tools, signal });
  // Should anything fail before it is waited for, that is what is told.
  database.catch(() => {});
  publishLists(output, published, reckoned, { siteUrl, madeFrom });
  text(API_REDIRECTS, redirectsDocument(reader.redirects(), siteUrl));
  text(API_LEVELS, levelsDocument(totals, siteUrl));
  text(API_REGISTRIES, registriesDocument(reader.registries(), siteUrl));
  text(API_STATS, statsDocument(totals, stats, siteUrl));
  text(API_CHANGES, changesDocument(daysOf(stats, removals), facts, siteUrl));
  const attacks = attackDocuments(totalsOfPieces(output.pieces(LISTS.attacks)), siteUrl);
  text(API_ATTACKS, attacksDocument(attacks, siteUrl));
  for (const attack of attacks) text(attack.url, attack);
  publishFeeds(output, published, reckoned, siteUrl);
  published.text(API_OPENAPI, `${JSON.stringify(openApiDocument(siteUrl), null, 2)}\n`);
  await database;
  text(API_INDEX, indexDocument({ totals, stats }, { facts, sums }, siteUrl));
  for (const { path, schema } of publishedSchemas(siteUrl)) {
    published.text(path, `${JSON.stringify(schema, null, 2)}\n`);
  }
  published.text(API_SUMS, sumsDocument(sums));
  return published.counts;
}

function reckon(reader: CatalogueReader, output: OutputDirectory): Reckoned {
  const removals = Map.groupBy(reader.removedServers().map(removalLine), ({ at }) => dayOf(at));
  return {
    totals: sumTotals(output),
    stats: sumStats(output),
    removals: new Map(Array.from(removals, ([day, lines]) => [day, lines.map(jsonText)])),
  };
}

async function publishDatabase(
  output: OutputDirectory,
  published: Publisher,
  { madeFrom, entries, signal }: Pick<DocumentsContext, 'madeFrom' | 'signal'> & { entries: number },
): Promise<void> {
  const key = sha256(madeFrom);
  if (published.keep(API_DATABASE, key, entries)) return;
  const { path, facts } = await makeDatabase(output.pieceSource(), output.temporary('api-database'), signal);
  published.file(API_DATABASE, path, { entries, ...facts }, key);
}
