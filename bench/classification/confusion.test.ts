import { describe, expect, test } from 'vitest';
import { confusion, perCategory } from './confusion.ts';

describe('bench/classification/confusion.ts', () => {
  const table = confusion([
    { label: 'Read', answer: 'Read' },
    { label: 'Read', answer: 'Read' },
    { label: 'Read', answer: 'Write' },
    { label: 'Write', answer: 'Write' },
    { label: 'Execute', answer: 'Unclassified' },
    { label: 'Financial', answer: 'Write' },
  ]);

  test('counts labels against answers', () => {
    expect(table.Read).toEqual({ Read: 2, Write: 1, Execute: 0, Destructive: 0, Financial: 0, Unclassified: 0 });
    expect(table.Execute.Unclassified).toBe(1);
    expect(
      Object.values(table)
        .flatMap((row) => Object.values(row))
        .reduce((sum, n) => sum + n, 0),
    ).toBe(6);
  });

  test('precision is over the answers, recall over the labels', () => {
    const { Write, Read, Execute, Destructive } = perCategory(table);
    expect([Write.precision.part, Write.precision.of, Write.recall.part, Write.recall.of]).toEqual([1, 3, 1, 1]);
    expect([Read.precision.part, Read.precision.of, Read.recall.part, Read.recall.of]).toEqual([2, 2, 2, 3]);
    expect([Execute.precision.of, Execute.recall.part, Execute.recall.of]).toEqual([0, 0, 1]);
    expect([Destructive.precision.of, Destructive.recall.of]).toEqual([0, 0]);
  });
});
