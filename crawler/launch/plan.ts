import npa from 'npm-package-arg';
import type { LaunchPlan, OutcomeCode } from '../../catalog/model/launch.ts';
import type { PackageSpec, ServerJson } from '../../catalog/model/server-json.ts';
import { LIMITS } from './limits.ts';

/** Why there is nothing to launch; `code` and `detail` go into the outcome as they are. */
export interface NoPlan {
  code: Extract<OutcomeCode, 'unsupported-kind' | 'refused'>;
  detail: string;
}

/**
 * Decides how a server is launched: its first npm package that speaks stdio and whose reference is a plain name of the npm
 * registry with an exact version or a dist-tag. Pure; nothing is fetched.
 */
export function planLaunch(server: ServerJson): { plan: LaunchPlan } | NoPlan {
  const candidates = server.packages.filter(
    (p) => p.registryType.toLowerCase() === 'npm' && p.transport.type.toLowerCase() === 'stdio',
  );
  const [first, ...others] = candidates.map(planPackage);
  if (first === undefined) return { code: 'unsupported-kind', detail: offersInstead(server) };
  return [first, ...others].find((result) => 'plan' in result) ?? first;
}

function planPackage(spec: PackageSpec): { plan: LaunchPlan } | NoPlan {
  const version = spec.version ?? 'latest';
  const problem = referenceProblem(spec.identifier, version) ?? valueProblem(spec);
  if (problem !== undefined) return { code: 'refused', detail: problem };
  return {
    plan: {
      kind: 'npm',
      identifier: spec.identifier,
      version,
      arguments: spec.packageArguments ?? [],
      environment: spec.environmentVariables ?? [],
    },
  };
}

/** Git, URL, file and alias references would need other tools and other hosts, and some of them run scripts. */
function referenceProblem(identifier: string, version: string): string | undefined {
  const shown = JSON.stringify(`${identifier}@${version}`.slice(0, 200));
  if (identifier.startsWith('-') || version.startsWith('-')) return `${shown} looks like a command-line flag.`;
  let parsed: npa.Result;
  try {
    parsed = npa.resolve(identifier, version);
  } catch {
    return `${shown} is no valid package name and version.`;
  }
  if (parsed.type !== 'version' && parsed.type !== 'tag') {
    return `${shown} is a ${parsed.type} reference; only an exact version or a tag of the npm registry is launched.`;
  }
  // resolve() trusts its first argument to be a name; parsing it alone shows whether it is one, and only that.
  return isPlainName(identifier) ? undefined : `${JSON.stringify(identifier.slice(0, 200))} is no plain package name.`;
}

/** The registry's own limit for names. */
const NAME_LENGTH = 214;

function isPlainName(identifier: string): boolean {
  if (identifier.length > NAME_LENGTH) return false;
  try {
    const parsed = npa(identifier);
    return parsed.registry && parsed.name === identifier && parsed.rawSpec === '*';
  } catch {
    return false;
  }
}

/** Arguments and variables reach the server on its command line: C strings, which hold no NUL, of limited size. */
function valueProblem(spec: PackageSpec): string | undefined {
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

function offersInstead(server: ServerJson): string {
  const kinds = server.packages.map((p) => `${p.registryType} over ${p.transport.type}`);
  const all = [...new Set([...kinds, ...server.remotes.map((r) => `a remote over ${r.type}`)])].sort();
  return all.length === 0 ? 'It names no package and no remote.' : `It offers only: ${all.slice(0, 10).join(', ')}.`;
}
