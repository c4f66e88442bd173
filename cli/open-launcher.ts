import type { HttpClient } from '../crawler/http/http-client.ts';
import { defaultCacheDir } from '../crawler/launch/cache-dir.ts';
import { readLaunchSources } from '../crawler/launch/launch-sources.ts';
import { createLauncher, type Isolation, type Launcher } from '../crawler/launch/launcher.ts';
import { readNpmConfig } from '../crawler/launch/npm-config.ts';
import { line, type Io } from './io.ts';

interface LauncherChoice {
  http: HttpClient;
  signal?: AbortSignal;
  /** Whether remote servers may have addresses that are not public. */
  allowPrivate?: boolean | undefined;
}

/**
 * Prepares the sandbox of this machine.
 *
 * @throws Fatal when it cannot work
 */
export async function openLauncher(
  io: Io,
  isolation: Isolation,
  { http, signal = io.signal, allowPrivate = false }: LauncherChoice,
): Promise<Launcher> {
  if (isolation === 'none') {
    line(io.stderr, 'warning: --isolation none runs the code of strangers on this machine without any protection');
  }
  const npm = await readNpmConfig(io.env);
  const sources = readLaunchSources(io.env);
  return createLauncher({
    isolation,
    npm,
    http,
    sources: allowPrivate ? { ...sources, allowPrivate: 'all' } : sources,
    cacheDir: defaultCacheDir(io.env),
    signal,
  });
}
