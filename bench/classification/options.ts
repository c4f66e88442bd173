import { join } from 'node:path';
import type { parseArgs } from 'node:util';

/** The results of the repository. */
export const RESULTS = join(import.meta.dirname, '../results/classification.json');

/** Its flags, for node:util's parseArgs; see docs/benchmark.md. */
export const OPTIONS = {
  gold: { type: 'string', multiple: true, default: [] as string[] },
  annotated: { type: 'string', multiple: true, default: [] as string[] },
  corpus: { type: 'string', multiple: true, default: [] as string[] },
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
} as const;

/** What the benchmark is asked to do. */
export type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];
