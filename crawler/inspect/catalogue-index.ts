import { sha256 } from '../../catalog/definition-hash.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import type { Category, Level } from '../../catalog/model/rubric.ts';
import type { Store } from '../../catalog/store/open.ts';
import { readStrings } from '../classify/read-strings.ts';
import { isTransposed, nearNames } from './near-names.ts';
import { identifiersIn, tokensOf } from './own-words.ts';
import { publisherKey } from './publisher.ts';

/** A server as the index knows it. */
export interface IndexedServer {
  id: number;
  slug: string;
  name: string;
  publisher: string;
  tools: IndexedTool[];
}

export interface IndexedTool {
  id: number;
  name: string;
  definitionHash: string;
  category: Category | null;
  level: Level | null;
  versions: number;
  /** The explicit hints of the protocol, as JSON; undefined when none is set. */
  hints: string | undefined;
}

/** A text of a server that mentions a tool of others. */
export interface OutsideMention {
  tool: string;
  field: string;
  name: string;
  start: number;
  /** What stands around it, for the words that make it an order. */
  around: string;
  /** Servers that list a tool of that name, by slug. */
  servers: IndexedServer[];
}

/** A tool whose name is another one's but for one word, which is misspelled or made to look like it. */
export interface LookAlike {
  tool: string;
  word: string;
  resembles: string;
  target: string;
  servers: IndexedServer[];
}

/** A tool with the same name and description as tools of other publishers. */
export interface Clone {
  tool: string;
  servers: IndexedServer[];
}

export interface CatalogueIndex {
  servers: ReadonlyMap<number, IndexedServer>;
  mentionsOf(serverId: number): readonly OutsideMention[];
  lookAlikesOf(serverId: number): readonly LookAlike[];
  clonesOf(serverId: number): readonly Clone[];
}

/** Shorter descriptions are alike by chance. */
const TELLING_DESCRIPTION = 60;
/** A name that more publishers have is a word of the field, no name of a tool. */
const DISTINCTIVE_PUBLISHERS = 3;
/** A name that more other publishers mention is a word as well. */
const MOST_MENTIONING = 4;
const SHORTEST_MENTION = 8;
const MOST_MENTIONS_PER_TOOL = 20;
/** Two servers with so many tool names in common are versions or forks of each other. */
const FAMILY_NAMES = 2;
/** A word that so many publishers use in tool names is a known word. */
const KNOWN_WORD = 5;
const SHORTEST_WORD = 5;
const MOST_SERVERS_NAMED = 20;
const AROUND = 160;
/** Prose words of so many letters are kept, to tell a misspelled word from a rare one. */
const PROSE = /[a-z]{4,24}/g;
const LONGEST_PROSE = 4000;
/** Two misspelled letters count in words of this length. */
const LONG_WORD = 9;

/** What makes a mentioned identifier a tool: "call X", "the X tool", "instead of X", "before X is invoked". */
const AS_TOOL_BEFORE =
  /\b(?:call|calls|calling|invoke|invokes|invoking|use|using|run|running|execute|executing|before|after|instead of|rather than|than|via|override|overrides|replace|replaces|supersedes|modifies|when|whenever|tools?|behaviou?r of)(?: the)?[ ]?["'`]?$/i;
const AS_TOOL_BEHIND = /^["'`]?[ ](?:tool\b|is (?:called|invoked|used|run)\b|(?:before|first|instead)\b)/i;

const HINTS = ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'] as const;

/** Reads every current tool once, and keeps what tells servers apart and what connects them. Time and memory are linear. */
export function catalogueIndex(store: Store): CatalogueIndex {
  const servers = new Map<number, IndexedServer>();
  for (const server of store.servers.all()) {
    if (server.status === 'deleted') continue;
    const { id, slug, name } = server;
    servers.set(id, { id, slug, name, publisher: publisherKey(server), tools: [] });
  }
  const byName = new Map<string, IndexedServer[]>();
  const byText = new Map<string, { server: IndexedServer; tool: string }[]>();
  const ownWords = new Map<number, Set<string>>();
  const texts: { server: IndexedServer; tool: string; field: string; text: string }[] = [];
  const prose = new Map<string, string>();
  for (const row of store.serverFindings.listed()) {
    const server = servers.get(row.serverId);
    if (server === undefined) continue;
    const definition = JSON.parse(row.canonical) as ToolDefinition;
    const { id, name, definitionHash, category, level, versions } = row;
    server.tools.push({ id, name, definitionHash, category, level, versions, hints: hintsOf(definition) });
    push(byName, name, server);
    const description = definition.description?.trim() ?? '';
    if (description.length >= TELLING_DESCRIPTION) {
      push(byText, sha256(`${name}\n${description.replaceAll(/\s+/g, ' ')}`), { server, tool: name });
    }
    for (const [word] of description.slice(0, LONGEST_PROSE).toLowerCase().matchAll(PROSE)) {
      const known = prose.get(word);
      if (known === undefined) prose.set(word, server.publisher);
      else if (known !== server.publisher) prose.set(word, SEVERAL);
    }
    const own = ownWords.get(server.id) ?? new Set<string>();
    ownWords.set(server.id, own);
    own.add(name);
    for (const { role, pointer, text, isName } of readStrings(definition).fields) {
      if (isName || role === 'value') own.add(text);
      else if (/[_-]|[a-z][A-Z]/.test(text)) texts.push({ server, tool: name, field: pointer, text });
    }
  }
  return {
    servers,
    mentionsOf: mentions(byName, ownWords, texts),
    lookAlikesOf: lookAlikes(byName, servers, prose),
    clonesOf: clones(byText),
  };
}

/** Stands for "more than one publisher" where one is noted. */
const SEVERAL = '*';

type Texts = readonly { server: IndexedServer; tool: string; field: string; text: string }[];

function mentions(
  byName: ReadonlyMap<string, IndexedServer[]>,
  ownWords: ReadonlyMap<number, ReadonlySet<string>>,
  texts: Texts,
): CatalogueIndex['mentionsOf'] {
  const found = new Map<number, OutsideMention[]>();
  const mentioning = new Map<string, Set<string>>();
  for (const { server, tool, field, text } of texts) {
    const own = ownWords.get(server.id);
    const seen = new Set<string>();
    for (const { name, start } of identifiersIn(text)) {
      if (name.length < SHORTEST_MENTION || seen.has(name) || own?.has(name) === true) continue;
      seen.add(name);
      const others = byName.get(name);
      if (others === undefined || seen.size > MOST_MENTIONS_PER_TOOL) continue;
      const publishers = new Set(others.map(({ publisher }) => publisher));
      if (publishers.has(server.publisher) || publishers.size > DISTINCTIVE_PUBLISHERS) continue;
      const who = mentioning.get(name) ?? new Set<string>();
      mentioning.set(name, who.add(server.publisher));
      const before = text.slice(Math.max(0, start - AROUND), start);
      const behind = text.slice(start + name.length, start + name.length + AROUND);
      if (!AS_TOOL_BEFORE.test(before) && !AS_TOOL_BEHIND.test(behind)) continue;
      if (others.some((other) => sameFamily(server, other))) continue;
      const around = `${before}${name}${behind}`;
      push(found, server.id, { tool, field, name, start, around, servers: others.slice(0, MOST_SERVERS_NAMED) });
    }
  }
  return (serverId) =>
    (found.get(serverId) ?? []).filter(({ name }) => (mentioning.get(name)?.size ?? 0) <= MOST_MENTIONING);
}

function sameFamily(a: IndexedServer, b: IndexedServer): boolean {
  const names = new Set(a.tools.map(({ name }) => name));
  return b.tools.filter(({ name }) => names.has(name)).length >= FAMILY_NAMES;
}

function lookAlikes(
  byName: ReadonlyMap<string, IndexedServer[]>,
  servers: ReadonlyMap<number, IndexedServer>,
  prose: ReadonlyMap<string, string>,
): CatalogueIndex['lookAlikesOf'] {
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
  const isWord = (word: string) => [word, word.replace(/s$/, '')].some((form) => prose.get(form) === SEVERAL);
  const rare = words.flatMap(([word, by]) => (by.size === 1 && !isWord(word) ? [word] : []));
  const known = words.flatMap(([word, by]) => (by.size >= KNOWN_WORD ? [word] : []));
  const near = new Map<string, string[]>();
  for (const { query, target, distance } of nearNames(rare, known, { distance: 2, shortest: SHORTEST_WORD })) {
    const close = distance === 1 || query.length >= LONG_WORD || isTransposed(query, target);
    if (close && !isInflection(query, target)) push(near, query, target);
  }
  // Names without regard to casing and separators: `sendEmall` and `send_email` are as near as can be.
  const byTokens = new Map<string, string[]>();
  for (const name of byName.keys()) push(byTokens, tokensOf(name).join(' '), name);
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

function clones(byText: ReadonlyMap<string, { server: IndexedServer; tool: string }[]>): CatalogueIndex['clonesOf'] {
  const found = new Map<number, Clone[]>();
  for (const group of byText.values()) {
    if (group.length < 2) continue;
    for (const { server, tool } of group) {
      const others = group.flatMap((other) => (other.server.publisher === server.publisher ? [] : [other.server]));
      if (others.length > 0)
        push(found, server.id, { tool, servers: [...new Set(others)].slice(0, MOST_SERVERS_NAMED) });
      // A text that thousands have is compared with a few of them.
      if (group.length > 10_000) break;
    }
  }
  return (serverId) => found.get(serverId) ?? [];
}

function hintsOf({ annotations }: ToolDefinition): string | undefined {
  const set = HINTS.flatMap((hint) => (typeof annotations?.[hint] === 'boolean' ? [[hint, annotations[hint]]] : []));
  return set.length === 0 ? undefined : JSON.stringify(Object.fromEntries(set));
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
