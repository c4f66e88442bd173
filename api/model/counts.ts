import { z } from 'zod';
import { Category, Level } from '../../catalog/model/rubric.ts';

/** How many of something. */
export const Count = z.int().min(0);

/** Counts of tools. */
export const Counts = z
  .object({
    tools: Count,
    byLevel: z.record(Level, Count),
    byCategory: z.record(Category, Count),
  })
  .meta({ id: 'Counts', description: 'Counts of tools. A tool without a verdict counts as Unclassified.' });
export type Counts = z.infer<typeof Counts>;
