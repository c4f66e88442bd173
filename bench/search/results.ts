import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Share of the written queries with an accepted result among the first five, and first. */
const Half = z.object({ queries: z.int(), inFive: z.int(), first: z.int() });
const Quality = z.object({ tuned: Half, heldOut: Half });
export type Quality = z.infer<typeof Quality>;

const Cost = z.object({ bytes: z.int(), requests: z.int() });

const Size = z.object({
  tools: z.int(),
  servers: z.int(),
  /** Reading every server and finding its words, which publishing does in its threads for servers that changed. */
  piecesSeconds: z.number(),
  /** Putting the index together and writing all files. */
  buildSeconds: z.number(),
  /** Of both, in a process of their own. */
  cpuSeconds: z.number(),
  memoryMb: z.number(),
  /** The same with nothing changed. */
  againSeconds: z.number(),
  files: z.int(),
  bytes: z.int(),
  /** Of the first file, which every visitor of the search loads. */
  manifestBytes: z.int(),
  /** Median and largest of the written queries, without the script. */
  medianBytes: z.int(),
  largestBytes: z.int(),
  /** Median milliseconds of answering a written query again, when all files are there. */
  warmMs: z.number(),
  /** Where the whole corpus is in the catalogue. */
  quality: Quality.optional(),
  /** The same where copies of what was meant count; only above the size of the corpus. */
  qualityWithCopies: Quality.optional(),
  queries: z.array(z.object({ query: z.string(), search: Cost, baseline: Cost.optional() })),
  /** The index of prefixes that the site had before; only making it in memory. */
  baseline: z
    .object({
      buildSeconds: z.number(),
      files: z.int(),
      bytes: z.int(),
      medianBytes: z.int(),
      largestBytes: z.int(),
      quality: Quality.optional(),
    })
    .optional(),
});
export type SizeResult = z.infer<typeof Size>;

/** What `bench/search.ts --save` keeps. */
export const SearchResults = z.object({
  /** Machine, command and corpus of the run, in words. */
  about: z.string(),
  /** Compressed. */
  scriptBytes: z.int(),
  sizes: z.array(Size),
});
export type SearchResults = z.infer<typeof SearchResults>;

export const readSearchResults = (file: string): SearchResults =>
  SearchResults.parse(JSON.parse(readFileSync(file, 'utf8')));
