import { chmod, copyFile, mkdir, mkdtemp, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type { Mount } from '../../jail/jail.ts';
import { removeTree } from '../../work-dir.ts';
import type { LaunchContext } from '../../launch-context.ts';
import { inspectTree } from '../inspect-tree.ts';
import { install } from './install.ts';
import { lockfileProblem } from './lockfile.ts';
import { resolvePackage } from './resolve.ts';

/** The last version of each line that the npm registry's `node-<platform>-<arch>` packages have (November 2026). */
const VERSIONS: Record<number, string> = { 16: '16.20.2', 18: '18.20.8', 20: '20.20.2', 22: '22.23.3', 26: '26.10.0' };
/** Where it is seen inside. */
const TARGET = '/run/node';

/** Downloads that are under way, so that servers that ask at the same time wait for one. */
const underway = new Map<string, Promise<boolean>>();

/**
 * Another version of Node.js for the jail, from the npm registry in the same way as every package: in the jail of a fetch,
 * without scripts, its integrity checked. It is kept in the cache, where no jail can write to it, and runs in jails only.
 *
 * @param itemDir directory of this launch
 * @returns `undefined` when the registry has none for this machine
 * @throws what `signal` was aborted with
 */
export async function nodeRuntime(
  context: LaunchContext,
  major: number,
  itemDir: string,
  signal: AbortSignal,
): Promise<{ version: string; mount: Mount; program: string } | undefined> {
  const version = VERSIONS[major];
  if (version === undefined) return undefined;
  const dir = path.join(context.runtimesDir, `node-${version}-${process.platform}-${process.arch}`);
  const found = { version, mount: { source: dir, target: TARGET, writable: false }, program: `${TARGET}/node` };
  if (await exists(path.join(dir, 'node'))) return found;
  const waiting = underway.get(dir) ?? download(context, version, dir, itemDir, signal);
  underway.set(dir, waiting);
  try {
    return (await waiting) ? found : undefined;
  } finally {
    underway.delete(dir);
  }
}

async function download(
  context: LaunchContext,
  version: string,
  dir: string,
  itemDir: string,
  signal: AbortSignal,
): Promise<boolean> {
  const name = `node-${process.platform}-${process.arch}`;
  const answer = await resolvePackage(context, { identifier: name, version }, signal);
  if (!('resolved' in answer)) return false;
  const work = await mkdtemp(path.join(itemDir, 'node-'));
  // The jail's user must be able to enter it.
  await chmod(work, 0o711);
  try {
    const tree = path.join(work, 'tree');
    if ((await install(context, answer.resolved, work, tree, signal)) !== undefined) return false;
    const contents = await inspectTree(tree, context.limits.treeEntries);
    if ('problem' in contents || (await lockfileProblem(tree, answer.resolved, context.npm.registry)) !== undefined) {
      return false;
    }
    await mkdir(context.runtimesDir, { recursive: true, mode: 0o755 });
    const place = await mkdtemp(path.join(context.runtimesDir, 'new-'));
    await chmod(place, 0o755);
    await copyFile(path.join(tree, 'node_modules', name, 'bin', 'node'), path.join(place, 'node'));
    await chmod(path.join(place, 'node'), 0o755);
    // All at once, so that no other run finds half of it; one that was faster has the same.
    await rename(place, dir).catch(() => removeTree(place));
    return exists(path.join(dir, 'node'));
  } finally {
    await removeTree(work);
  }
}

const exists = (file: string) =>
  stat(file).then(
    (stats) => stats.isFile(),
    () => false,
  );
