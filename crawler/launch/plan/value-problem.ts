import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { LIMITS } from '../limits.ts';

/** Arguments and variables reach the server on its command line: C strings, which hold no NUL, of limited size. */
export function valueProblem(spec: PackageSpec): string | undefined {
  const inputs = [...(spec.packageArguments ?? []), ...(spec.environmentVariables ?? [])];
  const texts = inputs.flatMap((input) => [
    'name' in input ? input.name : undefined,
    input.value,
    input.default,
    input.placeholder,
    ...(input.choices ?? []),
  ]);
  if (texts.some((text) => text?.includes('\0'))) return 'An argument or variable contains a NUL character.';
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
  return bytes > LIMITS.commandBytes ? 'Its arguments and variables are longer than a command line may be.' : undefined;
}
