import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { canonicalJson } from '../../catalog/definition-hash.ts';
import { Rejected } from '../../catalog/errors.ts';
import { Category, Level } from '../../catalog/model/rubric.ts';
import { CorpusFigures } from './corpus-figures.ts';
import { HintFigures } from './hint-figures.ts';
import { LabelFigures } from './label-figures.ts';
import { prettyJson } from './pretty-json.ts';

/** A row whose answer differs from what its file says, by a key without any text of the row. */
const WrongRow = z.strictObject({
  key: z.string(),
  expected: z.string(),
  answer: z.tuple([Category, Level]),
});
export type WrongRow = z.infer<typeof WrongRow>;

/** What one file gave. */
export const SetResult = z.strictObject({
  /** SHA-256 of the file or files scored. */
  sha256: z.string(),
  /** When the tool lists were captured, where the set says so. */
  captured: z.iso.date().optional(),
  servers: z.int(),
  /** Servers on which the baseline has more right. */
  below: z.int(),
  /** The same without disputed hints. */
  belowUndisputed: z.int().optional(),
  figures: z.discriminatedUnion('kind', [LabelFigures, HintFigures, CorpusFigures]),
  wrong: z.array(WrongRow),
});
export type SetResult = z.infer<typeof SetResult>;

/** One configuration of a classifier on all files that it was scored on. */
export const Run = z.strictObject({
  classifier: z.strictObject({ name: z.string(), version: z.string(), view: z.enum(['whole', 'without description']) }),
  baseline: z.string(),
  sets: z.record(z.string(), SetResult),
});
export type Run = z.infer<typeof Run>;

/** bench/results/classification.json: the last saved run of each configuration. */
export const Results = z.strictObject({ about: z.string(), runs: z.record(z.string(), Run) });
export type Results = z.infer<typeof Results>;

const ABOUT =
  'How well classifiers of MCP tools do on labelled tools. Shares have a part, a whole and a 95 % confidence interval. Made by `node bench/classify.ts --save`; explained in docs/benchmark.md.';

/** Name of a configuration among the runs. */
export function configurationOf({ classifier }: Run): string {
  return classifier.view === 'whole' ? classifier.name : `${classifier.name} ${classifier.view}`;
}

/**
 * The saved results; none when there is no file.
 *
 * @throws Rejected for a file of another form
 */
export function readResults(file: string): Results {
  if (!existsSync(file)) return { about: ABOUT, runs: {} };
  try {
    return Results.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Rejected(`${file} holds no results in the form of today`, {
      cause,
      hint: 'Remove it and save the runs again.',
    });
  }
}

/**
 * Saves a run in place of the last one under its name. Sets that it did not score stay as they were.
 *
 * @returns the results as saved
 */
export function saveRun(file: string, run: Run, name = configurationOf(run)): Results {
  const { runs } = readResults(file);
  const sets = { ...runs[name]?.sets, ...run.sets };
  const results: Results = { about: ABOUT, runs: { ...runs, [name]: { ...run, sets } } };
  mkdirSync(dirname(file), { recursive: true });
  // The canonical form has sorted keys.
  writeFileSync(file, `${prettyJson(JSON.parse(canonicalJson(results)))}\n`);
  return readResults(file);
}
