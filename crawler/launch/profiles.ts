import type { LaunchPlan, LaunchProfile } from '../../catalog/model/launch.ts';
import type { Argument, EnvironmentVariable } from '../../catalog/model/server-json.ts';
import type { ToolSource } from '../../catalog/model/tool-definition.ts';
import { dummyValue, valueByName } from './dummies.ts';

/** One way to start a server. */
export interface StartProfile {
  /** What is recorded of it. */
  profile: LaunchProfile;
  environment: Record<string, string>;
  /** `live-dummy` as soon as one value was made up. */
  toolSource: Extract<ToolSource, 'live' | 'live-dummy'>;
}

/**
 * The ladder: ways to start a server, in the order they are tried, without repetitions. First as its record documents it
 * (what is required, and what has a fixed value), then with nothing at all, then with every declared variable.
 */
export function startProfiles(plan: Pick<LaunchPlan, 'arguments' | 'environment'>): StartProfile[] {
  const documented = plan.arguments.filter(isDocumented);
  const required = build(plan.environment.filter(isDocumented), documented);
  const ladder: [LaunchProfile['name'], Built][] = [
    [isEmpty(required) ? 'bare' : 'required', required],
    ['bare', build([], [])],
    ['declared', build(plan.environment, documented)],
  ];
  const seen = new Set<string>();
  return ladder.flatMap(([name, { environment, args, dummies, madeUp }]) => {
    const key = JSON.stringify([environment, args]);
    if (seen.has(key)) return [];
    seen.add(key);
    const profile: LaunchProfile = { name, environment: dummies, arguments: args };
    return [{ profile, environment, toolSource: madeUp ? ('live-dummy' as const) : ('live' as const) }];
  });
}

interface Built {
  environment: Record<string, string>;
  args: string[];
  /** Names of the variables with a made-up value. */
  dummies: string[];
  /** Whether anything was made up, arguments included. */
  madeUp: boolean;
}

const isEmpty = ({ environment, args }: Built) => args.length === 0 && Object.keys(environment).length === 0;

const isDocumented = (input: Argument | EnvironmentVariable) =>
  input.isRequired || input.value !== undefined || ('type' in input && isFlag(input) && input.format === undefined);

/** A named argument without any trace of a value, like `--stdio`, stands for itself; a required `--port` does not. */
const isFlag = (argument: Argument) =>
  argument.type === 'named' &&
  argument.default === undefined &&
  argument.choices === undefined &&
  argument.placeholder === undefined &&
  argument.valueHint === undefined &&
  argument.value === undefined &&
  (argument.format === 'boolean' ||
    (argument.format === undefined && !(argument.isRequired && valueByName(argument.name) !== undefined)));

function build(variables: EnvironmentVariable[], list: Argument[]): Built {
  const built: Built = { environment: {}, args: [], dummies: [], madeUp: false };
  for (const variable of variables) {
    const { value, madeUp } = valueOf(variable, variable.name);
    built.environment[variable.name] = value;
    if (madeUp) built.dummies.push(variable.name);
    built.madeUp ||= madeUp;
  }
  for (const argument of list) {
    if (argument.type === 'named') built.args.push(argument.name);
    if (isFlag(argument)) continue;
    const { value, madeUp } = valueOf(argument, argument.type === 'named' ? argument.name : (argument.valueHint ?? ''));
    built.args.push(value);
    built.madeUp ||= madeUp;
  }
  return built;
}

/** What the record gives wins: a fixed value, a default, the first choice. Only then a placeholder is made up. */
function valueOf(input: Argument | EnvironmentVariable, name: string): { value: string; madeUp: boolean } {
  const given = input.value ?? input.default ?? input.choices?.[0];
  if (given === undefined) return { value: dummyValue({ ...input, name }), madeUp: true };
  // `{name}` in a fixed value is a blank to be filled in.
  const value = given.replaceAll(/\{([A-Za-z0-9_-]{1,100})\}/g, (_, blank: string) => dummyValue({ name: blank }));
  return { value, madeUp: value !== given };
}
