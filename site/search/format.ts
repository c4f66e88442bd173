/**
 * What the builder writes and the browser reads, in one place. Every file is compressed (raw DEFLATE) by the builder, so that its
 * weight does not depend on how a web server is set up. All but the manifest stand in a folder that is named after what they
 * hold: one that is published anew stands beside the one before until the manifest names it, and never changes.
 *
 * Documents are numbered by importance of their server, copies of other servers last; a server comes right before its tools. A
 * posting is the number of a document and one byte: five bits of facets, three of how well the word fits.
 */

/** Documents in a block of records. */
export const BLOCK = 32;
/** Postings of a common word that stand in its shard; the rest is in parts. */
export const HEAD = 256;
/** Postings in a part. */
export const PART = 8192;

export const FACET_LEVELS = ['Low', 'Medium', 'High', 'Critical', 'Unclassified'] as const;
export const FACET_CATEGORIES = ['Read', 'Write', 'Execute', 'Destructive', 'Financial', 'Unclassified'] as const;

/** Category times five plus level; 30 is a server. */
export const SERVER_FACET = 30;

/**
 * Where a word stands, worst first: late or early in the description, in the name of the server, in the title, and in a name of
 * four or more, three, two words, or that is this word.
 */
export const FIT = { late: 0, early: 1, server: 2, title: 3, name: 4 } as const;
export const FITS = 8;

/** The first file that is loaded, as JSON: `search/index.bin`. */
export interface SearchManifest {
  /** Version of the format. */
  format: 4;
  /** Name of the folder in {@link FILES} that has all others. */
  folder: string;
  documents: number;
  /** How many come before those of servers whose tools a more important one has too, see copies.ts. */
  originals: number;
  tools: number;
  /** The beginning of each shard of terms: the shortest text that is not less than any term before it. */
  shards: string[];
}

/** A block of records, as JSON: servers, and documents that refer to them by position. */
export interface RecordBlock {
  servers: [slug: string, name: string][];
  /** Of a server itself the name is its title, or empty; the slug is 0 where it is the name. */
  documents: [server: number, name: string, slug: string | 0, facet: number, text: string][];
}

export const MANIFEST = 'index.bin';
/** Folders of files that never change, each followed by a slash. */
export const FILES = 'files/';
/** The frequent words of names, JSON, most frequent first: for words of one or two letters, and slips of the keys. */
export const VOCABULARY = 'words.bin';
export const shardFile = (shard: number): string => `terms/${shard}.bin`;
/** @param term position of a term among those of its shard that have parts */
export const partFile = (shard: number, term: number, part: number): string => `parts/${shard}-${term}-${part}.bin`;
export const blockFile = (block: number): string => `records/${block}.bin`;
