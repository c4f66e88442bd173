import { explainForTool } from './explain.ts';
import { formatPolicy } from './format-policy.ts';
import { rulesFor, type Limit, type Policy, type ToolRules } from './model.ts';
import { recommendForTool, type ClassifiedTool } from './recommend.ts';
import { standingOf, type Standing } from './standing.ts';
import { WILDCARD } from './tool-name-map.ts';
import { codeName } from './visible-text.ts';

/** A question about governing a tool, with an answer in plain text (names between backticks) and a file that does it. */
export interface PolicyQuestion {
  id: 'enforce' | 'rate-limit' | 'block';
  question: string;
  answer: string;
  /** A whole policy.json in documented version 1 syntax, as `formatPolicy` prints it. */
  snippet: string;
}

/** The questions of a tool page that a policy answers: how to enforce one, to limit the rate, to block the tool. */
export function policyFaq(tool: ClassifiedTool): PolicyQuestion[] {
  return [enforce(tool), rateLimit(tool), block(tool)];
}

function enforce(tool: ClassifiedTool): PolicyQuestion {
  const policy = recommendForTool(tool);
  const { effect, others } = explainForTool(policy, tool.name);
  return {
    id: 'enforce',
    question: `How do I enforce a policy on ${codeName(tool.name)}?`,
    answer: `Save this as policy.json and put a gateway that enforces it between your agent and the server. ${effect} ${others}`,
    snippet: formatPolicy(policy),
  };
}

function rateLimit(tool: ClassifiedTool): PolicyQuestion {
  const name = codeName(tool.name);
  const question = `Can I rate-limit ${name}?`;
  if (tool.name === WILDCARD) {
    const answer =
      'No: a policy cannot name this tool apart, because `*` stands for every tool. The default of this policy denies it.';
    return { id: 'rate-limit', question, answer, snippet: formatPolicy(recommendForTool(tool)) };
  }
  const recommended = recommendForTool(tool);
  const standing = standingOf(recommended, tool.name);
  const limit = rulesFor(recommended, tool.name)?.limits?.[0] ?? suggestedLimit(tool.name, standing);
  const policy = policyFor(tool.name, { limits: [limit] });
  const answer = `${RATE_LIMIT_ANSWER[standing]} ${explainForTool(policy, tool.name).effect} Change \`max\`, or set \`window\` to "minute", "hour" or "day".`;
  return { id: 'rate-limit', question, answer, snippet: formatPolicy(policy) };
}

/** How the answer starts, by how the tool stands under its recommended policy. */
const RATE_LIMIT_ANSWER: Record<Standing, string> = {
  limited: 'Yes, and the recommended policy does.',
  allowed: 'Yes. The recommended policy sets no limit; this one does.',
  hidden: 'Yes, but a limit lets the tool be called, while the recommended policy hides it. With this policy instead:',
  denied: 'Yes, but a limit lets the tool be called, while the recommended policy denies it. With this policy instead:',
  restricted: 'Yes.',
  asked: 'Yes.',
};

/** Tight where the recommendation blocks the tool, roomy where it allows it. */
function suggestedLimit(tool: string, standing: Standing): Limit {
  const counter = `${tool}_rate`;
  return standing === 'allowed'
    ? { counter, window: 'minute', max: 60, scope: 'grant' }
    : { counter, window: 'hour', max: 1, scope: 'grant' };
}

function block(tool: ClassifiedTool): PolicyQuestion {
  const name = codeName(tool.name);
  const question = `How do I block ${name}?`;
  if (tool.name === WILDCARD) {
    const answer =
      'Leave it out, as here: the default denies every tool that is not listed. Do not put `*` under `hide`, where it stands for every tool.';
    return { id: 'block', question, answer, snippet: formatPolicy(recommendForTool(tool)) };
  }
  const policy: Policy = { version: '1', default: 'deny', hide: [tool.name] };
  const { effect, others } = explainForTool(policy, tool.name);
  const start = BLOCK_ANSWER[standingOf(recommendForTool(tool), tool.name)] ?? 'List it under `hide`.';
  const answer = `${start} ${effect} ${others} To keep it in the tool list and deny its calls with a message, give it a rule under \`deny_if\` with empty \`conditions\` and the message in \`on_deny\`.`;
  return { id: 'block', question, answer, snippet: formatPolicy(policy) };
}

/** How the answer starts where the recommended policy blocks the tool already. */
const BLOCK_ANSWER: Partial<Record<Standing, string>> = {
  hidden: 'The recommended policy does: it lists the tool under `hide`.',
  denied: 'The recommended policy denies its calls already. To take it out of the tool list too, list it under `hide`.',
};

/** A policy for one tool, safe for every name. */
function policyFor(name: string, rules: ToolRules): Policy {
  return { version: '1', default: 'deny', tools: Object.fromEntries([[name, rules]]) };
}
