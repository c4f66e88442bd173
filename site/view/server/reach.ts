/** The ways to reach a server, as its registry record declares them. */
import type { Argument, EnvironmentVariable, PackageSpec } from '../../../catalog/model/server-json.ts';
import type { ServerView } from '../../../catalog/store/reader.ts';
import { cutText, firstLine } from '../text/cut-text.ts';
import { packageConfig, remoteConfig, type ClientConfig } from './client-config.ts';

export interface PackageView {
  kind: string;
  identifier: string;
  version?: string;
  transport: string;
  inputs: InputView[];
  /** Inputs left out. */
  moreInputs: number;
  /** How a client starts it; absent where the record does not say so plainly. */
  config?: ClientConfig;
  /** Whether the version in the configuration is the one that the tool list was read from. */
  launched: boolean;
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
  config?: ClientConfig;
}

export interface ReachView {
  packages: PackageView[];
  remotes: RemoteView[];
}

const MAX_INPUTS = 40;
const MAX_WAYS = 20;

/** Packages with what they need, and remotes. A package that says that it is another server's gets no configuration. */
export function reachView({ server, packages, remotes, identity, lastGood }: ServerView): ReachView {
  const fetched = lastGood?.report.fetched;
  const foreign = new Set(
    identity.ownership.filter(({ status }) => status === 'mismatch').map(({ identifier }) => identifier),
  );
  return {
    packages: packages.slice(0, MAX_WAYS).map((spec) => {
      const launched = fetched?.identifier === spec.identifier ? fetched.version : undefined;
      const config = foreign.has(spec.identifier) ? undefined : packageConfig(server.slug, spec, launched);
      return { ...packageView(spec), ...(config === undefined ? {} : { config }), launched: launched !== undefined };
    }),
    remotes: remotes.slice(0, MAX_WAYS).map((remote) => {
      const config = remoteConfig(server.slug, remote);
      const url = cutText(remote.url, 500).text;
      return { kind: remote.type, url, ...(config === undefined ? {} : { config }) };
    }),
  };
}

function packageView(spec: PackageSpec): Omit<PackageView, 'config' | 'launched'> {
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

const argumentName = (input: Argument): string => {
  if (input.type === 'named') return input.name;
  return input.valueHint ?? (input.isSecret ? undefined : input.value) ?? 'positional argument';
};
