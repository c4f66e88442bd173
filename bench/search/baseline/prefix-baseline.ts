import { openStore, type Store } from '../../../catalog/store/open.ts';
import { FIRST, median, qualityOf, TYPICAL } from '../ask-all.ts';
import type { FoundResult, WrittenQuery } from '../queries.ts';
import type { SizeResult } from '../results.ts';
import { searchIndex, type SearchRecord } from './prefix-index.ts';
import { fileSizes, prefixSearch } from './prefix-search.ts';

/** The same figures of the baseline: the index as values in memory, its files compressed as a web server would. */
export function prefixBaseline(db: string, queries: readonly WrittenQuery[]) {
  const store = openStore(db, { readonly: true });
  const started = performance.now();
  const index = searchIndex(records(store));
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

function* records({ db }: Store): Generator<SearchRecord> {
  const servers = db.prepare<[], { id: number; slug: string; name: string; title: string | null }>(
    `SELECT id, slug, name, title FROM server WHERE status <> 'deleted' AND visibility = 'public' ORDER BY id`,
  );
  const tools = db.prepare<[number], { name: string; slug: string; level: string; category: string }>(
    `SELECT tool.name, tool.slug, coalesce(level, 'Unclassified') level, coalesce(category, 'Unclassified') category
     FROM tool LEFT JOIN verdict ON verdict.tool_id = tool.id
       LEFT JOIN classification ON classification.input_hash = verdict.input_hash
         AND classification.definition_hash = tool.definition_hash
     WHERE server_id = ? AND removed_at IS NULL ORDER BY position, tool.id`,
  );
  for (const { id, slug, name, title } of servers.iterate()) {
    yield [slug, (title === null ? name : `${title} (${name})`).slice(0, 200), '', '', '', ''];
    for (const tool of tools.iterate(id)) {
      yield [slug, name, tool.name.slice(0, 200), tool.slug, tool.level, tool.category];
    }
  }
}
