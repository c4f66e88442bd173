/** Recommended policies as pages show them. What a policy does is said by `policy/` alone, from the policy itself. */
import type { Category } from '../../catalog/model/rubric.ts';
import type { ToolRecord } from '../../catalog/store/reader.ts';
import { explainForServer, explainForTool } from '../../policy/explain.ts';
import { formatPolicy } from '../../policy/format-policy.ts';
import { recommendForServer, recommendForTool } from '../../policy/recommend.ts';
import { backticks } from './text/backticks.ts';
import type { Prose } from './text/prose.ts';

export interface PolicyView {
  /** The exact text to copy; absent when it is too long for a page. */
  text?: string;
  /** What it does, a paragraph each. */
  effects: Prose[];
}

/** Longest policy on a page in characters; a longer one is in the JSON document of the server. */
const MAX_TEXT = 100_000;

/** The policy that a tool's page recommends. */
export function policyForTool(name: string, category: Category): PolicyView {
  const policy = recommendForTool({ name, category });
  const { effect, others } = explainForTool(policy, name);
  return { text: formatPolicy(policy), effects: [backticks(effect), backticks(others)] };
}

/** One policy for all tools of a server. */
export function policyForServer(tools: readonly ToolRecord[]): PolicyView {
  const classified = tools.map(({ name, classification }) => ({
    name,
    category: classification?.category ?? ('Unclassified' as const),
  }));
  const policy = recommendForServer(classified);
  const text = formatPolicy(policy);
  const effects = [
    backticks(
      explainForServer(
        policy,
        classified.map(({ name }) => name),
      ),
    ),
  ];
  return text.length > MAX_TEXT ? { effects } : { text, effects };
}
