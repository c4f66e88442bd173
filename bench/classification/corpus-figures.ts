import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../catalog/definition-hash.ts';
import { CATEGORIES } from '../../catalog/model/rubric.ts';
import type { Classification } from '../../catalog/model/classification.ts';
import type { ToolDefinition } from '../../catalog/model/tool-definition.ts';
import { classify } from '../../crawler/classify/classify.ts';
import { quoteHolds } from '../../crawler/classify/quote.ts';
import { namePrefix } from './name-prefix.ts';
import { Share, share } from './share.ts';

/** What is counted over tools without labels. */
export const CorpusFigures = z.strictObject({
  kind: z.literal('corpus'),
  tools: z.int(),
  unclassified: Share,
  categories: z.record(z.enum(CATEGORIES), Share),
  /** Quotes of evidence and findings, and those that do not stand where they are said to stand. */
  quotes: z.int(),
  quotesThatDoNotHold: z.int(),
  /** Whether a second pass gave the same bytes. */
  sameTwice: z.boolean(),
});
export type CorpusFigures = z.infer<typeof CorpusFigures>;

/** The figures, and what depends on the machine or on every change of the rules. */
export interface CorpusRun {
  figures: CorpusFigures;
  /** What the processor spent on it: the same on a busy machine. */
  processorSeconds: number;
  /** By the clock. */
  seconds: number;
  /** Time of the built-in rules over time of the name prefix. */
  timesBaseline: number;
  /** SHA-256 over the canonical JSON of all verdicts. */
  verdicts: string;
}

/** Classifies tools twice by the built-in rules, on one core, and checks every quote. */
export function corpusRun(tools: readonly ToolDefinition[]): CorpusRun {
  const started = performance.now();
  const before = process.cpuUsage();
  const verdicts = tools.map((tool) => classify(tool));
  const ours = processorSeconds(before);
  const seconds = (performance.now() - started) / 1000;
  const baselineBefore = process.cpuUsage();
  for (const { name } of tools) namePrefix(name);
  const baseline = processorSeconds(baselineBefore);
  const first = hashOf(verdicts);
  const quotes = verdicts.flatMap(({ evidence, findings }, index) =>
    [...evidence, ...findings].map((quote) => quoteHolds(tools[index]!, quote)),
  );
  const count = (category: Classification['category']) =>
    share(verdicts.filter((verdict) => verdict.category === category).length, tools.length);
  return {
    figures: {
      kind: 'corpus',
      tools: tools.length,
      unclassified: count('Unclassified'),
      categories: Object.fromEntries(
        CATEGORIES.map((category) => [category, count(category)]),
      ) as CorpusFigures['categories'],
      quotes: quotes.length,
      quotesThatDoNotHold: quotes.filter((holds) => !holds).length,
      sameTwice: hashOf(tools.map((tool) => classify(tool))) === first,
    },
    processorSeconds: ours,
    seconds,
    timesBaseline: ours / baseline,
    verdicts: first,
  };
}

function processorSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function hashOf(verdicts: readonly Classification[]): string {
  const hash = createHash('sha256');
  for (const verdict of verdicts) hash.update(canonicalJson(verdict)).update('\n');
  return hash.digest('hex');
}
