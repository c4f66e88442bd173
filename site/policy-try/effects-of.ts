import { explainForNamedTools, explainForTool } from '../../policy/explain.ts';
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
  const { text, names } = explainForNamedTools(policy);
  const tools = names.slice(0, MOST_TOOLS);
  return {
    summary: text,
    effects: tools.map((tool) => explainForTool(policy, tool).effect),
    tools,
    more: names.length - tools.length,
  };
}
