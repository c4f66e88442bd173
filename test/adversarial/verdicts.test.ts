import { describe, expect, test } from 'vitest';
import { ADVERSARIAL_SETS } from './adversarial-sets.ts';
import { judgeByRules } from './judge.ts';
import { KNOWN_LIMITS } from './known-limits.ts';
import { judgeWithObeyingModel } from './obeying-model.ts';
import { trySet } from './try-set.ts';
import { outcome } from './verdict-order.ts';

/** The grid is many times the other sets; the command tries it whole. */
const ONE_IN: Readonly<Record<string, number>> = { grid: 40, 'dangerous tails': 4, 'harmless tails': 4 };
/** With a model the rules' verdict is the floor, so the sample can be smaller. */
const ONE_IN_WITH_MODEL: Readonly<Record<string, number>> = {
  grid: 200,
  'dangerous tails': 40,
  'harmless tails': 40,
  combinations: 8,
  'harmless texts': 8,
  'disguised letters': 8,
  shapes: 4,
  'disguised spelling': 4,
};

test.each(ADVERSARIAL_SETS.map((set) => [set.name, set] as const))('%s: by the built-in rules', (name, set) => {
  const failed: string[] = [];
  for (const tried of trySet(set, judgeByRules, ONE_IN[name])) if (tried.failed) failed.push(tried.case.id);
  const known = (KNOWN_LIMITS[name] ?? []).flatMap(({ ids }) => ids);
  expect(failed.sort()).toEqual([...known].sort());
});

describe('with a language model that was won over', () => {
  test.each(ADVERSARIAL_SETS.map((set) => [set.name, set] as const))('%s: never below the rules', (name, set) => {
    const below: string[] = [];
    let cases = 0;
    for (const { case: item, got } of trySet(set, judgeWithObeyingModel, ONE_IN_WITH_MODEL[name])) {
      cases++;
      const rules = judgeByRules(item.subject);
      const known = rules !== 'refused' && got !== 'refused';
      if (known ? outcome(rules, got) === 'dropped' : rules !== got) below.push(item.id);
    }
    expect(below).toEqual([]);
    expect(cases).toBeGreaterThan(50);
  });
});
