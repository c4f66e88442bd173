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
    facets: z.record(z.string(), z.object({ precision: Share.nullish(), recall: Share.nullish() })),
  }),
});
const Run = z.object({ classifier: z.object({ version: z.string() }), sets: z.object({ labelled: Labelled }) });
/** The present rules, and those of the day on which the labels were made: nothing was changed because of them yet. */
const Results = z.object({ runs: z.object({ rules: Run, 'rules, first score': Run }) });

export interface BenchmarkSummary {
  /** Version of the rules that was measured. */
  version: string;
  tools: number;
  servers: number;
  rows: { figure: string; rules: string; first: string; name: string; readers: string }[];
  /** Of the tools that the rules give a facet, how many have it by their label, and the other way round. */
  facets: { facet: string; right: string; found: string }[];
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
  const { rules, 'rules, first score': before } = parsed.data.runs;
  const { servers, figures: now } = rules.sets.labelled;
  const first = before.sets.labelled.figures;
  const row = (figure: string, of: (figures: typeof now) => Share, name: Share, readers?: Share) => ({
    figure,
    rules: withInterval(of(now)),
    first: percent(of(first)),
    name: percent(name),
    readers: readers === undefined ? '–' : percent(readers),
  });
  const { baseline, readers } = now;
  return {
    version: rules.classifier.version,
    tools: now.tools,
    servers,
    rows: [
      row('dangerous tools shown as Low', ({ falseLow }) => falseLow.rate, now.baselineFalseLow),
      row('category right', ({ answers }) => answers.category, baseline.category, readers?.category),
      row('level right', ({ answers }) => answers.level, baseline.level, readers?.level),
      row('reading or not, right', ({ readOrNot }) => readOrNot, now.baselineReadOrNot),
    ],
    facets: Object.entries(now.facets).flatMap(([facet, { precision, recall }]) =>
      precision && recall ? [{ facet, right: withCounts(precision), found: withCounts(recall) }] : [],
    ),
  };
}

const percent = ({ part, of }: Pick<Share, 'part' | 'of'>) => `${((100 * part) / of).toFixed(1)} %`;

const withCounts = ({ part, of }: Share) => `${Math.round((100 * part) / of)} % (${part} of ${of})`;

const withInterval = ({ part, of, low, high }: Share) =>
  `${percent({ part, of })} (${part} of ${of}; 95 %: ${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`;
