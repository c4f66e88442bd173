/** What a server adds to the search: kept as bytes until it changes, so that the words of half a million tools are found once. */
import type { ServerView } from '../../catalog/store/reader.ts';
import { documentWords } from './document-words.ts';
import { FACET_CATEGORIES, FACET_LEVELS } from './format.ts';
import { recordName, recordText } from './record-blocks.ts';
import { serverWords } from './server-words.ts';

/** Under which the pieces of servers are kept in a published folder. */
export const SEARCH_LIST = 'site/search';

/** A tool as the index needs it. */
export interface IndexedTool {
  /** What a line of results shows. */
  name: string;
  slug: string;
  text: string;
  facet: number;
  /** Pairs of a word and how well it fits, see format.ts. */
  words: readonly (readonly [string, number])[];
}

/** A tool in a piece: words hold letters and digits alone, so that they can stand in one text. */
type Row = [name: string, slug: string, text: string, facet: number, words: string, fits: string];

/** The tools of a server, in the order of its list; nothing for one without tools. */
export function searchPiece({ server, tools }: Pick<ServerView, 'server' | 'tools'>): Uint8Array | undefined {
  if (tools.length === 0) return undefined;
  const itsWords = serverWords(server.name);
  const rows = tools.map(({ definition, slug, classification }): Row => {
    const { name, title = null, description = null } = definition;
    const { category = 'Unclassified', level = 'Unclassified' } = classification ?? {};
    const facet = FACET_CATEGORIES.indexOf(category) * FACET_LEVELS.length + FACET_LEVELS.indexOf(level);
    const found = documentWords({ name, title, description, server: itsWords });
    return [
      recordName(name),
      slug,
      recordText(description ?? ''),
      facet,
      [...found.keys()].join(' '),
      [...found.values()].join(''),
    ];
  });
  return Buffer.from(JSON.stringify(rows));
}

/** The tools of a piece. */
export function* indexedTools(piece: Uint8Array): Generator<IndexedTool> {
  for (const [name, slug, text, facet, words, fits] of JSON.parse(Buffer.from(piece).toString()) as Row[]) {
    yield { name, slug, text, facet, words: wordsOf(words, fits) };
  }
}

const wordsOf = (words: string, fits: string): [string, number][] =>
  words === '' ? [] : words.split(' ').map((word, i) => [word, fits.charCodeAt(i) - ZERO]);

const ZERO = '0'.charCodeAt(0);
