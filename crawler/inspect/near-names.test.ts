import { describe, expect, test } from 'vitest';
import { editsBetween, nearNames } from './near-names.ts';

/** The definition of edit distance, without any bound. */
function slowly(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (__, j) => i + j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i]![j] = Math.min(
        table[i - 1]![j]! + 1,
        table[i]![j - 1]! + 1,
        table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
      );
    }
  }
  return table[a.length]![b.length]!;
}

/** Names from few letters, so that many are near; the same ones every time. */
function names(count: number): string[] {
  let seed = 7;
  const next = (n: number) => (seed = (seed * 48271) % 2147483647) % n;
  return [
    ...new Set(Array.from({ length: count }, () => Array.from({ length: 6 + next(5) }, () => 'ab_'[next(3)]).join(''))),
  ];
}

describe('crawler/inspect/near-names.test.ts', () => {
  test.each([
    ['send_email', 'send_emall', 1],
    ['send_email', 'sendemail', 1],
    ['send_email', 'send_emails', 1],
    ['send_email', 'sned_email', 2],
    ['send_email', 'send_mail', 1],
    ['send_email', 'send_sms', undefined],
    ['send_email', 'send_email', 0],
  ])('%s and %s: %s', (a, b, edits) => {
    expect(editsBetween(a, b, 2)).toBe(edits);
    expect(editsBetween(b, a, 2)).toBe(edits);
  });

  test.each([1, 2] as const)('finds the same pairs as comparing all, within %i edits', (distance) => {
    const all = names(250);
    const key = (a: string, b: string, edits: number) => `${a} ${b} ${edits}`;
    const wanted = all.flatMap((a) =>
      all.flatMap((b) => {
        const edits = slowly(a, b);
        return edits > 0 && edits <= distance ? [key(a, b, edits)] : [];
      }),
    );
    const found = nearNames(all, all, { distance }).map((pair) => key(pair.query, pair.target, pair.distance));
    expect(wanted.length).toBeGreaterThan(100);
    expect(found.toSorted()).toEqual(wanted.toSorted());
  });

  test('short and endless names are left out', () => {
    expect(nearNames(['get', 'a'.repeat(100)], ['set', 'a'.repeat(99)])).toEqual([]);
  });
});
