import { FACET_LEVELS, SERVER_FACET } from '../format.ts';
import type { Facets } from './parse-query.ts';
import { isName, unknownPart, type WordMatches } from './word-matches.ts';

/** A document that was found. */
export interface Ranked {
  document: number;
  facet: number;
  score: number;
  /** Whether it has all words. */
  full: boolean;
}

/** How much a document loses that lacks a part of what was asked for: the share that it has, to this power. */
const COMPLETENESS = 3;

/** The share of what was asked for that a document must have, by weight. A third already costs hits, none costs time. */
const LEAST = 0.25;

/** What it is worth to have the level or category that a word names: as much as to have the word early in the description. */
const NAMED = 0.5;
/** And how much such a word tells at most: that of a quarter of all documents, however rare it is in texts. */
const COMMON = Math.log(1 + 4);

/** What a tool is worth that a more important server has too: less by about a step of how well a word fits. */
const COPY = 0.85;

/** Whether a document has one of the levels and one of the categories; none means all, and a server has neither. */
export function hasFacets(facet: number, { levels, categories }: Facets): boolean {
  if (levels.length + categories.length === 0) return true;
  if (facet === SERVER_FACET) return false;
  const [category, level] = [Math.floor(facet / FACET_LEVELS.length), facet % FACET_LEVELS.length];
  return (levels.length === 0 || levels.includes(level)) && (categories.length === 0 || categories.includes(category));
}

/**
 * Documents that have enough of what was asked for, best first; of equal ones the more important first.
 *
 * @param originals documents from this one on are of servers whose tools others have too
 * @param named whether a word that names a level or a category stands for it too
 */
export function rank(
  matches: readonly WordMatches[],
  belongs: (document: number, facet: number) => boolean,
  originals: number,
  named = false,
): Ranked[] {
  const weighed = matches.map((match) => {
    const { weight, facets } = match;
    return named && facets ? { ...match, weight: Math.min(weight, COMMON) } : match;
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const ranked: Ranked[] = [];
  const seen = new Set<number>();
  // What has none of the words that tell most is not even looked at: common words alone make no result, and are many.
  let rest = total;
  for (const { bytes, weight: own } of [...weighed].sort((a, b) => b.weight - a.weight)) {
    if (rest < total * LEAST) break;
    rest -= own;
    for (const [document, byte] of bytes) {
      if (seen.has(document)) continue;
      seen.add(document);
      const facet = byte & 31;
      if (!belongs(document, facet)) continue;
      let [score, has, count] = [0, 0, 0];
      for (const { weight, found, facets } of weighed) {
        const worth = found.get(document) ?? (named && facets && hasFacets(facet, facets) ? NAMED : undefined);
        if (worth === undefined) continue;
        score += worth * weight;
        has += weight;
        count += 1;
      }
      if (has < total * LEAST) continue;
      score *= (has / total) ** COMPLETENESS;
      if (document >= originals) score *= COPY;
      ranked.push({ document, facet, score, full: count === matches.length });
    }
  }
  return ranked.sort((a, b) => b.score - a.score || a.document - b.document);
}

/** A part of the postings of a word that would tell more. */
export interface WantedPart {
  word: WordMatches;
  part: number;
}

/** How much is loaded for an answer. */
export interface Effort {
  /** Documents that have all words in their names, that are enough. */
  enough: number;
  /** Documents at the top about which everything should be known. */
  top: number;
  /** Rounds of loading parts of postings, and parts in each. */
  rounds: number;
  parts: number;
  /** Parts of the word that tells most, in each round. */
  ahead: number;
}

/** For the first results: some 60 kB at most. */
export const QUICK: Effort = { enough: 12, top: 24, rounds: 2, parts: 4, ahead: 1 };
/** To count all results, or as many as can be had for some 200 kB. */
export const THOROUGH: Effort = { enough: Number.POSITIVE_INFINITY, top: 20_000, rounds: 2, parts: 16, ahead: 8 };

/**
 * The parts that tell most about the documents at the top, and where there are too few good ones, the next part of the word
 * that tells most.
 */
export function wantedParts(matches: readonly WordMatches[], ranked: readonly Ranked[], effort: Effort): WantedPart[] {
  const votes = new Map<string, WantedPart & { votes: number }>();
  const vote = (word: WordMatches, part: number) => {
    const key = `${matches.indexOf(word)} ${part}`;
    const known = votes.get(key) ?? { word, part, votes: 0 };
    known.votes += 1;
    votes.set(key, known);
  };
  // With the weight of what they may have, documents that lack it only because it was not loaded are at the top too.
  const near = matches.length === 1 ? [] : ranked.slice(0, Math.max(effort.top, 2000));
  const hopeful = near.map(({ document }) => ({ document, hope: hopeOf(matches, document) }));
  for (const { document } of hopeful.sort((a, b) => b.hope - a.hope).slice(0, effort.top)) {
    for (const word of matches) {
      const part = word.found.has(document) ? undefined : unknownPart(word, document);
      if (part !== undefined) vote(word, part);
    }
  }
  const good = ranked.filter(
    ({ document, full, facet }) =>
      full && facet !== SERVER_FACET && matches.every(({ found }) => isName(found.get(document)!)),
  );
  if (good.length < effort.enough) {
    const [rarest] = [...matches].sort((a, b) => b.weight - a.weight);
    const missing = (rarest?.term?.parts ?? []).map((_, part) => part).filter((part) => !rarest!.loaded.has(part));
    for (const part of missing.slice(0, effort.ahead)) vote(rarest!, part);
  }
  return [...votes.values()].sort((a, b) => b.votes - a.votes).slice(0, effort.parts);
}

/** What a document would be worth if it had all that is not known to be missing. */
function hopeOf(matches: readonly WordMatches[], document: number): number {
  let [hope, missing] = [0, 0];
  for (const word of matches) {
    const worth = word.found.get(document);
    if (worth !== undefined) hope += worth * word.weight;
    else if (unknownPart(word, document) === undefined) missing += 1;
    else hope += word.weight;
  }
  return hope / (1 + missing);
}

/** Whether more documents may have all words than are known. */
export function mayBeMore(matches: readonly WordMatches[], ranked: readonly Ranked[]): boolean {
  if (matches.length > 0 && matches.every(({ term, loaded }) => loaded.size < (term?.parts.length ?? 0))) return true;
  return ranked.some(
    ({ document, full }) =>
      !full && matches.every((word) => word.found.has(document) || unknownPart(word, document) !== undefined),
  );
}
