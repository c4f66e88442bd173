import { createHash } from 'node:crypto';
import type { SearchServer } from '../../catalog/store/search-servers.ts';
import { copies } from './copies.ts';
import { documentWords } from './document-words.ts';
import {
  blockFile,
  FILES,
  FIT,
  MANIFEST,
  partFile,
  SERVER_FACET,
  shardFile,
  VOCABULARY,
  type SearchManifest,
} from './format.ts';
import { recordBlocks } from './record-blocks.ts';
import { indexedTools, type IndexedTool } from './search-piece.ts';
import { byImportance } from './server-order.ts';
import { serverWords } from './server-words.ts';
import { compressed, termShards } from './term-shards.ts';
import { termTable, type Term } from './term-table.ts';
import { vocabulary } from './vocabulary.ts';

/** Hexadecimal digits of the folder's name. */
const FOLDER = 16;

/** What the index is made from. */
export interface SearchDocuments {
  servers: Iterable<SearchServer>;
  /** What a server adds, see search-piece.ts; nothing for one without tools. */
  pieceOf(slug: string): Uint8Array | undefined;
}

/** All files that the search loads, those that others speak of before these. */
export interface SearchIndex {
  /** Says what is in all of them: the same key, the same bytes. */
  key: string;
  files: { path: string; content: Uint8Array }[];
}

/** Makes the files that the search loads. Memory is about 20 bytes per word of a document: some 400 MB for 500,000 tools. */
export function searchIndex(catalogue: SearchDocuments): SearchIndex {
  const files = new Map<string, Uint8Array>();
  const { terms, blocks, documents, originals, tools } = collect(catalogue);
  blocks.forEach((content, block) => files.set(blockFile(block), content));
  const frequent = vocabulary();
  const starts: string[] = [];
  for (const { start, content, parts } of termShards(noted(terms.sorted(), frequent.note))) {
    const shard = starts.push(start) - 1;
    files.set(shardFile(shard), content);
    parts.forEach((list, term) => list.forEach((bytes, i) => files.set(partFile(shard, term, i), bytes)));
  }
  files.set(VOCABULARY, compressed(JSON.stringify(frequent.list())));
  const hash = createHash('sha256');
  for (const [file, content] of files) hash.update(`${file} ${content.length}\n`).update(content);
  const folder = hash.digest('hex').slice(0, FOLDER);
  const manifest: SearchManifest = { format: 4, folder, documents, originals, tools, shards: starts };
  // The folder's name says what is in it.
  const inFolder = Array.from(files, ([file, content]) => ({ path: `search/${FILES}${folder}/${file}`, content }));
  // Last: whoever has it finds the files that it speaks of.
  const speaking = { path: `search/${MANIFEST}`, content: compressed(JSON.stringify(manifest)) };
  return { key: folder, files: [...inFolder, speaking] };
}

/** Reads the catalogue in the order of the documents; only copies of others are read twice. */
function collect(catalogue: SearchDocuments) {
  const terms = termTable();
  const records = recordBlocks();
  const known = copies();
  let documents = 0;
  let tools = 0;
  const toolsOf = (slug: string): IndexedTool[] => {
    const piece = catalogue.pieceOf(slug);
    return piece === undefined ? [] : [...indexedTools(piece)];
  };
  const add = ({ name, title, description, slug }: SearchServer, itsTools: readonly IndexedTool[]) => {
    terms.add(documents, SERVER_FACET, documentWords({ name: serverWords(name), title, description, server: [] }));
    records.server(slug, name, title, description);
    documents += 1;
    for (const tool of itsTools) {
      terms.add(documents, tool.facet, tool.words);
      records.tool(tool, tool.facet);
      documents += 1;
      tools += 1;
    }
  };
  const later: SearchServer[] = [];
  for (const server of byImportance(catalogue.servers)) {
    const itsTools = toolsOf(server.slug);
    if (known.originalOf(itsTools) !== undefined) later.push(server);
    else add(server, itsTools);
  }
  const originals = documents;
  for (const server of later) add(server, toolsOf(server.slug));
  return { terms, blocks: records.finish(), documents, originals, tools };
}

/** Passes terms on and counts in how many names each stands. */
function* noted(terms: Iterable<Term>, note: (term: string, names: number) => void): Generator<Term> {
  for (const term of terms) {
    let names = 0;
    for (const byte of term.bytes) names += Number(byte >= FIT.server * 32);
    note(term.term, names);
    yield term;
  }
}
