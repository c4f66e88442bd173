import { addTo } from './add-to.ts';
import { MOST_SERVERS_NAMED, type IndexedServer } from './indexed-server.ts';
import { identifiersIn } from './own-words.ts';

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

/** A name that more publishers have is a word of the field, no name of a tool. */
const DISTINCTIVE_PUBLISHERS = 3;
/** A name that more other publishers mention is a word as well. */
const MOST_MENTIONING = 4;
const SHORTEST_MENTION = 8;
const MOST_MENTIONS_PER_TOOL = 20;
/** Two servers with so many tool names in common are versions or forks of each other. */
const FAMILY_NAMES = 2;
const AROUND = 160;

/** What makes a mentioned identifier a tool: "call X", "the X tool", "instead of X", "before X is invoked". */
const AS_TOOL_BEFORE =
  /\b(?:call|calls|calling|invoke|invokes|invoking|use|using|run|running|execute|executing|before|after|instead of|rather than|than|via|override|overrides|replace|replaces|supersedes|modifies|when|whenever|tools?|behaviou?r of)(?: the)?[ ]?["'`]?$/i;
const AS_TOOL_BEHIND = /^["'`]?[ ](?:tool\b|is (?:called|invoked|used|run)\b|(?:before|first|instead)\b)/i;

/** A text of a definition, and whose it is. */
export interface ServerText {
  server: IndexedServer;
  tool: string;
  field: string;
  text: string;
}

/** Finds names of other servers' tools in texts, as something that is called; only names that few publishers have. */
export function outsideMentions(
  byName: ReadonlyMap<string, IndexedServer[]>,
  ownWords: ReadonlyMap<number, ReadonlySet<string>>,
  texts: readonly ServerText[],
): (serverId: number) => readonly OutsideMention[] {
  const found = new Map<number, OutsideMention[]>();
  const mentioning = new Map<string, Set<string>>();
  const publishersOf = new Map<string, ReadonlySet<string>>();
  for (const { server, tool, field, text } of texts) {
    const own = ownWords.get(server.id);
    const seen = new Set<string>();
    for (const { name, start } of identifiersIn(text)) {
      if (name.length < SHORTEST_MENTION || seen.has(name) || own?.has(name) === true) continue;
      seen.add(name);
      const others = byName.get(name);
      if (others === undefined || seen.size > MOST_MENTIONS_PER_TOOL) continue;
      const publishers = publishersOf.get(name) ?? new Set(others.map(({ publisher }) => publisher));
      publishersOf.set(name, publishers);
      if (publishers.has(server.publisher) || publishers.size > DISTINCTIVE_PUBLISHERS) continue;
      const who = mentioning.get(name) ?? new Set<string>();
      mentioning.set(name, who.add(server.publisher));
      const before = text.slice(Math.max(0, start - AROUND), start);
      const behind = text.slice(start + name.length, start + name.length + AROUND);
      if (!AS_TOOL_BEFORE.test(before) && !AS_TOOL_BEHIND.test(behind)) continue;
      if (others.some((other) => sameFamily(server, other))) continue;
      const around = `${before}${name}${behind}`;
      addTo(found, server.id, { tool, field, name, start, around, servers: others.slice(0, MOST_SERVERS_NAMED) });
    }
  }
  return (serverId) =>
    (found.get(serverId) ?? []).filter(({ name }) => (mentioning.get(name)?.size ?? 0) <= MOST_MENTIONING);
}

function sameFamily(a: IndexedServer, b: IndexedServer): boolean {
  const names = new Set(a.tools.map(({ name }) => name));
  return b.tools.filter(({ name }) => names.has(name)).length >= FAMILY_NAMES;
}
