import type { Classifier, Verdict } from './classifier.ts';
import type { Row } from './row.ts';

/** A row with what a classifier and the baseline say of it. */
export interface Judged<R extends Row = Row> {
  row: R;
  verdict: Verdict;
  baseline: Verdict;
}

/**
 * Judges rows by a classifier and by the baseline.
 *
 * @throws TypeError when a classifier gives another number of verdicts than it was given definitions
 */
export async function judge<R extends Row>(
  rows: readonly R[],
  classifier: Classifier,
  baseline: Classifier,
): Promise<Judged<R>[]> {
  const definitions = rows.map(({ tool }) => tool);
  const [verdicts, baselines] = await Promise.all([
    Array.fromAsync(classifier.judge(definitions)),
    Array.fromAsync(baseline.judge(definitions)),
  ]);
  if (verdicts.length !== rows.length || baselines.length !== rows.length) {
    throw new TypeError(`${rows.length} definitions got ${verdicts.length} and ${baselines.length} verdicts`);
  }
  return rows.map((row, index) => ({ row, verdict: verdicts[index]!, baseline: baselines[index]! }));
}
