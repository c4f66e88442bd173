import { z } from 'zod';

/** A piece of the code behind a tool, as the locate stage or whoever classifies a file gives it. */
export const SourceSnippet = z.object({
  /** Path in its repository, without a leading slash. */
  path: z
    .string()
    .min(1)
    .max(1000)
    .transform((path) => path.toWellFormed()),
  /** Number of its first line, from 1. */
  line: z.int().min(1),
  text: z
    .string()
    .max(200_000, 'is longer than 200,000 characters')
    .transform((text) => text.toWellFormed()),
});
export type SourceSnippet = z.infer<typeof SourceSnippet>;

/** The code behind one tool; a handler has a few pieces. */
export const SourceSnippets = z.array(SourceSnippet).max(50, 'more than 50 pieces of source');
