import type { Argument, EnvironmentVariable, PackageSpec } from '../../catalog/model/server-json.ts';
import type { ApiArgument, ApiPackage } from '../model/api-package.ts';

/** A package with everything that it declares to need. */
export function packageDocument(spec: PackageSpec): ApiPackage {
  const { registryType, identifier, version, transport, fileSha256 } = spec;
  return {
    registryType,
    identifier,
    version,
    transport: { type: transport.type, url: transport.url },
    fileSha256,
    environmentVariables: (spec.environmentVariables ?? []).map((variable) => ({
      name: variable.name,
      ...inputOf(variable),
    })),
    packageArguments: (spec.packageArguments ?? []).map(argument),
  };
}

function argument(input: Argument): ApiArgument {
  const name = input.type === 'named' ? input.name : undefined;
  return { type: input.type, name, valueHint: input.valueHint, ...inputOf(input) };
}

function inputOf(input: EnvironmentVariable | Argument) {
  const { description, isRequired, isSecret, format, value, placeholder, choices } = input;
  return { description, isRequired, isSecret, format, value, default: input.default, placeholder, choices };
}
