import { FIT, FITS, SERVER_FACET } from '../format.ts';
import { FORGE, serverWords } from '../server-words.ts';
import type { Dictionary } from './dictionary.ts';
import type { Filters } from './parse-query.ts';
import type { Postings } from './read-terms.ts';

/** Parts of one term that are read at most for a filter. */
const MOST_PARTS = 8;

/** Servers of the same words of which the names are looked at, to tell which of them was chosen. */
const MOST_ALIKE = 32;

/** Documents from the first to the last of a server. */
type Run = readonly [from: number, to: number];

/**
 * Says which documents belong to the servers of a filter; undefined without one.
 *
 * All documents of a server follow each other and have the words of its name. So in the postings of such a word the server
 * is a run of neighbours that begins with the server itself, and nothing else has to be loaded, unless servers have the same
 * words (`mcp-git`, `git-server`) and one of them was chosen.
 *
 * @param namesOf names of the servers to which documents belong
 */
export async function serverFilter(
  servers: Filters['servers'],
  dictionary: Dictionary,
  namesOf: (documents: number[]) => Promise<string[]>,
  signal: AbortSignal,
): Promise<((document: number) => boolean) | undefined> {
  if (servers.length === 0) return undefined;
  const runs = (await Promise.all(servers.map((server) => runsOf(server, dictionary, namesOf, signal)))).flat();
  const sorted = runs.sort(([a], [b]) => a - b);
  return (document) => {
    let [low, high] = [0, sorted.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (sorted[middle]![0] <= document) low = middle;
      else high = middle - 1;
    }
    const run = sorted[low];
    return run !== undefined && run[0] <= document && document <= run[1];
  };
}

/** The words by which the index knows the server of a filter. */
export function filterWords({ name, exact }: Filters['servers'][number]): string[] {
  // The name of a line of results may be cut, and before the owner somebody may type the host alone.
  const typed = name.slice(0, 200).replace(/[^\s/]{0,24}…$/, '');
  return serverWords(exact || typed.includes('/') ? typed : typed.replace(FORGE, ''));
}

async function runsOf(
  { name, exact }: Filters['servers'][number],
  dictionary: Dictionary,
  namesOf: (documents: number[]) => Promise<string[]>,
  signal: AbortSignal,
): Promise<Run[]> {
  const own = filterWords({ name, exact });
  const lists = await Promise.all(own.map((word) => postingsOf(word, dictionary, signal)));
  const known = lists.filter((list) => list !== undefined);
  if (known.length === 0) return [];
  // A server that has one of them only by its description is none.
  const fit = exact ? Math.max(FITS - known.length, FIT.name) : undefined;
  const [first, ...others] = known.map((list) => new Map(runsIn(list, fit)));
  const alike = [...first!].filter(([from]) => others.every((runs) => runs.has(from)));
  if (!exact || alike.length < 2) return alike;
  const names = await namesOf(alike.slice(0, MOST_ALIKE).map(([from]) => from));
  const same = alike.filter((_, i) => names[i] === name);
  return same.length > 0 ? same : alike;
}

async function postingsOf(word: string, dictionary: Dictionary, signal: AbortSignal): Promise<Postings[] | undefined> {
  const term = await dictionary.find(word, signal);
  if (term === undefined) return undefined;
  const parts = term.parts.slice(0, MOST_PARTS).map((_, part) => dictionary.part(term, part, signal));
  return [term.head(), ...(await Promise.all(parts))];
}

function runsIn(lists: readonly Postings[], wanted: number | undefined): Run[] {
  const runs: [number, number][] = [];
  let current: [number, number] | undefined;
  for (const { documents, bytes } of lists) {
    documents.forEach((document, i) => {
      const byte = bytes[i]!;
      const fit = byte >> 5;
      if ((byte & 31) === SERVER_FACET) {
        current = (wanted === undefined ? fit >= FIT.title : fit === wanted) ? [document, document] : undefined;
        if (current !== undefined) runs.push(current);
      } else if (current !== undefined && document === current[1] + 1) current[1] = document;
      else current = undefined;
    });
  }
  return runs;
}
