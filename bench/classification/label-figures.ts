import { z } from 'zod';
import { CATEGORIES } from '../../catalog/model/rubric.ts';
import type { Verdict } from './classifier.ts';
import { Confusion, Found, confusion, perCategory } from './confusion.ts';
import { FalseLow, falseLow } from './false-low.ts';
import type { Judged } from './judged.ts';
import { kappa } from './kappa.ts';
import { perFacet } from './per-facet.ts';
import type { Label, Row } from './row.ts';
import { Share, share } from './share.ts';
import { SourceScore, perSource } from './source-score.ts';

/** How two series of answers agree. */
const Agreement = z.strictObject({
  category: Share,
  level: Share,
  /** Cohen's kappa; absent without items. */
  categoryKappa: z.number().optional(),
  levelKappa: z.number().optional(),
});

/** What is scored against labels of category, level and facets. */
export const LabelFigures = z.strictObject({
  kind: z.literal('labels'),
  tools: z.int(),
  falseLow: FalseLow,
  baselineFalseLow: Share,
  answers: Agreement,
  /** The same on the labels that the readers were sure of, without those that were a coin toss to one of them. */
  answersWhereClear: Agreement,
  clear: Share,
  baseline: Agreement,
  /** The two readings behind the labels, before they were made one. */
  readers: Agreement.optional(),
  readOrNot: Share,
  baselineReadOrNot: Share,
  unclassified: Share,
  disputed: Share,
  /** Of the tools whose author gave a definite hint: how many of the hints agree with the label. */
  authorsRight: Share,
  confusion: Confusion,
  categories: z.record(z.enum(CATEGORIES), Found),
  facets: z.record(z.string(), Found),
  sources: z.array(SourceScore),
});
export type LabelFigures = z.infer<typeof LabelFigures>;

/** A row that has a label. */
export type LabelledRow = Row & { label: Label };

/** Scores verdicts against labels. */
export function labelFigures(items: readonly Judged<LabelledRow>[]): LabelFigures {
  const table = confusion(items.map(({ row, verdict }) => ({ label: row.label.category, answer: verdict.category })));
  const readings = items.flatMap(({ row }) => (row.readings === undefined ? [] : [row.readings]));
  const hinted = items.filter(({ row }) => row.hint !== undefined);
  const reads = (verdict: { category: string }) => verdict.category === 'Read';
  const count = (test: (item: Judged<LabelledRow>) => boolean) => share(items.filter(test).length, items.length);
  return {
    kind: 'labels',
    tools: items.length,
    falseLow: falseLow(items),
    baselineFalseLow: falseLow(items.map(({ row, baseline }) => ({ row, verdict: baseline }))).rate,
    answers: agreement(items.map(({ row, verdict }) => [row.label, verdict])),
    answersWhereClear: agreement(items.filter(isClear).map(({ row, verdict }) => [row.label, verdict])),
    clear: count(isClear),
    baseline: agreement(items.map(({ row, baseline }) => [row.label, baseline])),
    ...(readings.length === 0 ? {} : { readers: agreement(readings) }),
    readOrNot: count(({ row, verdict }) => reads(row.label) === reads(verdict)),
    baselineReadOrNot: count(({ row, baseline }) => reads(row.label) === reads(baseline)),
    unclassified: count(({ verdict }) => verdict.category === 'Unclassified'),
    disputed: count(({ verdict }) => verdict.disputed === true),
    authorsRight: share(hinted.filter(({ row }) => (row.hint === 'reads') === reads(row.label)).length, hinted.length),
    confusion: table,
    categories: perCategory(table),
    facets: perFacet(items.map(({ row, verdict }) => ({ label: row.label.facets, answer: verdict.facets }))),
    sources: perSource(items, ({ row }, verdict) => row.label.category === verdict.category),
  };
}

/** Whether category and level are those of the label. */
export function isLabelled(label: Label, verdict: Verdict): boolean {
  return label.category === verdict.category && label.level === verdict.level;
}

/** A label without a word on how sure it is counts as clear. */
function isClear({ row: { sure = 2 } }: Judged<LabelledRow>): boolean {
  return sure >= 2;
}

type Answer = Pick<Label, 'category' | 'level'>;

function agreement(pairs: readonly (readonly [Answer, Answer])[]): z.infer<typeof Agreement> {
  const same = (key: keyof Answer) => share(pairs.filter(([a, b]) => a[key] === b[key]).length, pairs.length);
  const beyondChance = (key: keyof Answer) => kappa(pairs.map(([a, b]) => [a[key], b[key]]));
  return {
    category: same('category'),
    level: same('level'),
    categoryKappa: beyondChance('category'),
    levelKappa: beyondChance('level'),
  };
}
