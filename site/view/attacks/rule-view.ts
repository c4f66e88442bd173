/** The policy of a pattern, what it does to sample calls, and what it cannot do. */
import { decideSample, type SampleCall } from '../../../attacks/decide-sample.ts';
import type { AttackPattern } from '../../../attacks/model.ts';
import type { Decision } from '../../../policy/decide.ts';
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

function sampleLine({ compiled }: LoadedPolicy, sample: SampleCall): SampleLine {
  const { says, tool, args } = sample;
  return { says, call: `${tool} ${JSON.stringify(args ?? {})}`, result: RESULTS[decideSample(compiled, sample)] };
}

function additionsOf({ policy }: LoadedPolicy): string[] {
  const asks = Object.values(policy.tools ?? {}).some(({ approval }) => approval !== undefined);
  return [...(policy.pins === undefined ? [] : ['pins']), ...(asks ? ['approval'] : [])];
}
