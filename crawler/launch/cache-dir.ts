import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * Where downloaded packages are kept between runs: the user's cache directory, or /var/cache for root, whose own home the
 * unprivileged user of the sandbox cannot enter.
 */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env, uid = process.getuid?.()): string {
  if (uid === 0) return '/var/cache/toolgate';
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification: a relative path is invalid and must be ignored.
  const base = xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.cache');
  return path.join(base, 'toolgate');
}
