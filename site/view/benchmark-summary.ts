/** The main figures of the saved benchmark, for the methodology page; the whole of it is a page of its own. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Fatal } from '../../catalog/errors.ts';

/** A share with its 95 % interval, as bench/results/classification.json has it. */
const Share = z.object({ part: z.int(), of: z.int().positive(), low: z.number(), high: z.number() });
type Share = z.infer<typeof Share>;

const Answers = z.object({ category: Share, level: Share });
const Labelled = z.object({
  servers: z.int(),
  figures: z.object({
    tools: z.int(),
    falseLow: z.object({ rate: Share }),
    baselineFalseLow: Share,
    answers: Answers,
    baseline: Answers,
    readers: Answers.optional(),
    readOrNot: Share,
    baselineReadOrNot: Share,
  }),
});
const Results = z.object({
  runs: z.object({
    rules: z.object({ classifier: z.object({ version: z.string() }), sets: z.object({ labelled: Labelled }) }),
  }),
});

export interface BenchmarkSummary {
  /** Version of the rules that was measured. */
  version: string;
  tools: number;
  servers: number;
  rows: { figure: string; rules: string; name: string; readers: string }[];
}

/**
 * Reads the saved results; `undefined` where the file is not part of this copy.
 *
 * @throws Fatal for a file that is there and is no such result
 */
export function benchmarkSummary(path: string): BenchmarkSummary | undefined {
  let source: string;
  try {
    source = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const parsed = Results.safeParse(JSON.parse(source));
  if (!parsed.success) throw new Fatal(`${path} is no result of the benchmark`, { cause: parsed.error });
  const { classifier, sets } = parsed.data.runs.rules;
  const { servers, figures: f } = sets.labelled;
  const row = (figure: string, rules: Share, name: Share, readers?: Share) => ({
    figure,
    rules: withInterval(rules),
    name: percent(name.part / name.of),
    readers: readers === undefined ? '–' : percent(readers.part / readers.of),
  });
  return {
    version: classifier.version,
    tools: f.tools,
    servers,
    rows: [
      row('dangerous tools shown as Low', f.falseLow.rate, f.baselineFalseLow),
      row('category right', f.answers.category, f.baseline.category, f.readers?.category),
      row('level right', f.answers.level, f.baseline.level, f.readers?.level),
      row('reading or not, right', f.readOrNot, f.baselineReadOrNot),
    ],
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

const withInterval = ({ part, of, low, high }: Share) =>
  `${percent(part / of)} (${part} of ${of}; 95 %: ${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;
