import { defaultCacheDir } from '../crawler/launch/cache-dir.ts';
import { createLauncher, type Isolation, type Launcher } from '../crawler/launch/launcher.ts';
import { readNpmConfig } from '../crawler/launch/npm-config.ts';
import { line, type Io } from './io.ts';

/**
 * Prepares the sandbox of this machine.
 *
 * @throws Fatal when it cannot work
 */
export async function openLauncher(io: Io, isolation: Isolation, signal: AbortSignal = io.signal): Promise<Launcher> {
  if (isolation === 'none') {
    line(io.stderr, 'warning: --isolation none runs the code of strangers on this machine without any protection');
  }
  const npm = await readNpmConfig(io.env);
  return createLauncher({ isolation, npm, cacheDir: defaultCacheDir(io.env), signal });
}
