import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ResolvedPackage } from './resolve.ts';

/**
 * Checks pnpm's record of an installation: the package itself has the integrity that the outcome will name, and every
 * dependency is a tarball of the registry (pnpm would also take directories, which it finds in the jail).
 *
 * @returns what is wrong
 */
export async function lockfileProblem(
  tree: string,
  { name, version, integrity }: ResolvedPackage,
  registry: URL,
): Promise<string | undefined> {
  const lines = (await readFile(path.join(tree, 'pnpm-lock.yaml'), 'utf8')).split('\n');
  const foreign = lines.find((line) => isForeign(line, registry));
  if (foreign !== undefined) {
    return `A dependency does not come from the npm registry, which is not allowed: ${foreign.trim().slice(0, 200)}`;
  }
  const key = `${name}@${version}`;
  const at = lines.findIndex((line) => line === `  ${key}:` || line === `  '${key}':`);
  return integrity === undefined || lines[at + 1]?.includes(`integrity: ${integrity}`)
    ? undefined
    : `${key} was installed with another integrity than the registry stated first.`;
}

/** Lines have a fixed form: `resolution: {integrity: …}` or `resolution: {integrity: …, tarball: URL}`. */
function isForeign(line: string, registry: URL): boolean {
  if (/^\s+\S+: (link|file):/.test(line)) return true;
  const resolution = /^\s+resolution: (.*)$/.exec(line)?.[1];
  if (resolution === undefined) return false;
  const tarball = /^\{integrity: [^,}]+(?:, tarball: ([^,}]+))?\}$/.exec(resolution);
  if (tarball === null) return true;
  return tarball[1] !== undefined && URL.parse(tarball[1])?.origin !== registry.origin;
}
