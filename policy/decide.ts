import { hiddenBy, type CompiledLimit, type CompiledPolicy, type CompiledRule, type CompiledTool } from './compile.ts';
import { judgeCondition } from './condition.ts';
import { callsPer } from './english.ts';
import { judgeLimits, type Counters, type Reservation } from './limits.ts';
import { allOf, type Truth } from './truth.ts';
import { codeName, visibleText } from './visible-text.ts';

/** A call as the gateway received it, before it is forwarded. */
export interface Call {
  tool: string;
  /** The arguments, parsed from JSON; absent is the same as `{}`. */
  args?: unknown;
  /** The tool's input schema: an argument that is left out is judged by its declared default. */
  inputSchema?: unknown;
  /** Hash of the tool's present definition, needed for a tool that the policy pins. */
  definitionHash?: string;
}

/** Why a call was decided as it was, as a stable word for logs and programs. */
export type DecisionCode =
  | 'allowed'
  | 'hidden'
  | 'definition_changed'
  | 'default_deny'
  | 'denied_by_rule'
  | 'denied_by_argument'
  | 'limit_reached'
  | 'counters_unreadable'
  | 'approval_needed';

export interface Decision {
  /** `hidden`: answer as for a tool that does not exist. `ask`: forward only after a person said yes. */
  decision: 'allow' | 'deny' | 'hidden' | 'ask';
  code: DecisionCode;
  /** RFC 6901 pointer of the rule that decided, or `(default deny)` / `(default allow)` for an unlisted tool. */
  rule: string;
  /** One text for the agent. It names the rule and what to do next, and never a way round. */
  reason: string;
  /** Places to take in the counters in the same step, before forwarding or asking; none unless allowed or asked. */
  reservations: readonly Reservation[];
  /** When the limit will have room again, in milliseconds. */
  retryAfterMs?: number;
  /** False in shadow mode: record the decision, then forward the call all the same. */
  enforced: boolean;
}

type Verdict = Omit<Decision, 'enforced' | 'reservations'> & { reservations?: readonly Reservation[] };

/**
 * Decides one call: steps 4 to 10 of the decision order (policy docs). The order of rules in the file never matters, and
 * the strictest one wins: hidden, pinned definition changed, default deny, `deny_if`, `require`, limits, approval.
 * Whatever cannot be judged is denied: a pinned tool without a hash, a limit without counters, an unreadable argument.
 * Pure, and does not throw.
 *
 * @param counters the reservations made so far; may be left out for a policy without limits
 */
export function decide(policy: CompiledPolicy, call: Call, counters?: Counters): Decision {
  return { reservations: [], ...judge(policy, call, counters), enforced: policy.enforced };
}

function judge(policy: CompiledPolicy, call: Call, counters: Counters | undefined): Verdict {
  const name = codeName(call.tool);
  const hidden = hiddenBy(policy, call.tool);
  if (hidden !== undefined) {
    return { decision: 'hidden', code: 'hidden', rule: hidden, reason: `Unknown tool: ${call.tool}` };
  }
  const pin = policy.pins.get(call.tool);
  if (pin !== undefined && pin.hash !== call.definitionHash) {
    const reason = `The definition of ${name} is not the one that the policy pins`;
    return deny('definition_changed', pin.pointer, reason);
  }
  const tool = policy.tools.get(call.tool);
  if (tool === undefined && policy.default === 'deny') {
    return deny('default_deny', '(default deny)', `${name} is not among the tools that the policy allows`);
  }
  return (
    (tool && judgeRules(tool, call)) ??
    judgeQuota([...policy.allLimits, ...(tool?.limits ?? [])], tool, call.tool, counters)
  );
}

/** `deny_if` passes only what is false, `require` only what is true; unknown denies in both. */
function judgeRules(tool: CompiledTool, call: Call): Verdict | undefined {
  const name = codeName(call.tool);
  for (const rule of tool.denyIf) {
    const holds = judgeRule(rule, call);
    if (holds !== false) return denyByRule(rule, holds, `${name} is denied`);
  }
  for (const rule of tool.require) {
    const holds = judgeRule(rule, call);
    if (holds !== true) return denyByRule(rule, holds, `${name} is denied with these arguments`);
  }
  return undefined;
}

function judgeRule(rule: CompiledRule, { args = {}, inputSchema }: Call): Truth {
  return allOf(rule.conditions.map((condition) => judgeCondition(condition, args, inputSchema)));
}

function judgeQuota(
  limits: readonly CompiledLimit[],
  tool: CompiledTool | undefined,
  toolName: string,
  counters: Counters | undefined,
): Verdict {
  const quota = judgeLimits(limits, counters);
  if (!quota.admitted) return denyByLimit(quota, codeName(toolName));
  const { reservations } = quota;
  if (tool?.approval !== undefined) {
    const reason = `${codeName(toolName)} needs the approval of a person`;
    return { decision: 'ask', code: 'approval_needed', rule: tool.approval, reason, reservations };
  }
  const rule = tool?.pointer ?? '(default allow)';
  return { decision: 'allow', code: 'allowed', rule, reason: `${codeName(toolName)} is allowed`, reservations };
}

function denyByLimit(refused: Extract<ReturnType<typeof judgeLimits>, { admitted: false }>, name: string): Verdict {
  const { by, retryAfterMs, unreadable } = refused;
  const rule = by.pointer;
  if (unreadable) return deny('counters_unreadable', rule, `The calls of ${name} cannot be counted now`);
  if (retryAfterMs === undefined) return deny('limit_reached', rule, `The limit on ${name} allows no call`);
  const seconds = Math.ceil(retryAfterMs / 1000);
  const whose = rule.startsWith('/all_tools/') ? 'All tools together are' : `${name} is`;
  const reason = `${whose} limited to ${callsPer(by.limit)} (rule ${visibleText(rule)}). Try again in ${seconds} s.`;
  return { decision: 'deny', code: 'limit_reached', rule, reason, retryAfterMs };
}

function denyByRule(rule: CompiledRule, holds: Truth, otherwise: string): Verdict {
  const code = rule.conditions.length === 0 ? 'denied_by_rule' : 'denied_by_argument';
  if (rule.onDeny !== undefined && rule.onDeny.trim() !== '') {
    return { decision: 'deny', code, rule: rule.pointer, reason: rule.onDeny };
  }
  const judged = holds === 'unknown' ? ', because an argument could not be judged' : '';
  return deny(code, rule.pointer, `${otherwise}${judged}`);
}

/** The generated text: what, which rule, and what to do next. */
function deny(code: DecisionCode, rule: string, what: string): Verdict {
  const where = rule.startsWith('/') ? ` (rule ${visibleText(rule)})` : '';
  const reason = `${what}${where}. Do not retry; whoever keeps the policy can change it.`;
  return { decision: 'deny', code, rule, reason };
}
