import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { OutcomeCode, StepName } from '../../catalog/model/launch.ts';

/** What came of one server. */
export const LadderRow = z.object({
  identifier: z.string(),
  version: z.string().optional(),
  listed: z.boolean(),
  code: OutcomeCode,
  detail: z.string(),
  /** The step of the start that decided, and those whose gains it was built on. */
  step: StepName.optional(),
  gained: z.array(StepName).optional(),
  /** Names of the variables that were made up. */
  environment: z.array(z.string()).optional(),
  arguments: z.array(z.string()).optional(),
  node: z.string().optional(),
  transport: z.string().optional(),
  tools: z.int(),
  /** How many of them not every start listed. */
  conditional: z.int().optional(),
  protocol: z.string().optional(),
  /** Of all starts together. */
  seconds: z.number(),
  attempts: z.array(z.string()),
});
export type LadderRow = z.infer<typeof LadderRow>;

/** What `bench/ladder.ts --save` keeps, by identifier. */
const LadderResults = z.object({ rows: z.array(LadderRow) });

export const readLadderRows = (file: string): LadderRow[] =>
  LadderResults.parse(JSON.parse(readFileSync(file, 'utf8'))).rows;
