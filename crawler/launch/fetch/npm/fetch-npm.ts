import path from 'node:path';
import type { FetchedPackage } from '../../../../catalog/model/launch.ts';
import type { HttpClient } from '../../../http/http-client.ts';
import { findEntryPoint, type EntryPoint } from './entry-point.ts';
import { inspectTree } from '../inspect-tree.ts';
import { install } from './install.ts';
import type { InstallContext } from '../run-installer.ts';
import { lockfileProblem } from './lockfile.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import { resolvePackage } from './resolve.ts';

/** A package that is ready to be started. */
export interface FetchedTree {
  fetched: FetchedPackage;
  entry: EntryPoint;
  /** Directory with the installed `node_modules`. */
  tree: string;
}

/**
 * Downloads and installs one package with its dependencies, running none of their code: install scripts are off, the jail's
 * only way out is the npm registry, and only the tree and the package cache can be written.
 *
 * @param itemDir an existing empty directory of our own for this server; the caller removes it
 * @throws what `signal` was aborted with
 */
export async function fetchPackage(
  context: InstallContext & { npmRegistry: HttpClient },
  plan: { identifier: string; version: string },
  itemDir: string,
  signal: AbortSignal,
): Promise<FetchedTree | FetchFailure> {
  const answer = await resolvePackage(context, plan, signal);
  if (!('resolved' in answer)) return answer;
  const { name, version, integrity } = answer.resolved;
  const tree = path.join(itemDir, 'tree');
  const failure = await install(context, answer.resolved, itemDir, tree, signal);
  if (failure !== undefined) return failure;

  // First of all: whatever is read below lies inside the tree.
  const contents = await inspectTree(tree, context.limits.treeEntries);
  if ('problem' in contents) {
    const detail = `The installed tree ${contents.problem}.`;
    return { code: contents.tooLarge ? 'too-large' : 'install-failed', detail };
  }
  if (contents.bytes > context.limits.treeBytes) {
    const detail = `With its dependencies it has ${contents.bytes} bytes, the limit is ${context.limits.treeBytes}.`;
    return { code: 'too-large', detail };
  }
  const found = await findEntryPoint(tree, name);
  if (!('entry' in found)) return found;
  const problem =
    (await lockfileProblem(tree, answer.resolved, context.npm.registry)) ??
    versionMismatch(found.entry.version, version);
  if (problem !== undefined) return { code: 'install-failed', detail: problem };
  const { mcpName } = found.entry;
  const fetched = {
    identifier: name,
    version,
    integrity,
    ...contents,
    mcpNames: mcpName === undefined ? [] : [mcpName],
  };
  return { fetched, entry: found.entry, tree };
}

function versionMismatch(found: string, wanted: string): string | undefined {
  return found === wanted
    ? undefined
    : `The installed package says that it is version ${found.slice(0, 100)}, not ${wanted}.`;
}
