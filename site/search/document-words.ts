import { FIT, FITS } from './format.ts';
import { nameWords, STOP_WORDS, words } from './words.ts';

/** How much of a name, title or description is looked at, in characters. */
const NAME = 1000;
const DESCRIPTION = 300;
/** Most words of one name: a hostile one is not to weigh more than a long one. */
const MOST = 24;
/** Words of a description that count as its beginning, which mostly says what a tool does. */
const EARLY = 10;

/** What may be found of a document, by the field in which it stands. */
export interface DocumentText {
  /** The name, or the words of it that count. */
  name: string | readonly string[];
  title: string | null;
  description: string | null;
  /** The words of its server; none for a server itself. */
  server: readonly string[];
}

/** The words by which a document is found, each with how well it fits, see {@link FIT}. */
export function documentWords({ name, title, description, server }: DocumentText): Map<string, number> {
  const found = new Map<string, number>();
  const add = (word: string, fit: number) => {
    if (fit > (found.get(word) ?? -1)) found.set(word, fit);
  };
  const own = distinct(typeof name === 'string' ? nameWords(name, NAME) : name);
  // `notion_delete_block` of a server "notion" says two words about itself.
  const telling = own.filter((word) => !server.includes(word)).length || own.length;
  for (const word of own) add(word, Math.max(FITS - telling, FIT.name));
  for (const word of distinct(words(title ?? '', NAME))) add(word, FIT.title);
  for (const word of server) add(word, FIT.server);
  const described = words(description ?? '', DESCRIPTION).filter((word) => !STOP_WORDS.has(word));
  described.forEach((word, i) => add(word, i < EARLY ? FIT.early : FIT.late));
  return found;
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)].slice(0, MOST);
