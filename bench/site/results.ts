import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** What one step did and cost. */
export const Step = z.object({
  pages: z.int(),
  /** Pages that were rendered. */
  made: z.int(),
  /** Files whose bytes changed. */
  written: z.int(),
  seconds: z.number(),
  /** Of all threads. */
  cpuSeconds: z.number(),
  /** Largest resident memory. */
  peakMb: z.number(),
  /** Of what was written; of the template strings alone. */
  bytes: z.int().optional(),
});
export type Step = z.infer<typeof Step>;

/** Processor time of all threads by what it went into, under the profiler. */
export const Part = z.object({ part: z.string(), seconds: z.number() });
export type Part = z.infer<typeof Part>;

/** What `bench/site.ts --save` keeps. */
export const SiteResults = z.object({
  /** The machine, in words. */
  about: z.string(),
  sizes: z.array(
    z.object({
      tools: z.int(),
      servers: z.int(),
      /** Load of the machine before it was measured: sizes may come from several runs. */
      load: z.number(),
      /** The same before the rebuilds, where they were measured later, over the folder of an earlier full build. */
      rebuildLoad: z.number().optional(),
      full: Step,
      unchanged: Step,
      /** Every hundredth server has other descriptions of all of its tools. */
      onePercent: Step,
      /** The same pages by template strings, in one process. */
      plain: Step,
      files: z.int(),
      /** Of all files, and of the pages alone. */
      megabytes: z.number(),
      pageMegabytes: z.number(),
      plainMegabytes: z.number(),
      /** Where the time of a full build goes; of one size. */
      parts: z.array(Part).optional(),
    }),
  ),
});
export type SiteResults = z.infer<typeof SiteResults>;

export const readSiteResults = (file: string): SiteResults => SiteResults.parse(JSON.parse(readFileSync(file, 'utf8')));
