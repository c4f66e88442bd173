import { FIT, FITS } from './format.ts';
import { nameWords, STOP_WORDS, words } from './words.ts';

/** How much of a name, title or description is looked at, in characters. */
const NAME = 1000;
const DESCRIPTION = 300;
/** Most words of one name: a hostile one is not to weigh more than a long one. */
const MOST = 24;
/** Words of a description that count as its beginning, which mostly says what a tool does. */
const EARLY = 10;

/** Nearly every server has these in its name, which is then found by the others. */
const COMMON = new Set(words('mcp server servers', 100));
/** Hosts of repositories: `io.github.owner/name` is of the owner, not of the host. */
const FORGE = /^(?:io|com|org)\.(?:github|gitlab|bitbucket|codeberg)\./i;

/** What may be found of a document, by the field in which it stands. */
export interface DocumentText {
  name: string;
  title: string | null;
  description: string | null;
  /** The words of its server; none for a server itself. */
  server: readonly string[];
}

/** The words of a server's name that tell it from others: with its owner, without what its registry or its kind adds. */
export function serverWords(name: string): string[] {
  const slash = name.indexOf('/');
  const owner = slash < 0 ? '' : name.slice(0, slash).replace(FORGE, '');
  // A reverse domain ends where the names of all of its kind begin: `com.example`, `ai.example`.
  const own = /^[a-z]{2,6}\./i.test(owner) ? owner.slice(owner.indexOf('.') + 1) : owner;
  const all = distinct(nameWords(`${own} ${name.slice(slash + 1)}`, NAME));
  const telling = all.filter((word) => !COMMON.has(word));
  return telling.length > 0 ? telling : all;
}

/** The words by which a document is found, each with how well it fits, see {@link FIT}. */
export function documentWords({ name, title, description, server }: DocumentText): Map<string, number> {
  const found = new Map<string, number>();
  const add = (word: string, fit: number) => {
    if (fit > (found.get(word) ?? -1)) found.set(word, fit);
  };
  const own = distinct(nameWords(name, NAME));
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
