import { partFile, shardFile, VOCABULARY, type SearchManifest } from '../format.ts';
import { readPart, readShard, type Postings, type Term } from './read-terms.ts';
import type { SearchFiles } from './files.ts';
import { isSlip } from './is-slip.ts';

/** Shards that are looked through for words that begin like the last one. */
const SHARDS = 2;
/** A word this short begins too many others: only frequent words continue it. */
const SHORT = 2;
/** Words that may continue one. */
const CONTINUATIONS = 6;
/** A word shorter than this has too many others near it. */
const SLIP = 4;

/** The terms of the index. */
export interface Dictionary {
  /** The term itself. */
  find(word: string, signal: AbortSignal): Promise<Term | undefined>;
  /** Terms that begin with it, or that it begins with when there are none; most frequent first, without itself. */
  continuations(word: string, signal: AbortSignal): Promise<Term[]>;
  /** The most frequent terms that one slip of the keys turns into it, of those that are frequent or begin alike. */
  slips(word: string, signal: AbortSignal): Promise<Term[]>;
  part(term: Term, part: number, signal: AbortSignal): Promise<Postings>;
}

/** Opens the terms of an index. */
export function dictionary({ shards }: SearchManifest, files: SearchFiles): Dictionary {
  const read = new Map<number, Term[]>();
  const terms = async (shard: number, signal: AbortSignal): Promise<Term[]> => {
    const known = read.get(shard) ?? readShard(await files.load(shardFile(shard), signal), shard);
    read.set(shard, known);
    return known;
  };
  /** The last shard that does not begin after the word. */
  const shardOf = (word: string): number => {
    let [low, high] = [0, shards.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (shards[middle]! <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  let frequent: string[] | undefined;
  // Kept is what was read, not the reading: a question that is given up must not fail another that waits for the same.
  const vocabulary = async (signal: AbortSignal): Promise<string[]> => {
    frequent ??= JSON.parse(new TextDecoder().decode(await files.load(VOCABULARY, signal))) as string[];
    return frequent;
  };
  const find: Dictionary['find'] = async (word, signal) =>
    shards.length === 0 ? undefined : (await terms(shardOf(word), signal)).find(({ term }) => term === word);
  const findAll = async (list: string[], signal: AbortSignal): Promise<Term[]> =>
    (await Promise.all(list.map((word) => find(word, signal)))).filter((term) => term !== undefined);
  const byCount = (list: Term[]): Term[] => list.sort((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1));

  return {
    find,
    async continuations(word, signal) {
      if (shards.length === 0) return [];
      if (word.length <= SHORT && /^[a-z0-9]+$/.test(word)) {
        const longer = (await vocabulary(signal)).filter((other) => other.startsWith(word) && other !== word);
        return findAll(longer.slice(0, CONTINUATIONS), signal);
      }
      const [from, to] = [shardOf(word), shardOf(`${word}\uffff`)];
      const near = Array.from({ length: Math.min(to - from + 1, SHARDS) }, (_, i) => terms(from + i, signal));
      const all = (await Promise.all(near)).flat();
      const longer = all.filter(({ term }) => term.startsWith(word) && term !== word);
      if (longer.length > 0) return byCount(longer).slice(0, CONTINUATIONS);
      // `creati` on its way to `creating`, which the index has as `creat`.
      const shorter = all.filter(
        ({ term }) => term.length >= 4 && word.length - term.length <= 3 && word.startsWith(term),
      );
      return shorter
        .sort((a, b) => b.term.length - a.term.length)
        .filter(({ term }) => term !== word)
        .slice(0, 1);
    },
    async slips(word, signal) {
      if (shards.length === 0 || word.length < SLIP || !/^[a-z0-9]+$/.test(word)) return [];
      const inShard = (await terms(shardOf(word), signal)).filter(({ term }) => isSlip(term, word));
      const listed = (await vocabulary(signal)).filter((other) => isSlip(other, word)).slice(0, 3);
      const others = listed.filter((other) => !inShard.some(({ term }) => term === other));
      return byCount([...inShard, ...(await findAll(others, signal))]).slice(0, 2);
    },
    part: async (term, part, signal) =>
      readPart(await files.load(partFile(term.shard, term.slot, part), signal), term, part),
  };
}
