import { defaultCacheDir } from '../crawler/launch/cache-dir.ts';
import { readLaunchSources } from '../crawler/launch/launch-sources.ts';
import { createLauncher, type Isolation, type Launcher } from '../crawler/launch/launcher.ts';
import { readNpmConfig } from '../crawler/launch/npm-config.ts';
import { line, type Io } from './io.ts';

/**
 * Prepares the sandbox of this machine.
 *
 * @param allowPrivate whether remote servers may have addresses that are not public
 * @throws Fatal when it cannot work
 */
export async function openLauncher(
  io: Io,
  isolation: Isolation,
  { signal = io.signal, allowPrivate = false }: { signal?: AbortSignal; allowPrivate?: boolean | undefined } = {},
): Promise<Launcher> {
  if (isolation === 'none') {
    line(io.stderr, 'warning: --isolation none runs the code of strangers on this machine without any protection');
  }
  const npm = await readNpmConfig(io.env);
  const sources = readLaunchSources(io.env);
  return createLauncher({
    isolation,
    npm,
    sources: allowPrivate ? { ...sources, allowPrivate: 'all' } : sources,
    cacheDir: defaultCacheDir(io.env),
    signal,
  });
}
