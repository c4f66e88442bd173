import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The results of the repository. */
export const RESULTS = join(import.meta.dirname, '../results/classification.json');

/** What the benchmark is asked to do; see docs/benchmark.md. */
export type Options = ReturnType<typeof readOptions>;

/** @throws TypeError for a flag that does not exist */
export function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      gold: { type: 'string', multiple: true, default: [] },
      annotated: { type: 'string', multiple: true, default: [] },
      corpus: { type: 'string', multiple: true, default: [] },
      classifier: { type: 'string', default: 'rules' },
      model: { type: 'string' },
      'base-url': { type: 'string' },
      budget: { type: 'string' },
      answers: { type: 'string' },
      'without-description': { type: 'boolean', default: false },
      errors: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      save: { type: 'boolean', default: false },
      'save-as': { type: 'string' },
      check: { type: 'boolean', default: false },
      results: { type: 'string', default: RESULTS },
    },
  });
  return values;
}
