import { FACET_CATEGORIES, FACET_LEVELS } from '../format.ts';
import { nameWords, STOP_WORDS, words } from '../words.ts';

/** Most words of a query that are looked for. */
const MOST = 8;
const LONGEST_QUERY = 200;

export interface Facets {
  /** Positions in FACET_LEVELS and FACET_CATEGORIES; none means all. */
  levels: number[];
  categories: number[];
}

export interface Filters extends Facets {
  /** Names of servers; `exact` ones have no other words. */
  servers: { name: string; exact: boolean }[];
}

/** One word of a query, or what stands for several: `live streams` may be `livestream`. */
export interface QueryWord {
  /** As the index has it. */
  word: string;
  /** What it stands for when the index does not have it: `createIssue` is two words in a name. */
  split: string[];
  /** Whether more letters may follow. */
  open: boolean;
  /** The level or category that it names. */
  facets?: Facets;
}

export interface Query {
  words: QueryWord[];
  /** Words that neighbours make together, each with the position of the first and how many they are. */
  joined: { word: string; at: number; length: number }[];
  filters: Filters;
  /** What was typed beside the filters. */
  typed: string;
}

const FILTER = /(^|\s)(level|category|server):(?:"([^"]*)"|(\S+))/gi;

/** Reads what was typed: words, and filters such as `level:high`, `category:read,write`, `server:github`. */
export function parseQuery(text: string): Query {
  const filters: Filters = { levels: [], categories: [], servers: [] };
  const rest = text.slice(0, LONGEST_QUERY).replace(FILTER, (all, _, key: string, quoted?: string, plain?: string) => {
    const value = quoted ?? plain ?? '';
    if (key.toLowerCase() === 'server') filters.servers.push({ name: value, exact: quoted !== undefined });
    else if (!choose(key.toLowerCase() === 'level' ? filters.levels : filters.categories, key, value)) return all;
    return ' ';
  });
  // Separators of names count as spaces; camel case is decided by what the index knows.
  const typed = rest.split(/[^\p{L}\p{N}\p{M}]+/u).filter((piece) => piece !== '');
  const open = /[\p{L}\p{N}\p{M}]$/u.test(rest);
  const all = typed.flatMap((piece, i): (QueryWord & { piece: string })[] => {
    const whole = words(piece, LONGEST_QUERY);
    const split = nameWords(piece, LONGEST_QUERY);
    const facets = facetsNamed(piece);
    return whole.map((word, j) => ({
      word,
      split: whole.length === 1 && split.length > 1 ? split : [],
      open: open && i === typed.length - 1 && j === whole.length - 1,
      ...(facets && { facets }),
      piece: whole.length === 1 ? piece : '',
    }));
  });
  const telling = all.filter(({ word }) => !STOP_WORDS.has(word));
  const chosen = distinct(telling.length > 0 ? telling : all).slice(0, MOST);
  return { words: chosen.map(({ piece: _, ...word }) => word), joined: joinedWords(all, chosen), filters, typed: rest };
}

/**
 * The level or category of which a word is the name; undefined when it is none.
 *
 * @param shortest letters of a beginning that will do, such as `destruc`
 */
export function facetsNamed(word: string, shortest = Number.POSITIVE_INFINITY): Facets | undefined {
  const small = word.toLowerCase();
  const named = (names: readonly string[]) => {
    const at = names.findIndex((name) =>
      small.length < shortest ? name.toLowerCase() === small : name.toLowerCase().startsWith(small),
    );
    return at === -1 ? [] : [at];
  };
  // What is unclassified has neither.
  const levels = named(FACET_LEVELS);
  const categories = levels.length > 0 ? [] : named(FACET_CATEGORIES);
  return levels.length + categories.length > 0 ? { levels, categories } : undefined;
}

/** Adds the named facets; false when one of them is none. */
function choose(chosen: number[], key: string, value: string): boolean {
  const names: readonly string[] = key.toLowerCase() === 'level' ? FACET_LEVELS : FACET_CATEGORIES;
  const found = value.split(',').map((name) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()));
  if (found.includes(-1)) return false;
  chosen.push(...found);
  return true;
}

interface TypedWord extends QueryWord {
  piece: string;
}

function distinct(list: TypedWord[]): TypedWord[] {
  return list.filter(({ word }, i) => !list.some((other, j) => j > i && other.word === word));
}

/** Two or three neighbours as one word, left-out words between them included. */
function joinedWords(all: TypedWord[], chosen: TypedWord[]): Query['joined'] {
  return all.flatMap((_, from) =>
    [2, 3].flatMap((length) => {
      const run = all.slice(from, from + length);
      const ends = [run[0], run.at(-1)].every((word) => word !== undefined && chosen.includes(word));
      if (run.length < length || !ends || run.some(({ piece }) => piece === '')) return [];
      const word = words(run.map(({ piece }) => piece).join(''), LONGEST_QUERY);
      const count = run.filter((part) => chosen.includes(part)).length;
      return word.length === 1 ? [{ word: word[0]!, at: chosen.indexOf(run[0]!), length: count }] : [];
    }),
  );
}
