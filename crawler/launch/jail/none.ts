import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { resourceLimits } from './bubblewrap.ts';
import type { Jail } from './jail.ts';
import { spawnPrisoner } from './spawn.ts';

/**
 * No sandbox: the program runs as the current user and can read, write and connect like any program. It has resource
 * limits, its own process group, an empty home directory and none of our environment, which protects from accidents, not
 * from malice. Only for packages that are trusted, and only by name.
 *
 * @param runtimeDir directory of the programs; see runtime.ts
 * @param scratchDir directory for the temporary home directories
 */
export function noJail(runtimeDir: string, scratchDir: string): Jail {
  return {
    description: 'none',
    ownNetwork: false,
    takesRoots: false,
    async start({ mounts, limits, command }) {
      const scratch = await mkdtemp(path.join(scratchDir, 'home-'));
      const [home, temp] = [path.join(scratch, 'home'), path.join(scratch, 'tmp')];
      const cleanUp = () => rm(scratch, { recursive: true, force: true });
      await Promise.all([mkdir(home), mkdir(temp)]);
      try {
        const { argv, cwd, environment } = command({
          home,
          temp,
          runtime: runtimeDir,
          node: [`${runtimeDir}/node`],
          at: (target) => {
            const mount = mounts.find((m) => target === m.target || target.startsWith(`${m.target}/`));
            return mount === undefined ? target : mount.source + target.slice(mount.target.length);
          },
        });
        return spawnPrisoner({
          // No limit of processes: the kernel would count all that the user runs.
          argv: ['prlimit', ...resourceLimits(limits), ...argv] as [string, ...string[]],
          cwd,
          environment: {
            ...environment,
            HOME: home,
            TMPDIR: temp,
            PATH: `${runtimeDir}:/usr/local/bin:/usr/bin:/bin`,
            LANG: 'C.UTF-8',
            CI: '1',
          },
          limits,
          cleanUp,
        });
      } catch (error) {
        await cleanUp();
        throw error;
      }
    },
  };
}
