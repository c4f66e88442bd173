import { explainForServer, explainForTool } from '../../policy/explain.ts';
import type { Policy } from '../../policy/model.ts';

/** What a policy does, in sentences with names between backticks. */
export interface Effects {
  summary: string;
  /** Of the tools that it names, at most {@link MOST_TOOLS}. */
  effects: string[];
  /** The names of these tools. */
  tools: string[];
  /** How many more it names. */
  more: number;
}

/** Tools that are told one by one. */
const MOST_TOOLS = 50;

/** Says what a policy does. */
export function effectsOf(policy: Policy): Effects {
  const hidden = (policy.hide ?? []).filter((name) => name !== '*');
  const named = [...new Set([...hidden, ...Object.keys(policy.tools ?? {})])];
  const tools = named.slice(0, MOST_TOOLS);
  const summary =
    named.length === 0
      ? `The policy names no tool. ${explainForTool(policy, 'any tool').others}`
      : explainForServer(policy, named);
  return {
    summary,
    effects: tools.map((tool) => explainForTool(policy, tool).effect),
    tools,
    more: named.length - tools.length,
  };
}
