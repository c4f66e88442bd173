import { describe, expect, test } from 'vitest';
import { compare, isWorse } from './compare.ts';
import { labelFigures, type LabelledRow } from './label-figures.ts';
import type { Judged } from './judged.ts';
import { setResult } from './set-result.ts';
import type { Label } from './row.ts';

const READ: Label = { category: 'Read', level: 'Low', facets: [] };
const WRITE: Label = { category: 'Write', level: 'Medium', facets: [] };
const DELETE: Label = { category: 'Destructive', level: 'Critical', facets: [] };

const judged = (name: string, label: Label, answer: Label): Judged<LabelledRow> => ({
  row: { key: name, server: 'one', tool: { name }, label },
  verdict: { ...answer, evidence: [] },
  baseline: { ...answer, evidence: [] },
});
const result = (items: Judged<LabelledRow>[], sha256 = 'a') =>
  setResult({ sha256 }, labelFigures(items), items, ({ label }) => label);

describe('bench/classification/compare.ts', () => {
  const before = result([judged('a', READ, READ), judged('b', WRITE, READ), judged('c', DELETE, DELETE)]);

  test('nothing moved', () => {
    expect(compare(before, before)).toEqual({ otherFile: false, moved: [], fixed: [], broken: [] });
    expect(isWorse(compare(before, before))).toBe(false);
  });

  test('says which rows were fixed and broken, and that more false Lows are worse', () => {
    const after = result([judged('a', READ, READ), judged('b', WRITE, WRITE), judged('c', DELETE, READ)]);
    const { fixed, broken, moved } = compare(before, after);
    expect(fixed).toEqual([before.wrong[0]!.key]);
    expect(broken).toEqual([after.wrong[0]!.key]);
    // One fixed, one broken: the shares are as before, the false Low is new.
    expect(moved.map(({ figure, worse }) => [figure, worse])).toEqual([['false-Low', true]]);
    expect(isWorse(compare(before, after))).toBe(true);
  });

  test('more right is no reason to refuse, less right is', () => {
    const better = result([judged('a', READ, READ), judged('b', WRITE, WRITE), judged('c', DELETE, DELETE)]);
    expect(isWorse(compare(before, better))).toBe(false);
    expect(isWorse(compare(better, before))).toBe(true);
  });

  test('results of different files are not compared', () => {
    const other = result([judged('a', READ, WRITE)], 'b');
    expect(compare(before, other)).toEqual({ otherFile: true, moved: [], fixed: [], broken: [] });
  });
});
