/** The ways to reach a server, as its registry record declares them. */
import type { Argument, EnvironmentVariable, PackageSpec, RemoteSpec } from '../../../catalog/model/server-json.ts';
import { cutText, firstLine } from '../text/cut-text.ts';

export interface PackageView {
  kind: string;
  identifier: string;
  version?: string;
  transport: string;
  inputs: InputView[];
  /** Inputs left out. */
  moreInputs: number;
}

/** An environment variable or an argument that a package asks for. */
export interface InputView {
  kind: 'variable' | 'argument';
  name: string;
  required: boolean;
  secret: boolean;
  description?: string;
}

export interface RemoteView {
  kind: string;
  url: string;
}

export interface ReachView {
  packages: PackageView[];
  remotes: RemoteView[];
}

const MAX_INPUTS = 40;
const MAX_WAYS = 20;

/** Packages with what they need, and remotes. */
export function reachView(packages: readonly PackageSpec[], remotes: readonly RemoteSpec[]): ReachView {
  return {
    packages: packages.slice(0, MAX_WAYS).map(packageView),
    remotes: remotes.slice(0, MAX_WAYS).map(({ type, url }) => ({ kind: type, url: cutText(url, 500).text })),
  };
}

function packageView(spec: PackageSpec): PackageView {
  const inputs = [
    ...(spec.environmentVariables ?? []).map((input) => inputView('variable', input.name, input)),
    ...(spec.packageArguments ?? []).map((input) => inputView('argument', argumentName(input), input)),
  ];
  return {
    kind: spec.registryType,
    identifier: spec.identifier,
    ...(spec.version === undefined ? {} : { version: spec.version }),
    transport: spec.transport.type,
    inputs: inputs.slice(0, MAX_INPUTS),
    moreInputs: Math.max(inputs.length - MAX_INPUTS, 0),
  };
}

function inputView(kind: InputView['kind'], name: string, input: EnvironmentVariable | Argument): InputView {
  const description = firstLine(input.description ?? '', 300);
  return {
    kind,
    name,
    required: input.isRequired,
    secret: input.isSecret,
    ...(description === '' ? {} : { description }),
  };
}

const argumentName = (input: Argument): string =>
  input.type === 'named' ? input.name : (input.valueHint ?? input.value ?? 'positional argument');
