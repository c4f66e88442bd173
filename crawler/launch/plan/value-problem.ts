import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { commandLineProblem } from '../command-line-problem.ts';

/** What speaks against the arguments and variables of a record as those of one start. */
export function valueProblem(spec: PackageSpec): string | undefined {
  const inputs = [...(spec.packageArguments ?? []), ...(spec.environmentVariables ?? [])];
  const texts = inputs.flatMap((input) => [
    'name' in input ? input.name : undefined,
    input.value,
    input.default,
    input.placeholder,
    ...(input.choices ?? []),
  ]);
  return commandLineProblem(texts.filter((text) => text !== undefined));
}
