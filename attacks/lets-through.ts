import type { CompiledPolicy } from '../policy/compile.ts';
import { decideSample } from './decide-sample.ts';
import type { AttackPattern } from './model.ts';

/**
 * Whether a policy lets a call through that the rule of a pattern refuses: each of the pattern's sample calls is decided by the
 * policy, with a tool in the place of the sample's own.
 */
export function letsThrough({ rule }: AttackPattern, policy: CompiledPolicy, tool: string): boolean {
  return rule.stopped.some((sample) => decideSample(policy, { ...sample, tool }) === 'allow');
}
