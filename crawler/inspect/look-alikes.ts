import { addTo } from './add-to.ts';
import { MOST_SERVERS_NAMED, type IndexedServer } from './indexed-server.ts';
import { isTransposed, nearNames } from './near-names.ts';
import { tokensOf } from './own-words.ts';
import type { Prose } from './prose.ts';

/** A tool whose name is another one's but for one word, which is misspelled or made to look like it. */
export interface LookAlike {
  tool: string;
  word: string;
  resembles: string;
  target: string;
  servers: IndexedServer[];
}

/** A word that so many publishers use in tool names is a known word. */
const KNOWN_WORD = 5;
const SHORTEST_WORD = 5;
/** Two misspelled letters count in words of this length. */
const LONG_WORD = 9;

/**
 * Finds tools whose name has a word that nobody else uses and that is a letter or two from a word that many use, when the name
 * with that word is a tool of somebody else.
 */
export function lookAlikes(
  byName: ReadonlyMap<string, IndexedServer[]>,
  servers: ReadonlyMap<number, IndexedServer>,
  prose: Prose,
): (serverId: number) => readonly LookAlike[] {
  const users = new Map<string, Set<string>>();
  for (const [name, of] of byName) {
    for (const token of tokensOf(name)) {
      const known = users.get(token) ?? new Set<string>();
      users.set(token, known);
      // More would only cost memory.
      for (const { publisher } of of) if (known.size <= KNOWN_WORD) known.add(publisher);
    }
  }
  const words = [...users].filter(([word]) => /^\p{L}+$/u.test(word));
  // A word that others use in prose is a word.
  const isWord = (word: string) => [word, word.replace(/s$/, '')].some((form) => prose.isShared(form));
  const rare = words.flatMap(([word, by]) => (by.size === 1 && !isWord(word) ? [word] : []));
  const known = words.flatMap(([word, by]) => (by.size >= KNOWN_WORD ? [word] : []));
  const near = new Map<string, string[]>();
  for (const { query, target, distance } of nearNames(rare, known, { distance: 2, shortest: SHORTEST_WORD })) {
    const close = distance === 1 || query.length >= LONG_WORD || isTransposed(query, target);
    if (close && !isInflection(query, target)) addTo(near, query, target);
  }
  // Names without regard to casing and separators: `sendEmall` and `send_email` are as near as can be.
  const byTokens = new Map<string, string[]>();
  for (const name of byName.keys()) addTo(byTokens, tokensOf(name).join(' '), name);
  return (serverId) => {
    const server = servers.get(serverId);
    if (server === undefined || near.size === 0) return [];
    const own = new Set(server.tools.map(({ name }) => tokensOf(name).join(' ')));
    return server.tools.flatMap(({ name }) => {
      const tokens = tokensOf(name);
      return tokens.flatMap((word, i) =>
        (near.get(word) ?? []).flatMap((resembles): LookAlike[] => {
          const other = tokens.with(i, resembles).join(' ');
          const [target] = own.has(other) ? [] : (byTokens.get(other) ?? []);
          const of = target === undefined ? [] : (byName.get(target) ?? []);
          const others = of.filter((candidate) => candidate.publisher !== server.publisher);
          if (target === undefined || others.length === 0 || name.length < 6) return [];
          return [{ tool: name, word, resembles, target, servers: others.slice(0, MOST_SERVERS_NAMED) }];
        }),
      );
    });
  };
}

/** `user` and `users`, `create` and `created`: another form of a word is no misspelling of it. */
function isInflection(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.startsWith(short) || long.endsWith(short)) return true;
  const stem = short.slice(0, -1);
  return stem.length >= 3 && long.startsWith(stem) && /(?:ies|es|ed|ing|er|or|ion|y|e|s|al|ic|ly)$/.test(long);
}
