/**
 * The baseline of bench/search.ts: an index of the words of names alone, in shards of JSON by prefix, as the site had it before.
 * A manifest, shards of postings by prefix of the token, and blocks of records.
 */
import { prefixGroups } from '../../../site/prefix-groups.ts';
import { tokens } from './tokens.ts';

/** What a result shows: server slug and name, tool name and slug, level, category. A server of its own has no tool. */
export type SearchRecord = readonly [
  serverSlug: string,
  serverName: string,
  toolName: string,
  toolSlug: string,
  level: string,
  category: string,
];

export interface SearchIndex {
  manifest: { version: 1; records: number; block: number; shards: string[] };
  /**
   * By prefix: for each token the numbers of the records whose own name has it, then `|` and those that have it only in the
   * name of their server. Ascending, as differences in base 36.
   */
  shards: Map<string, Record<string, string>>;
  blocks: SearchRecord[][];
}

/** Records in one block. */
const BLOCK = 256;
/** Postings (about five characters each) in one shard, so that a shard stays below some 64 kB. */
const SHARD = 12_000;

const SEVERITY = ['Critical', 'High', 'Medium', 'Low', 'Unclassified'];

/**
 * Builds the index. Records are numbered by importance, so that the first results are the best ones: servers, then tools
 * with few words in their name (what was typed is most of it), the severe before the harmless.
 */
export function searchIndex(unsorted: Iterable<SearchRecord>): SearchIndex {
  const ranked = Array.from(unsorted, (record) => ({ record, rank: rankOf(record) })).sort(
    (a, b) => a.rank - b.rank || compare(a.record[2], b.record[2]) || compare(a.record[0], b.record[0]),
  );
  const postings = new Map<string, Posting>();
  const post = (token: string, number: number, where: keyof Posting) => {
    const known = postings.get(token) ?? { own: [], server: [] };
    known[where].push(number);
    postings.set(token, known);
  };
  ranked.forEach(({ record: [, serverName, toolName] }, number) => {
    const own = new Set(tokens(toolName || serverName));
    for (const token of own) post(token, number, 'own');
    // Without the namespace: "io.github" would find every other tool.
    for (const token of tokens(serverName.slice(serverName.lastIndexOf('/') + 1)))
      if (!own.has(token)) post(token, number, 'server');
  });
  const shards = new Map(
    prefixShards([...postings].sort(([a], [b]) => compare(a, b))).map(({ prefix, items }) => [
      prefix,
      Object.fromEntries(items.map(([token, { own, server }]) => [token, `${encode(own)}|${encode(server)}`])),
    ]),
  );
  const blocks: SearchRecord[][] = [];
  for (let from = 0; from < ranked.length; from += BLOCK) {
    blocks.push(ranked.slice(from, from + BLOCK).map(({ record }) => record));
  }
  return {
    manifest: { version: 1, records: ranked.length, block: BLOCK, shards: [...shards.keys()] },
    shards,
    blocks,
  };
}

/** Numbers of the records that have a token. */
interface Posting {
  own: number[];
  server: number[];
}

type Entry = [token: string, posting: Posting];

/** Prefixes of at least one character, longer where a shard would be too heavy. */
function prefixShards(postings: Entry[], length = 1): { prefix: string; items: Entry[] }[] {
  return prefixGroups(postings, ([token]) => token, Number.POSITIVE_INFINITY, length).flatMap((group) => {
    const weight = group.items.reduce((sum, [, { own, server }]) => sum + own.length + server.length + 2, 0);
    const splits = weight > SHARD && group.items.length > 1;
    return splits ? prefixShards(group.items, length + 1) : [group];
  });
}

function rankOf([, serverName, toolName, , level]: SearchRecord): number {
  if (toolName === '') return Math.min(tokens(serverName).length, 9);
  return 10 + Math.min(tokens(toolName).length, 9) * 10 + SEVERITY.indexOf(level);
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

const encode = (numbers: readonly number[]): string =>
  numbers.map((number, i) => (number - (i === 0 ? 0 : numbers[i - 1]!)).toString(36)).join(' ');
