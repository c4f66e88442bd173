/** Answers queries from the files of the index. Knows nothing of the page: tests and benchmarks run it outside a browser too. */
import {
  BLOCK,
  blockFile,
  FACET_CATEGORIES,
  FACET_LEVELS,
  FILES,
  MANIFEST,
  SERVER_FACET,
  type RecordBlock,
  type SearchManifest,
} from '../format.ts';
import { dictionary, type Dictionary } from './dictionary.ts';
import { freshFile, Outdated, searchFiles, type SearchFiles } from './files.ts';
import { parseQuery, type Filters } from './parse-query.ts';
import { hasFacets, mayBeMore, QUICK, rank, THOROUGH, wantedParts, type Effort, type Ranked } from './rank.ts';
import { filterWords, serverFilter } from './server-filter.ts';
import { addMatches, lookFurther, lookUp, type WordMatches } from './word-matches.ts';

/** One line of results. */
export interface SearchRecord {
  serverSlug: string;
  serverName: string;
  /** Empty for a server without a title. */
  name: string;
  /** Undefined for a server. */
  toolSlug: string | undefined;
  level: string;
  category: string;
  text: string;
}

export interface SearchAnswer {
  /** How many results there are; at least so many when `more`. */
  total: number;
  more: boolean;
  /** How many of them have all words as they were typed; too few, and the others come close. */
  exact: number;
  /** Tools and servers that were searched. */
  documents: number;
  /** Tools among the results by level and category, as far as they were counted, each without its own filter. */
  levels: number[];
  categories: number[];
  /** The first results, best first. */
  first: SearchRecord[];
  /** The results from one to another. */
  records(from: number, to: number, signal: AbortSignal): Promise<SearchRecord[]>;
}

export interface Question {
  text: string;
  filters: Filters;
  /** How many results to load with the answer. */
  first: number;
  /** Whether to load what is needed to count all results. */
  thorough?: boolean;
}

export interface Search {
  /** Loads what every query needs, for somebody who is about to type. */
  warm(): void;
  /** The answer to a question; rejects when it was given up, or when the files cannot be loaded. */
  ask(question: Question, signal: AbortSignal): Promise<SearchAnswer>;
}

/** Fewer results with all words than this, and the search looks further. */
const FEW = 5;

/** Opens the search below a URL; nothing is loaded before the first query. */
export function openSearch(base: string): Search {
  let opened: Promise<Opened> | undefined;
  /** After a manifest that named files which were gone: a cache on the way may keep it, but not under an address that it never saw. */
  let past = '';
  const open = async (): Promise<Opened> => {
    const manifest = parse(await freshFile(base + MANIFEST + past)) as SearchManifest;
    const files = searchFiles(`${base}${FILES}${manifest.folder}/`);
    return { manifest, files, terms: dictionary(manifest, files) };
  };
  const ask: Search['ask'] = async (question, signal) => {
    opened ??= open();
    const current = opened;
    try {
      const found = await answer(await current, question, signal);
      // What was given up may end all the same, when all its files were there.
      signal.throwIfAborted();
      return found;
    } catch (error) {
      // What failed to load may load later.
      if (opened === current && !signal.aborted) opened = undefined;
      throw error;
    }
  };
  return {
    warm() {
      opened ??= open();
      opened.catch(() => (opened = undefined));
    },
    ask: (question, signal) =>
      ask(question, signal).catch((error: unknown) => {
        if (!(error instanceof Outdated)) throw error;
        past = `?${Date.now()}`;
        return ask(question, signal);
      }),
  };
}

interface Opened {
  manifest: SearchManifest;
  files: SearchFiles;
  terms: Dictionary;
}

async function answer(index: Opened, question: Question, signal: AbortSignal): Promise<SearchAnswer> {
  const asked = parseQuery(question.text);
  const chosen = question.filters;
  const effort = question.thorough === true ? THOROUGH : QUICK;
  const filters: Filters = {
    levels: [...asked.filters.levels, ...chosen.levels],
    categories: [...asked.filters.categories, ...chosen.categories],
    servers: [...asked.filters.servers, ...chosen.servers],
  };
  // A server alone: everything that it has.
  const ofNames = filters.servers.flatMap(filterWords).map((word) => ({ word, split: [], open: false }));
  const query = asked.words.length > 0 ? asked : { ...asked, words: ofNames };
  const { terms, manifest } = index;
  const namesOf = async (list: number[]): Promise<string[]> => {
    const blocks = await blocksOf(list, index.files, signal);
    return list.map((document) => {
      const { servers, documents } = blocks.get(Math.floor(document / BLOCK))!;
      return servers[documents[document % BLOCK]![0]]![1];
    });
  };
  const [ofServers, found] = await Promise.all([
    serverFilter(filters.servers, terms, namesOf, signal),
    lookUp(query, terms, manifest.documents, signal),
  ]);
  const inServers = (document: number) => ofServers?.(document) ?? true;
  const belongs = (document: number, facet: number) => inServers(document) && hasFacets(facet, filters);
  const fullOf = (list: Ranked[]) => list.filter((each) => each.full);
  let matches = found;
  let named = false;
  let ranked = await settled(matches, terms, belongs, manifest.originals, effort, signal);
  if (fullOf(ranked).length < FEW && matches.length > 1 && matches.some(({ facets }) => facets)) {
    named = true;
    ranked = rank(matches, belongs, manifest.originals, named);
  }
  const exact = fullOf(ranked).length;
  if (exact < FEW) {
    matches = await lookFurther(query, matches, terms, manifest.documents, signal);
    ranked = await settled(matches, terms, belongs, manifest.originals, effort, signal, named);
  }
  const full = fullOf(ranked);
  const results = full.length < FEW ? ranked.slice(0, Math.max(full.length, 50)) : full;
  const first = await typedFirst(results, asked.typed, question.first, index.files, signal);
  const counted =
    results.length === full.length ? fullOf(rank(matches, inServers, manifest.originals, named)) : results;
  return {
    total: results.length,
    more: mayBeMore(matches, ranked),
    exact: Math.min(exact, results.length),
    documents: manifest.documents,
    levels: FACET_LEVELS.map((_, i) => countFacets(counted, { ...filters, levels: [i] })),
    categories: FACET_CATEGORIES.map((_, i) => countFacets(counted, { ...filters, categories: [i] })),
    first,
    records: (from, to, other) => records(results.slice(from, to), index.files, other),
  };
}

/**
 * The first results, those before the others of which the very name was typed: the index knows words by their stems, to which
 * `read_file` and `ReadFiles` are the same. Puts the results in that order.
 */
async function typedFirst(
  results: Ranked[],
  typed: string,
  count: number,
  files: SearchFiles,
  signal: AbortSignal,
): Promise<SearchRecord[]> {
  const top = results.slice(0, count);
  const loaded = await records(top, files, signal);
  const whole = letters(typed);
  const isTyped = ({ name, serverName }: SearchRecord) => letters(name || serverName) === whole;
  const order = [...loaded.keys()].sort((a, b) => Number(isTyped(loaded[b]!)) - Number(isTyped(loaded[a]!)));
  results.splice(0, top.length, ...order.map((i) => top[i]!));
  return order.map((i) => loaded[i]!);
}

/** A name without what separates its words. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Loads parts of postings until the top of the results is certain, or enough was loaded. */
async function settled(
  matches: readonly WordMatches[],
  terms: Dictionary,
  belongs: (document: number, facet: number) => boolean,
  originals: number,
  effort: Effort,
  signal: AbortSignal,
  named = false,
): Promise<Ranked[]> {
  for (let round = 0; ; round++) {
    const ranked = rank(matches, belongs, originals, named);
    const wanted = round === effort.rounds ? [] : wantedParts(matches, ranked, effort);
    if (wanted.length === 0) return ranked;
    const loaded = await Promise.all(
      wanted.map(async ({ word, part }) => ({ word, part, postings: await terms.part(word.term!, part, signal) })),
    );
    for (const { word, part, postings } of loaded) {
      addMatches(word, postings, 1);
      word.loaded.add(part);
    }
  }
}

const countFacets = (ranked: readonly Ranked[], filters: Filters): number =>
  ranked.filter(({ facet }) => hasFacets(facet, filters)).length;

async function records(list: readonly Ranked[], files: SearchFiles, signal: AbortSignal): Promise<SearchRecord[]> {
  const blocks = await blocksOf(
    list.map(({ document }) => document),
    files,
    signal,
  );
  return list.map(({ document }) => {
    const block = blocks.get(Math.floor(document / BLOCK))!;
    const [server, name, slug, facet, text] = block.documents[document % BLOCK]!;
    const [serverSlug, serverName] = block.servers[server]!;
    const isServer = facet === SERVER_FACET;
    return {
      serverSlug,
      serverName,
      name,
      toolSlug: isServer ? undefined : slug === 0 ? name : slug,
      level: isServer ? '' : FACET_LEVELS[facet % FACET_LEVELS.length]!,
      category: isServer ? '' : FACET_CATEGORIES[Math.floor(facet / FACET_LEVELS.length)]!,
      text,
    };
  });
}

/** The blocks of some documents, by number. */
async function blocksOf(
  documents: readonly number[],
  files: SearchFiles,
  signal: AbortSignal,
): Promise<Map<number, RecordBlock>> {
  const numbers = [...new Set(documents.map((document) => Math.floor(document / BLOCK)))];
  return new Map(
    await Promise.all(
      numbers.map(
        async (number) => [number, parse(await files.load(blockFile(number), signal)) as RecordBlock] as const,
      ),
    ),
  );
}

const parse = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
