import { z } from 'zod';
import { CATEGORIES, type Category } from '../../catalog/model/rubric.ts';
import { Share, share } from './share.ts';

const ANSWERS = [...CATEGORIES, 'Unclassified'] as const;

/** Rows are labels, columns are answers. */
export const Confusion = z.record(z.enum(CATEGORIES), z.record(z.enum(ANSWERS), z.int().min(0)));
export type Confusion = z.infer<typeof Confusion>;

/** How often each label got each answer. */
export function confusion(pairs: readonly { label: Category; answer: Category }[]): Confusion {
  const count = (label: Category, answer: Category) =>
    pairs.filter((pair) => pair.label === label && pair.answer === answer).length;
  const row = (label: Category) => Object.fromEntries(ANSWERS.map((answer) => [answer, count(label, answer)]));
  return Confusion.parse(Object.fromEntries(CATEGORIES.map((label) => [label, row(label)])));
}

/** Of the answers that say so, how many are right; of those that are so, how many were found. */
export const Found = z.strictObject({ precision: Share, recall: Share });
export type Found = z.infer<typeof Found>;

/** Precision and recall of each category. */
export function perCategory(table: Confusion): Record<(typeof CATEGORIES)[number], Found> {
  const found = (category: (typeof CATEGORIES)[number]): Found => {
    const right = table[category][category];
    const answered = CATEGORIES.reduce((sum, label) => sum + table[label][category], 0);
    const labelled = ANSWERS.reduce((sum, answer) => sum + table[category][answer], 0);
    return { precision: share(right, answered), recall: share(right, labelled) };
  };
  return Object.fromEntries(CATEGORIES.map((category) => [category, found(category)])) as Record<
    (typeof CATEGORIES)[number],
    Found
  >;
}
