import npa from 'npm-package-arg';
import { NpmName, NpmVersion } from '../../../catalog/model/launch-reference.ts';
import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import { startOf, type PlannedWay } from './planned-way.ts';

/** An npm package whose reference is a plain name of the npm registry with an exact version or a dist-tag. */
export function planNpm(spec: PackageSpec): PlannedWay {
  const version = spec.version ?? 'latest';
  const problem = referenceProblem(spec.identifier, version);
  return problem === undefined
    ? { plan: { kind: 'npm', identifier: spec.identifier, version, ...startOf(spec) } }
    : { problem };
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
  if (!NpmVersion.safeParse(version).success) return `${shown} is no exact version and no tag.`;
  // resolve() trusts its first argument to be a name; parsing it alone shows whether it is one, and only that.
  return isPlainName(identifier) ? undefined : `${JSON.stringify(identifier.slice(0, 200))} is no plain package name.`;
}

function isPlainName(identifier: string): boolean {
  if (!NpmName.safeParse(identifier).success) return false;
  try {
    const parsed = npa(identifier);
    return parsed.registry && parsed.name === identifier && parsed.rawSpec === '*';
  } catch {
    return false;
  }
}
