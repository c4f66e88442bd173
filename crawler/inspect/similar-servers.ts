/** Servers whose tools are called alike. */
import type { FoundSimilar } from '../../catalog/store/similar-servers.ts';
import { addTo } from './add-to.ts';
import type { IndexedServer } from './indexed-server.ts';

/** Similar ones of a server that are kept. */
const MOST_SIMILAR = 5;
/** Copies of the same server among them: a reader looks for others. */
const MOST_COPIES = 2;
/** From this share of common words on, two servers are the same but for a few names. */
const COPY = 0.95;
/** Less in common is chance. */
const FEWEST_SHARED = 2;
const LEAST_ALIKE = 0.15;
/** Words that are told of a pair. */
const MOST_TOLD = 4;

/** A word that more servers have than these tells nothing about any of them. */
const MOST_SERVERS = 256;
/** Words of a server that are compared, those that fewest servers have. */
const MOST_WORDS = 48;
/** Tools whose names are read for words. */
const MOST_TOOLS = 500;
const LONGEST_NAME = 200;

/**
 * For each server those whose tools' names share most of their words, by the weighted Jaccard index: a word weighs more the
 * fewer servers have it, in steps of powers of two, so that one new server changes hardly any list. Every server is compared
 * with at most {@link MOST_WORDS} × {@link MOST_SERVERS} others, so time is linear in their number. Same catalogue, same lists.
 */
export function similarServers(servers: Iterable<IndexedServer>): ReadonlyMap<number, readonly FoundSimilar[]> {
  const all = [...servers].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const having = new Map<string, number>();
  const words = all.map((server) => wordsOf(server));
  for (const own of words) for (const word of own) having.set(word, (having.get(word) ?? 0) + 1);

  const telling = words.map((own) =>
    [...own]
      .filter((word) => having.get(word)! > 1 && having.get(word)! <= MOST_SERVERS)
      .sort((a, b) => having.get(a)! - having.get(b)! || (a < b ? -1 : 1))
      .slice(0, MOST_WORDS),
  );
  const weightOf = (word: string) => 1 + Math.log2(MOST_SERVERS) - Math.floor(Math.log2(having.get(word)!));
  // A word of this server alone speaks against being like any other; it weighs as one that two have.
  const whole = words.map((own, i) => {
    const lonely = [...own].filter((word) => having.get(word) === 1).length;
    return Math.min(lonely, MOST_WORDS) * Math.log2(MOST_SERVERS) + sum(telling[i]!.map(weightOf));
  });
  const byWord = new Map<string, number[]>();
  for (const [i, own] of telling.entries()) for (const word of own) addTo(byWord, word, i);

  const found = new Map<number, FoundSimilar[]>();
  for (const [i, { id }] of all.entries()) {
    const common = new Map<number, { weight: number; words: string[] }>();
    for (const word of telling[i]!) {
      for (const other of byWord.get(word)!) {
        if (other === i) continue;
        const both = common.get(other) ?? { weight: 0, words: [] };
        both.weight += weightOf(word);
        both.words.push(word);
        common.set(other, both);
      }
    }
    const ranked = [...common]
      .filter(([, both]) => both.words.length >= FEWEST_SHARED)
      .map(([other, both]) => ({
        other,
        shared: both.words.slice(0, MOST_TOLD),
        alike: both.weight / (whole[i]! + whole[other]! - both.weight),
      }))
      .filter(({ alike }) => alike >= LEAST_ALIKE)
      // Those that are as much alike stand in the order of their slugs.
      .sort((a, b) => b.alike - a.alike || a.other - b.other);
    const copies = ranked.filter(({ alike }) => alike >= COPY).slice(0, MOST_COPIES);
    const others = ranked.filter(({ alike }) => alike < COPY);
    const kept = [...copies, ...others].slice(0, MOST_SIMILAR);
    found.set(
      id,
      kept.map(({ other, shared }) => ({ id: all[other]!.id, shared })),
    );
  }
  return found;
}

const WORD = /\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+/gu;

/** Words of the names of a server's tools: `listOpenIssues` is `list`, `open`, `issues`. */
function wordsOf({ tools }: IndexedServer): Set<string> {
  const words = new Set<string>();
  for (const { name } of tools.slice(0, MOST_TOOLS)) {
    for (const [word] of name.slice(0, LONGEST_NAME).matchAll(WORD)) {
      if (word.length > 2) words.add(word.toLowerCase().slice(0, 40));
    }
  }
  // A word and its plural are one.
  for (const word of words) if (word.endsWith('s') && words.has(word.slice(0, -1))) words.delete(word);
  return words;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);
