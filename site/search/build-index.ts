import { sha256 } from '../../catalog/definition-hash.ts';
import type { ServerView } from '../../catalog/store/reader.ts';
import type { OutputDirectory } from '../../output/output-directory.ts';
import { searchIndex, type SearchRecord } from './search-index.ts';

/**
 * Writes the files that the search box loads, under `search/`.
 *
 * @returns how many files changed
 */
export function writeSearchIndex(records: Iterable<SearchRecord>, output: OutputDirectory): number {
  const { manifest, shards, blocks } = searchIndex(records);
  let written = 0;
  const write = (path: string, value: unknown) => {
    const content = JSON.stringify(value);
    const key = sha256(content);
    if (!output.isCurrent(path, key)) written += Number(output.write(path, key, content) === 'written');
  };
  write('search/manifest.json', manifest);
  for (const [prefix, shard] of shards) write(`search/shards/${shardFile(prefix)}`, shard);
  blocks.forEach((block, number) => write(`search/blocks/${number}.json`, block));
  return written;
}

/** The file of a shard; a prefix in another script becomes plain ASCII, which every server and file system takes. */
export const shardFile = (prefix: string): string => `${encodeURIComponent(prefix).replaceAll('%', '_')}.json`;

/** The records of a server: itself, and its tools. */
export function searchRecords({ server, tools }: ServerView): SearchRecord[] {
  const { slug, name, title } = server;
  const own: SearchRecord = [slug, (title === null ? name : `${title} (${name})`).slice(0, 200), '', '', '', ''];
  return [
    own,
    ...tools.map((tool): SearchRecord => {
      const { level = 'Unclassified', category = 'Unclassified' } = tool.classification ?? {};
      return [slug, name, tool.name.slice(0, 200), tool.slug, level, category];
    }),
  ];
}
