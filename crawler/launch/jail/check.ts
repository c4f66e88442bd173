import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { Fatal } from '../../../catalog/errors.ts';
import type { Jail, JailLimits } from './jail.ts';

const INSTALL = 'On Debian or Ubuntu: `apt-get install bubblewrap util-linux`.';
/** The first version with `--disable-userns`. */
const NEEDED = [0, 8];

/**
 * The version of bubblewrap on this machine.
 *
 * @throws Fatal when it or util-linux is missing, or it is too old
 */
export async function bubblewrapVersion(): Promise<string> {
  for (const program of ['setpriv', 'prlimit']) await version(program);
  const text = await version('bwrap');
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(text) ?? []).slice(1).map(Number);
  if (major < NEEDED[0]! || (major === NEEDED[0] && minor < NEEDED[1]!)) {
    throw new Fatal(`bubblewrap is too old: ${text.trim()}; version ${NEEDED.join('.')} or newer is needed.`, {
      hint: 'Debian 12, Ubuntu 24.04 and later have it. Without a sandbox no server is launched.',
    });
  }
  return /[\d.]+/.exec(text)?.[0] ?? 'of unknown version';
}

async function version(program: string): Promise<string> {
  try {
    return (await promisify(execFile)(program, ['--version'], { timeout: 10_000 })).stdout;
  } catch (cause) {
    throw new Fatal(`${program}, a part of the sandbox that servers are launched in, cannot be run.`, {
      hint: `${INSTALL} Without a sandbox no server is launched.`,
      cause,
    });
  }
}

/**
 * Starts Node.js and pnpm in the jail and lets them write to the package cache, so that a machine that cannot do it is
 * told once, before the first server, and with the reason.
 *
 * @throws Fatal with the sandbox's own words and a hint
 */
export async function tryJail(jail: Jail, limits: JailLimits, cacheDir: string, signal: AbortSignal): Promise<void> {
  const prisoner = await jail.start({
    mounts: [{ source: cacheDir, target: '/cache', writable: true }],
    limits,
    command: ({ runtime, home, at }) => ({
      argv: [`${runtime}/node`, '-e', PROBE, at('/cache'), `${runtime}/pnpm`],
      cwd: home,
      environment: {},
    }),
  });
  prisoner.stdout.resume();
  const abort = () => void prisoner.kill();
  signal.addEventListener('abort', abort);
  const timer = setTimeout(abort, 30_000);
  const { exitCode } = await prisoner.ended;
  clearTimeout(timer);
  signal.removeEventListener('abort', abort);
  signal.throwIfAborted();
  if (exitCode !== 0) {
    throw new Fatal(
      `The sandbox (${jail.description}) does not work on this machine: ${firstLine(prisoner.stderr())}`,
      {
        hint: await hintFor(prisoner.stderr(), cacheDir),
      },
    );
  }
}

const PROBE = `
const [cache, pnpm] = process.argv.slice(1);
require('node:fs').accessSync(cache, require('node:fs').constants.W_OK);
require('node:child_process').execFileSync(pnpm, ['--version']);
`;

async function hintFor(stderr: string, cacheDir: string): Promise<string> {
  if (/EACCES|Can't find source path|Permission denied/i.test(stderr) && stderr.includes(cacheDir)) {
    return `The sandbox's user must be able to enter every directory above ${cacheDir}; choose another cache directory.`;
  }
  if ((await setting('kernel/apparmor_restrict_unprivileged_userns')) === '1') {
    return 'Ubuntu 24.04 and later forbid user namespaces: `sysctl kernel.apparmor_restrict_unprivileged_userns=0` allows them.';
  }
  if ((await setting('kernel/unprivileged_userns_clone')) === '0') {
    return 'This kernel forbids user namespaces: `sysctl kernel.unprivileged_userns_clone=1` allows them.';
  }
  if ((await setting('user/max_user_namespaces')) === '0') {
    return 'This kernel forbids user namespaces: `sysctl user.max_user_namespaces=10000` allows them.';
  }
  return 'In a container, user namespaces must be allowed. Without a sandbox no server is launched.';
}

async function setting(name: string): Promise<string | undefined> {
  try {
    return (await readFile(`/proc/sys/${name}`, 'utf8')).trim();
  } catch {
    return undefined; // This kernel does not have it.
  }
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0]?.slice(0, 300) || 'it ended without a word.';
}
