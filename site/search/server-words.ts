import { nameWords, words } from './words.ts';

/** How much of a name is looked at, in characters, and how many words of it. */
const NAME_CHARACTERS = 1000;
const NAME_WORDS = 24;
/** Nearly every server has these in its name, which is then found by the others. */
const COMMON_WORDS = new Set(words('mcp server servers', 100));
/** Hosts of repositories: `io.github.owner/name` is of the owner, not of the host. */
export const FORGE = /^(?:io|com|org)\.(?:github|gitlab|bitbucket|codeberg)\./i;

/**
 * The words of a server's name that tell it from others: with its owner, without what its registry or its kind adds. The builder
 * indexes a server by them, and the filter looks for them: both run this file.
 */
export function serverWords(name: string): string[] {
  const slash = name.indexOf('/');
  const owner = slash < 0 ? '' : name.slice(0, slash).replace(FORGE, '');
  // A reverse domain ends where the names of all of its kind begin: `com.example`, `ai.example`.
  const own = /^[a-z]{2,6}\./i.test(owner) ? owner.slice(owner.indexOf('.') + 1) : owner;
  const all = [...new Set(nameWords(`${own} ${name.slice(slash + 1)}`, NAME_CHARACTERS))].slice(0, NAME_WORDS);
  const telling = all.filter((word) => !COMMON_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}
