import { FIT } from '../format.ts';
import type { Dictionary } from './dictionary.ts';
import type { Facets, Query, QueryWord } from './parse-query.ts';
import type { Postings, Term } from './read-terms.ts';

/** What each fit is worth, see FIT: late and early in the description, server, title, name of four, three, two, one. */
const WORTH = [0.3, 0.5, 0.75, 0.8, 0.9, 1, 1.15, 1.3];
/** How much less counts what was not typed: the rest of a word, a word with a slip, a longer or glued word. */
const CONTINUED = 0.75;
const SLIPPED = 0.7;
const ABBREVIATED = 0.5;
/** A word that fewer documents have may be a slip of the keys that others made too. */
const RARE = 3;

/** One word of a query with the documents that have it, as far as they were loaded. */
export interface WordMatches {
  /** How much the word tells: the rarer, the more. */
  weight: number;
  /** Worth by document. */
  found: Map<number, number>;
  /** The byte of facets and fit by document. */
  bytes: Map<number, number>;
  /** The term whose postings go on in parts, with those that are loaded. */
  term: Term | undefined;
  loaded: Set<number>;
  /** The level or category that the word names. */
  facets: Facets | undefined;
}

/** Adds postings to the matches of a word. */
export function addMatches({ found, bytes }: WordMatches, postings: Postings, factor: number): void {
  postings.documents.forEach((document, i) => {
    const byte = postings.bytes[i]!;
    const worth = WORTH[byte >> 5]! * factor;
    if (worth > (found.get(document) ?? 0)) {
      found.set(document, worth);
      bytes.set(document, byte);
    }
  });
}

/** Whether a document may have the word without our knowing yet; then the part that would tell. */
export function unknownPart({ term, loaded }: WordMatches, document: number): number | undefined {
  if (term === undefined || term.parts.length === 0 || document < term.parts[0]!) return undefined;
  let [low, high] = [0, term.parts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (term.parts[middle]! <= document) low = middle;
    else high = middle - 1;
  }
  return loaded.has(low) ? undefined : low;
}

/** Matches of terms, the first of which may go on in parts. */
function matchesOf(terms: { term: Term; factor: number }[], documents: number, facets?: Facets): WordMatches {
  const term = terms[0]?.term;
  const matches: WordMatches = { weight: 0, found: new Map(), bytes: new Map(), term, loaded: new Set(), facets };
  for (const { term: each, factor } of terms) addMatches(matches, each.head(), factor);
  const count = Math.max(term?.count ?? 0, matches.found.size);
  matches.weight = Math.log(1 + documents / Math.max(count, 1));
  return matches;
}

/**
 * Looks each word up: the word itself and, for the last one, words that begin with it. A camel case word that is none is taken
 * apart.
 */
export async function lookUp(
  query: Query,
  dictionary: Dictionary,
  documents: number,
  signal: AbortSignal,
): Promise<WordMatches[]> {
  const each = await Promise.all(
    query.words.map(async ({ word, split, open, facets }): Promise<WordMatches[]> => {
      const [term, longer] = await Promise.all([
        dictionary.find(word, signal),
        open ? dictionary.continuations(word, signal) : [],
      ]);
      if (term === undefined && split.length > 0) {
        const apart = split.map((part, i): QueryWord => ({
          word: part,
          split: [],
          open: open && i === split.length - 1,
        }));
        return lookUp({ ...query, words: apart }, dictionary, documents, signal);
      }
      const factor = term === undefined ? 1 : CONTINUED;
      const continued = longer.map((other) => ({
        term: other,
        factor: term === undefined && other === longer[0] ? 1 : factor,
      }));
      return [matchesOf(term === undefined ? continued : [{ term, factor: 1 }, ...continued], documents, facets)];
    }),
  );
  return each.flat();
}

/**
 * Looks further where few documents have all words: slips of the keys, words that begin with one that is not the last, words
 * that neighbours make together.
 */
export async function lookFurther(
  query: Query,
  matches: readonly WordMatches[],
  dictionary: Dictionary,
  documents: number,
  signal: AbortSignal,
): Promise<WordMatches[]> {
  // Taken apart: positions do not fit any more.
  if (matches.length !== query.words.length) return [...matches];
  const wider = await Promise.all(
    query.words.map(async ({ word, open }, i) => {
      const before = matches[i]!;
      const count = Math.max(before.term?.count ?? 0, before.found.size);
      const longer = open ? [] : (await dictionary.continuations(word, signal)).slice(0, 3);
      const slips = count < RARE ? await dictionary.slips(word, signal) : [];
      if (longer.length + slips.length === 0) return before;
      const known = before.term === undefined ? [] : [{ term: before.term, factor: 1 }];
      const near = slips.map((term) => ({ term, factor: SLIPPED }));
      return matchesOf(
        // A slip goes first, because only the first term can go on in parts.
        [...(count < RARE ? [...near, ...known] : known), ...longer.map((term) => ({ term, factor: ABBREVIATED }))],
        documents,
        before.facets,
      );
    }),
  );
  await Promise.all(
    query.joined.map(async ({ word, at, length }) => {
      const term = await dictionary.find(word, signal);
      if (term === undefined) return;
      for (const each of wider.slice(at, at + length)) addMatches(each, term.head(), 1);
    }),
  );
  return wider;
}

/** Whether a worth is that of a name. */
export const isName = (worth: number): boolean => worth >= WORTH[FIT.name]!;
