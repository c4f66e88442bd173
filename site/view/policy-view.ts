/** Recommended policies as pages show them. What a policy does is said by `policy/` alone, from the policy itself. */
import type { Category } from '../../catalog/model/rubric.ts';
import { explainForTool } from '../../policy/explain.ts';
import { formatPolicy } from '../../policy/format-policy.ts';
import { recommendForTool } from '../../policy/recommend.ts';
import { backticks } from './text/backticks.ts';
import type { Prose } from './text/prose.ts';

export interface PolicyView {
  /** The exact text to copy. */
  text: string;
  /** What it does, a paragraph each. */
  effects: Prose[];
}

/** The policy that a tool's page recommends. */
export function policyForTool(name: string, category: Category): PolicyView {
  const policy = recommendForTool({ name, category });
  const { effect, others } = explainForTool(policy, name);
  return { text: formatPolicy(policy), effects: [backticks(effect), backticks(others)] };
}
