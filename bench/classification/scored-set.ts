import { join } from 'node:path';
import { namePrefixClassifier } from './name-prefix.ts';
import type { Classifier } from './classifier.ts';
import { type Dispute, disputeOf } from './disputes.ts';
import { hintFigures, type HintedRow } from './hint-figures.ts';
import { judge, type Judged } from './judged.ts';
import { labelFigures, type LabelledRow } from './label-figures.ts';
import type { RowFile } from './read-rows.ts';
import type { SetResult } from './results.ts';
import type { Hint, Label, Row } from './row.ts';
import { isRight, setResult } from './set-result.ts';

/** A set with its result and the rows behind it. */
export interface ScoredSet {
  result: SetResult;
  items: Judged[];
  wrong: { item: Judged; expected: Label | Hint; dispute?: Dispute | undefined }[];
}

/** Where the disputed hints are. */
export const DISPUTES = join(import.meta.dirname, '../label-disputes.yaml');

/** Scores the rows of a file that have labels. */
export async function scoreLabels(file: RowFile & { captured?: string }, classifier: Classifier): Promise<ScoredSet> {
  const rows = file.rows.filter((row): row is LabelledRow => row.label !== undefined);
  const items = await judge(rows, classifier, namePrefixClassifier);
  return scored(
    items,
    setResult(identity(file), labelFigures(items), items, ({ label }) => label),
    ({ label }) => label,
  );
}

/**
 * Scores the rows of a file that have definite hints of their authors. Annotations are taken away before a tool is judged:
 * a classifier that repeated them would be right by definition.
 */
export async function scoreHints(
  file: RowFile & { captured?: string },
  classifier: Classifier,
  disputes: readonly Dispute[],
): Promise<ScoredSet> {
  const rows = file.rows.filter((row): row is HintedRow => row.hint !== undefined).map(withoutAnnotations);
  const items = await judge(rows, classifier, namePrefixClassifier);
  const figures = hintFigures(items, (row) => disputeOf(disputes, row) !== undefined);
  const all = scored(
    items,
    setResult(identity(file), figures, items, ({ hint }) => hint),
    ({ hint }) => hint,
  );
  return { ...all, wrong: all.wrong.map((wrong) => ({ ...wrong, dispute: disputeOf(disputes, wrong.item.row) })) };
}

const identity = ({ sha256, captured }: RowFile & { captured?: string }) => ({
  sha256,
  ...(captured === undefined ? {} : { captured }),
});

function scored<R extends Row>(items: Judged<R>[], result: SetResult, expectedOf: (row: R) => Label | Hint): ScoredSet {
  const wrong = items
    .filter(({ row, verdict }) => !isRight(expectedOf(row), verdict))
    .map((item) => ({ item, expected: expectedOf(item.row) }));
  return { result, items, wrong };
}

function withoutAnnotations(row: HintedRow): HintedRow {
  const { annotations: _, ...tool } = row.tool;
  return { ...row, tool };
}
