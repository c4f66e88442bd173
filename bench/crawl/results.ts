import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Seconds = z.number().min(0);

/** What `bench/crawl.ts --save` keeps. */
export const CrawlResults = z.object({
  /** Machine and size of the run, in words. */
  about: z.string(),
  /** Bare starts of the same server: no fetch, no sandbox, no store. */
  bare: z.array(z.object({ slots: z.int(), starts: z.int(), wallSeconds: Seconds, cpuSeconds: Seconds })),
  launches: z.array(
    z.object({
      slots: z.int(),
      launches: z.int(),
      listed: z.int(),
      wallSeconds: Seconds,
      /** Of all processes, ended ones included. */
      cpuSeconds: Seconds,
      /** Largest resident memory of the crawler, and of everything that it had started at the time. */
      crawlerMb: z.number(),
      startedMb: z.number(),
    }),
  ),
  growth: z.array(
    z.object({
      records: z.int(),
      /** The same pages only fetched. */
      fetchSeconds: Seconds,
      listSeconds: Seconds,
      planSeconds: Seconds,
      /** Finding out what is due, as each run and each `status` does. */
      chooseSeconds: Seconds,
      launches: z.int(),
      launchSeconds: Seconds,
      classifySeconds: Seconds,
      inspectSeconds: Seconds,
      /** Listing once more when nothing changed. */
      againSeconds: Seconds,
      databaseMb: z.number(),
      memoryMb: z.number(),
    }),
  ),
});
export type CrawlResults = z.infer<typeof CrawlResults>;

export const readCrawlResults = (file: string): CrawlResults =>
  CrawlResults.parse(JSON.parse(readFileSync(file, 'utf8')));
