import { chmod, lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { killBubblewrapOf } from './jail/leftover.ts';

const PREFIX = 'toolgate-launch-';

/**
 * Creates the directory for everything that launches write outside the sandbox; it can be entered, but not listed, by the
 * sandbox's user. What a killed run has left behind is removed on the way.
 */
export async function createWorkDir(parent: string = tmpdir()): Promise<string> {
  await removeStale(parent);
  const dir = await mkdtemp(path.join(parent, `${PREFIX}${process.pid}-`));
  await chmod(dir, 0o711);
  return dir;
}

/** Removes a directory tree, whatever its modes are. Missing is fine. */
export function removeTree(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true, maxRetries: 3 });
}

async function removeStale(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1]);
    if (!pid || isAlive(pid)) continue;
    const dir = path.join(parent, name);
    // Only our own: whoever owns a directory could swap its parts for links while they are being removed.
    const owner = await lstat(dir).then(
      (stats) => stats.uid,
      () => undefined,
    );
    if (owner !== process.getuid?.()) continue;
    killBubblewrapOf(dir);
    await removeTree(dir);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
