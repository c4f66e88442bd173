import { homedir } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/**
 * Where downloaded packages are kept between runs: the folder that TOOLGATE_CACHE_DIR names, else the user's cache
 * directory, or /var/cache for root, whose own home the unprivileged user of the sandbox cannot enter. A relative path
 * counts as not set: what it means would depend on where the command is started.
 */
export function defaultCacheDir(env: NodeJS.ProcessEnv = process.env, uid = process.getuid?.()): string {
  const own = env['TOOLGATE_CACHE_DIR'];
  if (own !== undefined && path.isAbsolute(own)) return own;
  if (uid === 0) return '/var/cache/toolgate';
  const xdg = env['XDG_CACHE_HOME'];
  // The XDG specification: a relative path is invalid and must be ignored.
  const base = xdg !== undefined && path.isAbsolute(xdg) ? xdg : path.join(homedir(), '.cache');
  return path.join(base, 'toolgate');
}
