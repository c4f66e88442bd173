import { callsPer, count, listed, often, quotedAtEnd } from './english.ts';
import { rulesFor, type Limit, type Policy, type ToolRules } from './model.ts';
import { ruleWords } from './rule-words.ts';
import { standingOf, type Standing } from './standing.ts';
import { WILDCARD } from './tool-name-map.ts';
import { codeName, visibleText } from './visible-text.ts';

/** What a policy does, in words for a page: plain text with names between backticks, still to be escaped for HTML. */
export interface Explanation {
  /** What it does to the tool. */
  effect: string;
  /** What it does to every other tool of the server. */
  others: string;
}

/**
 * Says what a policy does to one tool and to all others. The words are made from the policy alone, never from a category,
 * so that they are true for the file beside them; a test compares them with `decide`.
 */
export function explainForTool(policy: Policy, tool: string): Explanation {
  const sentences = [...effectOn(policy, tool), ...overall(policy, tool)];
  return { effect: sentences.join(' '), others: othersOf(policy, tool) };
}

/** Says what a policy does to the tools of a server, in numbers: "Of 12 tools, 5 may be called …". */
export function explainForServer(policy: Policy, tools: readonly string[]): string {
  const summary = summaryOf(policy, [...new Set(tools)], '') ?? 'The server lists no tools.';
  return [summary, restOf(policy, 'Every tool that the policy does not list'), ...overall(policy)].join(' ');
}

/** Says the same of a policy alone, of whose server nothing is known but the names in it. */
export function explainForNamedTools(policy: Policy): { text: string; names: string[] } {
  const hidden = (policy.hide ?? []).filter((name) => name !== WILDCARD);
  const names = [...new Set([...hidden, ...Object.keys(policy.tools ?? {})])];
  const summary = summaryOf(policy, names, ' that the policy names');
  const sentences =
    summary === undefined
      ? ['The policy names no tool.', restOf(policy, 'Every tool of the server')]
      : [summary, restOf(policy, 'Every other tool')];
  return { text: [...sentences, ...overall(policy)].join(' '), names };
}

/** @param whose what else the tools are, after the noun: of a server there can be more than a policy names */
function summaryOf(policy: Policy, names: readonly string[], whose: string): string | undefined {
  const standings = names.map((name) => standingOf(policy, name));
  const groups = STANDINGS.map(([standing, one, many]) => {
    const n = standings.filter((other) => other === standing).length;
    return { n, words: `${n.toLocaleString('en')} ${n === 1 ? one : many}`, alone: n === 1 ? one : many };
  }).filter(({ n }) => n > 0);
  const [first] = groups;
  if (first === undefined) return undefined;
  return groups.length === 1
    ? `${everyOne(names.length)}${whose} ${first.alone}.`
    : `Of ${whose === '' ? '' : 'the '}${count(names.length, 'tool')}${whose}, ${listed(groups.map(({ words }) => words))}.`;
}

function restOf({ default: posture, hide = [] }: Policy, subject: string): string {
  const fate = posture === 'deny' ? 'is denied' : 'may be called with any arguments';
  return `${subject} ${hide.includes(WILDCARD) ? 'is hidden' : fate}.`;
}

/** The subject of a sentence about all of some tools. */
function everyOne(tools: number): string {
  if (tools === 1) return 'The only tool';
  return tools === 2 ? 'Both tools' : `All ${count(tools, 'tool')}`;
}

/** Each standing as a predicate of one tool and of several. */
const STANDINGS: readonly (readonly [Standing, string, string])[] = [
  [
    'allowed',
    'may be called with any arguments and without a limit of its own',
    'may be called with any arguments and without a limit of their own',
  ],
  [
    'limited',
    'may be called with any arguments at a limited rate',
    'may be called with any arguments at a limited rate',
  ],
  ['restricted', 'may be called with some arguments only', 'may be called with some arguments only'],
  ['asked', 'waits for a person’s approval', 'wait for a person’s approval'],
  ['hidden', 'is hidden', 'are hidden'],
  ['denied', 'is denied', 'are denied'],
];

function effectOn(policy: Policy, tool: string): string[] {
  const name = codeName(tool);
  const standing = standingOf(policy, tool);
  if (standing === 'hidden') {
    return [`${name} is removed from the tool list, and a call to it is answered as if the tool did not exist.`];
  }
  const rules = rulesFor(policy, tool);
  if (rules === undefined) {
    return standing === 'denied'
      ? [`Every call of ${name} is denied, because the policy’s default is deny and it does not list the tool.`]
      : [`${name} may be called with any arguments, because the policy’s default is allow.`];
  }
  if (standing === 'denied') return denial(name, rules);
  return [...permission(tool, rules), ...sharedCounts(policy, tool, rules), ...restrictions(rules)];
}

/** Version 1 has no way to ask: a rule that says "requires approval" blocks the tool, and the page must not say less. */
function denial(name: string, { deny_if = [] }: ToolRules): string[] {
  const always = deny_if.find((rule) => rule.conditions.length === 0);
  if (always === undefined) return [`Every call of ${name} is denied, because its limit is 0.`];
  const message = always.on_deny?.trim() ? ` with the message ${quotedAtEnd(visibleText(always.on_deny))}` : '';
  return [
    `Every call of ${name} is denied${message || '.'}`,
    'Version 1 of the format has no approval step, so the tool stays blocked until you edit the policy.',
  ];
}

/** A limit counts the calls of one client (a grant): another client has its own count. */
function permission(tool: string, { require = [], deny_if = [], limits = [], approval }: ToolRules): string[] {
  const name = codeName(tool);
  const rate = listed(limits.map(often));
  const unjudged = require.length + deny_if.length === 0;
  if (approval === 'always') {
    const each = unjudged ? `Each call of ${name}` : `Each call of ${name} that passes the rules`;
    const any = unjudged ? ', whatever its arguments' : '';
    return [
      `${each} waits for a person’s approval${any}.`,
      ...(limits.length > 0 ? [`Each client may ask at most ${rate}.`] : []),
    ];
  }
  if (limits.length === 0) {
    return [`${name} may be called ${unjudged ? 'with any arguments and ' : ''}without a limit of its own.`];
  }
  const any = unjudged ? ', with any arguments: that limits how often, not what' : '';
  return [`${name} may be called at most ${rate} by each client${any}.`];
}

/** Limits with the same counter share its count, so that calls of other tools use it up. */
function sharedCounts(policy: Policy, tool: string, { limits = [] }: ToolRules): string[] {
  return limits.flatMap(({ counter }) => {
    const counts = (others: readonly Limit[] = []) => others.some((limit) => limit.counter === counter);
    const sharers = counts(policy.all_tools?.limits)
      ? ['every other tool']
      : Object.entries(policy.tools ?? {})
          .filter(([other, rules]) => other !== tool && counts(rules.limits))
          .map(([other]) => codeName(other));
    return sharers.length === 0 ? [] : [`Its counter ${codeName(counter)} also counts calls of ${listed(sharers)}.`];
  });
}

function restrictions({ require = [], deny_if = [] }: ToolRules): string[] {
  const sentences = [
    ...deny_if.map((rule) => `A call is denied when ${ruleWords(rule)}.`),
    ...require.map((rule) => `A call is denied unless ${ruleWords(rule)}.`),
  ];
  if (sentences.length > 0) sentences.push('So is a call whose arguments cannot be judged by these rules.');
  return sentences;
}

/** What holds for the whole policy; with a tool, only what concerns it. */
function overall(policy: Policy, tool?: string): string[] {
  const sentences: string[] = [];
  const standing = tool === undefined ? undefined : standingOf(policy, tool);
  const reachable = standing !== 'hidden' && standing !== 'denied';
  const { limits = [] } = policy.all_tools ?? {};
  if (limits.length > 0 && reachable) {
    sentences.push(`All tools together are limited to ${listed(limits.map(callsPer))} by each client.`);
  }
  if (tool !== undefined && reachable && Object.hasOwn(policy.pins ?? {}, tool)) {
    sentences.push('If its definition changes, every call is denied until the pin is renewed.');
  }
  if (policy.mode === 'shadow') {
    sentences.push('The policy is in shadow mode: decisions are only recorded, and every call is forwarded.');
  }
  return sentences;
}

function othersOf(policy: Policy, tool: string): string {
  const { hide = [], tools = {} } = policy;
  if (hide.includes(WILDCARD)) return 'Every other tool of the server is hidden as well.';
  const others = new Set([...hide, ...Object.keys(tools)].filter((name) => name !== tool));
  if (others.size === 0) {
    return policy.default === 'deny'
      ? 'Every other tool of the server is denied, because the policy’s default is deny and it lists nothing else.'
      : 'Every other tool of the server may be called, because the policy’s default is allow.';
  }
  const also = `The policy also has rules for ${count(others.size, 'other tool')}.`;
  return policy.default === 'deny'
    ? `${also} Every tool that it does not list is denied, because its default is deny.`
    : `${also} Every tool that it does not list may be called, because its default is allow.`;
}
