import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { Fatal } from '../../catalog/errors.ts';

export const NPM_HINT = 'Install npm (it comes with Node.js) and check `npm config list`.';

/**
 * Runs `npm config list --json`.
 *
 * @param folder where npm looks for the configuration of a project; the present one when absent
 * @throws Fatal when npm cannot be run
 */
export async function askNpmConfig(env: NodeJS.ProcessEnv, folder?: string): Promise<unknown> {
  // The `node` package of our dependencies would make npm look for its global configuration beside itself; npm's own
  // Node.js, further on in PATH, makes it look where the machine's owner has put it.
  const ownPath = (env['PATH'] ?? '').split(path.delimiter).filter((dir) => !dir.includes('node_modules'));
  const run = async (PATH: string) => {
    const { stdout } = await promisify(execFile)('npm', ['config', 'list', '--json'], {
      env: { ...env, PATH },
      cwd: folder,
      timeout: 30_000,
      maxBuffer: 4 * 1024 * 1024,
    });
    return JSON.parse(stdout) as unknown;
  };
  try {
    return await run(ownPath.join(path.delimiter));
  } catch {
    // A machine may have no other npm or Node.js than the ones left out above.
    try {
      return await run(env['PATH'] ?? '');
    } catch (cause) {
      throw new Fatal('npm, which says where packages come from, could not be run.', { hint: NPM_HINT, cause });
    }
  }
}
