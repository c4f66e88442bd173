import type { CatalogueReader } from '../catalog/store/reader.ts';
import type { OutputDirectory } from '../output/output-directory.ts';
import { indexDocument } from './document/index-document.ts';
import { levelsDocument } from './document/levels-document.ts';
import { redirectsDocument } from './document/redirects-document.ts';
import { registriesDocument } from './document/registries-document.ts';
import { publishLists, sumTotals } from './lists.ts';
import { API_INDEX, API_LEVELS, API_REDIRECTS, API_REGISTRIES } from './paths.ts';
import { publishedSchemas } from './published-schemas.ts';
import { publisher } from './publisher.ts';
import { documentText } from './text/document-text.ts';

/**
 * Publishes the documents that are about no single server, from what the servers added to the lists.
 *
 * @returns how many documents there are, and how many of them changed
 */
export function publishCatalogueDocuments(
  reader: CatalogueReader,
  output: OutputDirectory,
  siteUrl?: string,
): { documents: number; written: number } {
  const published = publisher(output);
  const totals = sumTotals(output);
  publishLists(output, published, totals, siteUrl);
  published.text(API_REDIRECTS, documentText(redirectsDocument(reader.redirects(), siteUrl)));
  published.text(API_LEVELS, documentText(levelsDocument(totals, siteUrl)));
  published.text(API_REGISTRIES, documentText(registriesDocument(reader.registries(), siteUrl)));
  published.text(API_INDEX, documentText(indexDocument(totals, published.facts, siteUrl)));
  for (const { path, schema } of publishedSchemas(siteUrl)) {
    published.text(path, `${JSON.stringify(schema, null, 2)}\n`);
  }
  return published.counts;
}
