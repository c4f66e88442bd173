import { describe, expect, it } from 'vitest';
import { loadPolicy } from '../policy/load.ts';
import { decideSample, type SampleCall } from './decide-sample.ts';
import { loadAttacks } from './load.ts';
import type { AttackPattern } from './model.ts';

function run({ policyText }: AttackPattern, sample: SampleCall) {
  const loaded = loadPolicy(policyText);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  return { decision: decideSample(loaded.compiled, sample), enforced: loaded.compiled.enforced };
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
