import { parseArgumentPath } from './argument-path.ts';
import { jsonPointer } from './json-pointer.ts';
import type { Condition, Limit, Policy, Rule, ToolRules } from './model.ts';
import { compileRegex, type Pattern } from './regex.ts';
import { WILDCARD } from './tool-name-map.ts';

/** A condition with its path parsed and its pattern compiled. */
export interface CompiledCondition {
  condition: Condition;
  path: readonly string[];
  pattern: Pattern | undefined;
}

/** A rule of `require` or `deny_if` and the pointer that names it in decisions. */
export interface CompiledRule {
  pointer: string;
  conditions: readonly CompiledCondition[];
  onDeny: string | undefined;
}

export interface CompiledLimit {
  pointer: string;
  limit: Limit;
}

export interface CompiledTool {
  pointer: string;
  require: readonly CompiledRule[];
  denyIf: readonly CompiledRule[];
  limits: readonly CompiledLimit[];
  /** The pointer of `approval` when every call asks a person. */
  approval: string | undefined;
}

/** A policy made ready for `decide`: nothing is parsed or compiled while a call waits. Maps, because names are hostile. */
export interface CompiledPolicy {
  default: Policy['default'];
  /** False in shadow mode: decisions are recorded, and calls are forwarded whatever they say. */
  enforced: boolean;
  /** Hidden tool name to the pointer of its entry; `*` covers every tool. */
  hidden: ReadonlyMap<string, string>;
  allLimits: readonly CompiledLimit[];
  tools: ReadonlyMap<string, CompiledTool>;
  pins: ReadonlyMap<string, { pointer: string; hash: string }>;
}

/**
 * Makes a policy ready for `decide`.
 *
 * @param policy a policy that `loadPolicy` or the schema accepted
 * @throws TypeError for a path or pattern that the schema would have refused
 */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const { hide = [], tools = {}, pins = {} } = policy;
  return {
    default: policy.default,
    enforced: policy.mode !== 'shadow',
    hidden: new Map(hide.map((name, index) => [name, jsonPointer(['hide', index])])),
    allLimits: compileLimits(policy.all_tools?.limits, ['all_tools']),
    tools: new Map(Object.entries(tools).map(([name, rules]) => [name, compileTool(name, rules)])),
    pins: new Map(Object.entries(pins).map(([name, hash]) => [name, { pointer: jsonPointer(['pins', name]), hash }])),
  };
}

/** The pointer of the `hide` entry that covers a tool, `undefined` when the tool is visible. Also for tool lists. */
export function hiddenBy(policy: CompiledPolicy, tool: string): string | undefined {
  return policy.hidden.get(tool) ?? policy.hidden.get(WILDCARD);
}

function compileTool(name: string, rules: ToolRules): CompiledTool {
  const path = ['tools', name];
  return {
    pointer: jsonPointer(path),
    require: compileRules(rules.require, [...path, 'require']),
    denyIf: compileRules(rules.deny_if, [...path, 'deny_if']),
    limits: compileLimits(rules.limits, path),
    approval: rules.approval === 'always' ? jsonPointer([...path, 'approval']) : undefined,
  };
}

function compileRules(rules: readonly Rule[] = [], path: readonly string[]): CompiledRule[] {
  return rules.map((rule, index) => ({
    pointer: jsonPointer([...path, index]),
    conditions: rule.conditions.map(compileCondition),
    onDeny: rule.on_deny,
  }));
}

function compileLimits(limits: readonly Limit[] = [], path: readonly string[]): CompiledLimit[] {
  return limits.map((limit, index) => ({ pointer: jsonPointer([...path, 'limits', index]), limit }));
}

function compileCondition(condition: Condition): CompiledCondition {
  const path = parseArgumentPath(condition.path);
  if (path === undefined) throw new TypeError(`no argument path: ${condition.path}`);
  return { condition, path, pattern: condition.op === 'regex' ? compileRegex(condition.value) : undefined };
}
