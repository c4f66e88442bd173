import { explainForTool } from './explain.ts';
import { formatPolicy } from './format-policy.ts';
import { keepOut } from './keep-out.ts';
import { rulesFor, type Limit, type Policy, type ToolRules } from './model.ts';
import { recommendForTool, type ClassifiedTool } from './recommend.ts';
import { standingOf, type Standing } from './standing.ts';
import { WILDCARD } from './tool-name-map.ts';
import { codeName } from './visible-text.ts';

/** A question about governing a tool, with an answer in plain text (names between backticks) and a file that does it. */
export interface PolicyQuestion {
  id: 'rate-limit' | 'block';
  question: string;
  answer: string;
  /** A whole policy.json in documented version 1 syntax, as `formatPolicy` prints it. */
  snippet: string;
}

/**
 * The questions of a tool page that a policy answers beside the recommended one: how to limit the rate, to block the tool. What
 * the recommended policy itself does is told where it stands, and not here again.
 */
export function policyFaq(tool: ClassifiedTool): PolicyQuestion[] {
  return [rateLimit(tool), block(tool)];
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
  const own = rulesFor(recommended, tool.name)?.limits?.[0];
  const policy = policyFor(tool.name, { limits: [own ?? suggestedLimit(tool.name, standing)] });
  const effect = own === undefined ? ` ${explainForTool(policy, tool.name).effect}` : '';
  const answer = `${RATE_LIMIT_ANSWER[standing]}${effect} Change \`max\`, or set \`window\` to "minute", "hour" or "day".`;
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
  const question = `How do I block ${codeName(tool.name)}?`;
  const snippet = formatPolicy(keepOut(tool.name));
  if (tool.name === WILDCARD) {
    const answer =
      'Leave it out, as here: the default denies every tool that is not listed. Do not put `*` under `hide`, where it stands for every tool.';
    return { id: 'block', question, answer, snippet };
  }
  const start = BLOCK_ANSWER[standingOf(recommendForTool(tool), tool.name)] ?? 'List it under `hide`.';
  const answer = `${start} To keep it in the tool list and deny its calls with a message, give it a rule under \`deny_if\` with empty \`conditions\` and the message in \`on_deny\`.`;
  return { id: 'block', question, answer, snippet };
}

/** How the answer starts where the recommended policy blocks the tool already. */
const BLOCK_ANSWER: Partial<Record<Standing, string>> = {
  hidden: 'The recommended policy does: it lists the tool under `hide`.',
};

/** A policy for one tool, safe for every name. */
function policyFor(name: string, rules: ToolRules): Policy {
  return { version: '1', default: 'deny', tools: Object.fromEntries([[name, rules]]) };
}
