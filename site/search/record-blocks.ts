import { BLOCK, SERVER_FACET, type RecordBlock } from './format.ts';
import { compressed } from './term-shards.ts';

/** Characters of a name or description in a line of results. */
const NAME = 120;
const TEXT = 100;

export interface RecordBlocks {
  /** Adds a server; the tools that follow are its own. */
  server(slug: string, name: string, title: string | null, description: string): void;
  /** Adds a tool; its texts are those of {@link recordName} and {@link recordText}. */
  tool(tool: { name: string; slug: string; text: string }, facet: number): void;
  /** The blocks, compressed. */
  finish(): Uint8Array[];
}

/** Collects what a line of results shows. */
export function recordBlocks(): RecordBlocks {
  const blocks: Uint8Array[] = [];
  let block: RecordBlock = { servers: [], documents: [] };
  let current: RecordBlock['servers'][number] = ['', ''];
  const flush = () => {
    if (block.documents.length > 0) blocks.push(compressed(JSON.stringify(block)));
    block = { servers: [], documents: [] };
  };
  const add = (name: string, slug: string | 0, facet: number, text: string) => {
    if (block.servers.at(-1) !== current) block.servers.push(current);
    block.documents.push([block.servers.length - 1, name, slug, facet, text]);
    if (block.documents.length === BLOCK) flush();
  };
  return {
    server(slug, name, title, description) {
      current = [slug, recordName(name)];
      add(title === null ? '' : recordName(title), 0, SERVER_FACET, recordText(description));
    },
    tool({ name, slug, text }, facet) {
      add(name, slug === name ? 0 : slug, facet, text);
    },
    finish() {
      flush();
      return blocks;
    },
  };
}

/** A name or title as a line of results shows it. */
export const recordName = (name: string): string => beginning(name, NAME);

/** The beginning of a description, the same way. */
export const recordText = (description: string): string => beginning(description, TEXT);

/** The beginning of a text on one line, cut between characters. */
function beginning(text: string, longest: number): string {
  const line = text
    .slice(0, longest * 3)
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length <= longest
    ? line
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`;
}
