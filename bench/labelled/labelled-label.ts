import { z } from 'zod';
import { CATEGORIES, Facet, LEVELS, levelFor } from '../../catalog/model/rubric.ts';

/** One reading of a definition by the rubric; the level follows from category and facets. */
const Reading = z
  .strictObject({ category: z.enum(CATEGORIES), level: z.enum(LEVELS), facets: z.array(Facet) })
  .refine(({ category, level, facets }) => level === levelFor(category, facets), {
    message: 'is not the level that category and facets give',
    path: ['level'],
  });
export type Reading = z.infer<typeof Reading>;

/** A line of data/labelled/labels.jsonl. */
export const LabelledLabel = z.strictObject({
  /** The definition hash, as in tools.jsonl. */
  id: z.string(),
  ...Reading.shape,
  /** 3 clear, 2 likely, 1 a coin toss: the lower one of the readings. */
  sure: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  readings: z.tuple([Reading, Reading]),
  /** Whether both gave the same category and level. */
  agreed: z.boolean(),
  /** Why the label is what it is, where the readings differ. */
  reason: z.string().min(20).optional(),
});
export type LabelledLabel = z.infer<typeof LabelledLabel>;
