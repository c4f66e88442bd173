import { z } from 'zod';
import { Category, Level } from '../../catalog/model/rubric.ts';
import { FacetName } from './api-tool.ts';
import { Count } from './counts.ts';
import { envelope } from './envelope.ts';
import { PolicyFile } from './policy-file.ts';

const LevelRow = z
  .object({
    level: Level,
    meaning: z.string(),
    baseOf: z.array(Category).describe('Categories whose tools start at this level.'),
    raisedToBy: z.array(FacetName).describe('Facets that raise a tool to at least this level.'),
    tools: Count,
    url: z.string().describe('The tools of this level, one per line.'),
    pageUrl: z.string(),
  })
  .meta({ id: 'LevelRow' });

const CategoryRow = z
  .object({
    category: Category,
    baseLevel: Level,
    meaning: z.string().describe('What a tool of this category does, for a sentence “It …”.'),
    typical: z.string().optional(),
    notThis: z.string().optional().describe('What is close to it and is not meant.'),
    tools: Count,
    recommended: z
      .object({
        effect: z.string().describe('What the rule does, in words; names stand between backticks.'),
        policy: PolicyFile.describe('The policy for a tool of this category that is called tool_name.'),
      })
      .describe('The rule that stands in front of a tool of this category.'),
  })
  .meta({ id: 'CategoryRow' });

const FacetRow = z
  .object({
    facet: FacetName,
    holdsWhen: z.string().describe('For a sentence “It holds when the tool …”.'),
    raisesTo: Level.optional().describe('Absent for facets that are recorded only.'),
  })
  .meta({ id: 'FacetRow' });

/** The rule book: levels, categories and facets, with what they lead to. */
export const ApiLevels = z.object({
  ...envelope('levels'),
  levels: z.array(LevelRow).describe('Worst first.'),
  categories: z.array(CategoryRow).describe('Where several fit a tool, the last of them wins.'),
  facets: z.array(FacetRow),
});
export type ApiLevels = z.infer<typeof ApiLevels>;
