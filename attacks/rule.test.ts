import { describe, expect, it } from 'vitest';
import { decide } from '../policy/decide.ts';
import { loadPolicy } from '../policy/load.ts';
import { loadAttacks } from './load.ts';
import type { AttackPattern } from './model.ts';

type Sample = AttackPattern['rule']['allowed'][number];

/** Decides a sample call after as many calls of the same tool, all made at the same moment. */
function run({ policyText }: AttackPattern, { tool, args, definitionHash, after = 0 }: Sample) {
  const loaded = loadPolicy(policyText);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  const counters = { now: 1_000_000, nthNewest: (_: unknown, n: number) => (n <= after ? 1_000_000 : undefined) };
  return decide(loaded.compiled, { tool, args, definitionHash }, counters);
}

describe.each(loadAttacks())('attacks/rule.test.ts: $slug', (pattern) => {
  it.each(pattern.rule.stopped)('stops $says', (sample) => {
    expect(run(pattern, sample)).toMatchObject({ decision: sample.ends, enforced: true });
  });

  it.each(pattern.rule.allowed)('lets through $says', (sample) => {
    expect(run(pattern, sample).decision).toBe('allow');
  });

  it('denies what it does not list', () => {
    expect(run(pattern, { says: 'a tool of no policy', tool: 'no such tool' }).decision).toBe('deny');
  });
});
