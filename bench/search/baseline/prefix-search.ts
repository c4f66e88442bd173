import { gzipSync } from 'node:zlib';
import type { SearchIndex, SearchRecord } from './prefix-index.ts';
import { tokens } from './tokens.ts';

/** The baseline's answer, and what a browser would have loaded for it. */
export interface PrefixAnswer {
  records: SearchRecord[];
  bytes: number;
  requests: number;
}

/** Files of the baseline as a server would send them, in bytes, by their name. */
export function fileSizes({ manifest, shards, blocks }: SearchIndex): Map<string, number> {
  const size = (value: unknown) => gzipSync(JSON.stringify(value)).length;
  const sizes = new Map([['manifest', size(manifest)]]);
  for (const [prefix, shard] of shards) sizes.set(`shard ${prefix}`, size(shard));
  blocks.forEach((block, number) => sizes.set(`block ${number}`, size(block)));
  return sizes;
}

/** Searches as the site did: all words, each the beginning of one; own names before names of servers, then by number. */
export function prefixSearch(
  index: SearchIndex,
  sizes: ReadonlyMap<string, number>,
  query: string,
  limit: number,
): PrefixAnswer {
  const loaded = new Set(['manifest']);
  const found = tokens(query).map((word) => matching(index, word, loaded));
  const own = (number: number) => Number(!found.some((word) => word.own.has(number)));
  const numbers = [...(found[0]?.all ?? [])]
    .filter((number) => found.every(({ all }) => all.has(number)))
    .sort((a, b) => own(a) - own(b) || a - b)
    .slice(0, limit);
  const { block } = index.manifest;
  for (const number of numbers) loaded.add(`block ${Math.floor(number / block)}`);
  return {
    records: numbers.map((number) => index.blocks[Math.floor(number / block)]![number % block]!),
    bytes: [...loaded].reduce((sum, file) => sum + sizes.get(file)!, 0),
    requests: loaded.size,
  };
}

function matching({ manifest, shards }: SearchIndex, word: string, loaded: Set<string>) {
  const found = { all: new Set<number>(), own: new Set<number>() };
  const near = manifest.shards.filter((prefix) => word.startsWith(prefix) || prefix.startsWith(word)).slice(0, 20);
  for (const prefix of near) {
    loaded.add(`shard ${prefix}`);
    for (const [token, postings] of Object.entries(shards.get(prefix)!)) {
      if (!token.startsWith(word)) continue;
      const [own, server] = postings.split('|').map(decode);
      for (const number of own!) found.own.add(number);
      for (const number of [...own!, ...server!]) found.all.add(number);
    }
  }
  return found;
}

function decode(text: string): number[] {
  let number = 0;
  return text === '' ? [] : text.split(' ').map((difference) => (number += Number.parseInt(difference, 36)));
}
