import { z } from 'zod';
import { Category, Level } from '../../catalog/model/rubric.ts';
import { Count, Counts } from './counts.ts';
import { envelope } from './envelope.ts';
import { moment } from './text-formats.ts';

/** Kinds that only records name; of more, those of most servers are shown. */
export const MOST_KINDS = 50;

const By = z.record(z.string(), Count);

/** What the catalogue comes to. */
export const ApiStats = z.object({
  ...envelope('stats'),
  latestLaunchAt: moment().optional().describe('Start of the newest launch, RFC 3339: the date of the figures.'),
  tools: Counts.extend({
    byCategoryAndLevel: z.record(Category, z.record(Level, Count)),
    byFacet: By.describe('A tool can have several.'),
    bySource: By.describe('How tools are known, as `toolSource` of a tool.'),
    byConfidence: By,
    byDetection: By.describe('Tools with at least one finding of a detection, by the slug of the detection.'),
    disputed: Count,
  }),
  servers: z.object({
    all: Count,
    withTools: Count,
    byOutcome: By.describe('By the outcome of the newest attempt.'),
    byHighestLevel: By.describe('By the worst level of their tools; servers without tools are left out.'),
    byToolCount: By.describe(
      'By how many tools they have: `0`, `1`, `2-5`, `6-10`, `11-20`, `21-50`, `51-100`, `101+`.',
    ),
    byPackageType: By.describe(
      `By the kinds of packages that they are offered as; one can have several. The ${MOST_KINDS} kinds of most servers.`,
    ),
    byRemoteType: By.describe(
      `By the transports of their public addresses; one can have several. The ${MOST_KINDS} of most servers.`,
    ),
    byRegistry: By.describe('By the registries that list them; several can list one.'),
  }),
});
export type ApiStats = z.infer<typeof ApiStats>;
