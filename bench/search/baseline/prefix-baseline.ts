import { openStore } from '../../../catalog/store/open.ts';
import { searchDocuments, type SearchDocuments } from '../../../catalog/store/search-documents.ts';
import { FIRST, median, qualityOf, TYPICAL } from '../ask-all.ts';
import type { FoundResult, WrittenQuery } from '../queries.ts';
import type { SizeResult } from '../results.ts';
import { searchIndex, type SearchRecord } from './prefix-index.ts';
import { fileSizes, prefixSearch } from './prefix-search.ts';

/** The same figures of the baseline: the index as values in memory, its files compressed as a web server would. */
export function prefixBaseline(db: string, queries: readonly WrittenQuery[]) {
  const store = openStore(db, { readonly: true });
  const started = performance.now();
  const index = searchIndex(records(searchDocuments(store.db)));
  const buildSeconds = (performance.now() - started) / 1000;
  store.close();
  const sizes = fileSizes(index);
  const ask = (query: string) => prefixSearch(index, sizes, query, FIRST);
  const written = queries.map(({ query }) => ask(query));
  const found = written.map((answer) =>
    answer.records.map(([, server, tool]): FoundResult => ({ server, tool: tool === '' ? undefined : tool })),
  );
  const figures: NonNullable<SizeResult['baseline']> = {
    buildSeconds,
    files: sizes.size,
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    medianBytes: median(written.map(({ bytes }) => bytes)),
    largestBytes: Math.max(...written.map(({ bytes }) => bytes)),
    quality: qualityOf(queries, found),
  };
  const typical = TYPICAL.map(ask).map(({ bytes, requests }) => ({ bytes, requests }));
  return { figures, typical };
}

function* records(catalogue: SearchDocuments): Generator<SearchRecord> {
  for (const { id, slug, name, title } of catalogue.servers()) {
    yield [slug, (title === null ? name : `${title} (${name})`).slice(0, 200), '', '', '', ''];
    for (const tool of catalogue.toolsOf(id)) {
      yield [slug, name, tool.name.slice(0, 200), tool.slug, tool.level, tool.category];
    }
  }
}
