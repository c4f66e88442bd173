/** The built templates of the site, shared by the tests of one run: each folder that is published into would build the same. */
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Where the run keeps them; unset outside of a run, as in benchmarks, and then every folder builds its own. */
const HOME = 'TOOLGATE_TEST_RENDERERS';

/** Runs before all tests, in the process that starts the others. */
export default function setup(): () => void {
  const home = mkdtempSync(join(tmpdir(), 'toolgate-renderers-'));
  process.env[HOME] = home;
  return () => rmSync(home, { recursive: true, force: true });
}

/** Puts what another test built into a folder of renderers that has none yet. */
export function takeRenderer(folder: string): void {
  const shared = sharedFolder();
  if (shared !== undefined && existsSync(shared) && !existsSync(folder)) cpSync(shared, folder, { recursive: true });
}

/** Leaves a folder of renderers to the tests that come. */
export function leaveRenderer(folder: string): void {
  const shared = sharedFolder();
  if (shared === undefined || existsSync(shared) || !existsSync(folder)) return;
  const half = `${shared}-${process.pid}`;
  cpSync(folder, half, { recursive: true });
  try {
    renameSync(half, shared);
  } catch {
    // Another test left the same at the same time.
    rmSync(half, { recursive: true });
  }
}

const sharedFolder = (): string | undefined => process.env[HOME] && join(process.env[HOME], 'renderer');
