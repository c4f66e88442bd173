import { z } from 'zod';
import type { Verdict } from './classifier.ts';
import type { Judged } from './judged.ts';
import type { Hint, Row } from './row.ts';
import { Share, share } from './share.ts';
import { SourceScore, perSource } from './source-score.ts';

/** What is scored against the hints of authors: reading or not. */
export const HintFigures = z.strictObject({
  kind: z.literal('hints'),
  tools: z.int(),
  right: Share,
  baseline: Share,
  /** Hints that are held to be wrong, with reasons, in bench/label-disputes.yaml. */
  disputedHints: z.int(),
  /** The same two without those. */
  rightUndisputed: Share,
  baselineUndisputed: Share,
  unclassified: Share,
  disputed: Share,
  sources: z.array(SourceScore),
  sourcesUndisputed: z.array(SourceScore),
});
export type HintFigures = z.infer<typeof HintFigures>;

/** A row that has a hint. */
export type HintedRow = Row & { hint: Hint };

/** Scores verdicts against hints, all of them and those that nobody disputes. */
export function hintFigures(items: readonly Judged<HintedRow>[], isDisputed: (row: HintedRow) => boolean): HintFigures {
  const undisputed = items.filter(({ row }) => !isDisputed(row));
  const count = (of: readonly Judged<HintedRow>[], test: (item: Judged<HintedRow>) => boolean) =>
    share(of.filter(test).length, of.length);
  const agrees = ({ row }: Judged<HintedRow>, verdict: Verdict) => agreesWithHint(row.hint, verdict);
  const ours = ({ row, verdict }: Judged<HintedRow>) => agreesWithHint(row.hint, verdict);
  const baselines = ({ row, baseline }: Judged<HintedRow>) => agreesWithHint(row.hint, baseline);
  return {
    kind: 'hints',
    tools: items.length,
    right: count(items, ours),
    baseline: count(items, baselines),
    disputedHints: items.length - undisputed.length,
    rightUndisputed: count(undisputed, ours),
    baselineUndisputed: count(undisputed, baselines),
    unclassified: count(items, ({ verdict }) => verdict.category === 'Unclassified'),
    disputed: count(items, ({ verdict }) => verdict.disputed === true),
    sources: perSource(items, agrees),
    sourcesUndisputed: perSource(undisputed, agrees),
  };
}

/** Unclassified does not say that a tool only reads. */
export function agreesWithHint(hint: Hint, { category }: Verdict): boolean {
  return (hint === 'reads') === (category === 'Read');
}
