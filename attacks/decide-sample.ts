import type { CompiledPolicy } from '../policy/compile.ts';
import { decide, type Decision } from '../policy/decide.ts';
import type { AttackPattern } from './model.ts';

/** A call that shows what a pattern's rule does. */
export type SampleCall = AttackPattern['rule']['allowed'][number];

/** Decides a sample call after as many calls of the same tool, all made just now, so that every window still holds them. */
export function decideSample(
  policy: CompiledPolicy,
  { tool, args, definitionHash, after = 0 }: SampleCall,
): Decision['decision'] {
  const counters = { now: 0, nthNewest: (_: unknown, n: number) => (n <= after ? 0 : undefined) };
  return decide(policy, { tool, args, definitionHash }, counters).decision;
}
