import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What `bench/listing.ts --save` keeps. */
export const ListingResults = z.object({
  /** Machine and size of the run, in words. */
  about: z.string(),
  rows: z.array(
    z.object({
      records: z.int(),
      /** What was done with them, in words. */
      work: z.string(),
      requests: z.int(),
      /** Records that were read. */
      read: z.int(),
      /** Median of the rounds. */
      seconds: z.number().min(0),
      /** The same pages only fetched, in the same rounds. */
      fetchSeconds: z.number().min(0),
    }),
  ),
});
export type ListingResults = z.infer<typeof ListingResults>;

export const readListingResults = (file: string): ListingResults =>
  ListingResults.parse(JSON.parse(readFileSync(file, 'utf8')));
