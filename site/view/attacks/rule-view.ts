/** The policy of a pattern, what it does to sample calls, and what it cannot do. */
import type { AttackPattern } from '../../../attacks/model.ts';
import { decide, type Decision } from '../../../policy/decide.ts';
import { explainForTool } from '../../../policy/explain.ts';
import { type LoadedPolicy, loadPolicy } from '../../../policy/load.ts';
import { backticks, ownBackticks } from '../text/backticks.ts';
import type { Prose } from '../text/prose.ts';

/** A sample call and how the policy decides it. */
export interface SampleLine {
  says: string;
  /** The call as JSON. */
  call: string;
  result: string;
}

export interface RuleView {
  stops: boolean;
  text: string;
  effects: Prose[];
  samples: SampleLine[];
  helps: Prose;
  outside: Prose;
  /** Members of the file that are Toolgate’s own. */
  additions: string[];
}

type Sample = AttackPattern['rule']['allowed'][number];

const RESULTS: Readonly<Record<Decision['decision'], string>> = {
  allow: 'let through',
  deny: 'denied',
  hidden: 'answered as if the tool did not exist',
  ask: 'put before a person',
};

/** The model of the part “Which rule stops it”; every word about a call comes from deciding that call. */
export function ruleView({ rule, policyText, helps, outside }: AttackPattern): RuleView {
  const loaded = loadPolicy(policyText) as LoadedPolicy;
  const tools = [...new Set([...rule.stopped, ...rule.allowed].map(({ tool }) => tool))];
  const listed = tools.filter((tool) => tool in (loaded.policy.tools ?? {}) || loaded.policy.hide?.includes(tool));
  return {
    stops: rule.effect === 'stops',
    text: policyText,
    effects: listed.map((tool) => backticks(explainForTool(loaded.policy, tool).effect)),
    samples: [...rule.stopped, ...rule.allowed].map((sample) => sampleLine(loaded, sample)),
    helps: ownBackticks(helps),
    outside: ownBackticks(outside),
    additions: additionsOf(loaded),
  };
}

function sampleLine({ compiled }: LoadedPolicy, { says, tool, args, definitionHash, after = 0 }: Sample): SampleLine {
  // Earlier calls were made just now, so that every window still holds them.
  const counters = { now: 0, nthNewest: (_: unknown, n: number) => (n <= after ? 0 : undefined) };
  const { decision } = decide(compiled, { tool, args, definitionHash }, counters);
  return { says, call: `${tool} ${JSON.stringify(args ?? {})}`, result: RESULTS[decision] };
}

function additionsOf({ policy }: LoadedPolicy): string[] {
  const asks = Object.values(policy.tools ?? {}).some(({ approval }) => approval !== undefined);
  return [...(policy.pins === undefined ? [] : ['pins']), ...(asks ? ['approval'] : [])];
}
