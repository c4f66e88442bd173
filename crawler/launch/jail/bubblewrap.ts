import { closeSync, openSync } from 'node:fs';
import { GATE } from './gate.ts';
import { JAIL_HOME, type Jail, type JailLimits, type JailPaths, type Mount } from './jail.ts';
import { SECCOMP_FD, spawnPrisoner, STATUS_FD } from './spawn.ts';

/** What the sandbox is built from; see runtime.ts. */
export interface BubblewrapOptions {
  version: string;
  /** Directory that is shown at {@link RUNTIME}. */
  runtimeDir: string;
  /** File that holds the seccomp program. */
  seccompFile: string;
  /** The user that starts the sandbox when Toolgate runs as root; `undefined` otherwise. */
  uid: number | undefined;
}

/** Where the runtime directory is seen inside. */
const RUNTIME = '/run/toolgate';
/** Programs and libraries of the system. Not all of /usr: /usr/local and /usr/etc may hold the owner's own files. */
const SYSTEM = ['/usr/bin', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/libexec', '/usr/share'];
const INSIDE: JailPaths = { home: JAIL_HOME, temp: '/tmp', runtime: RUNTIME, at: (target) => target };

/** A jail of Linux namespaces: own users, processes, network (none), files (listed ones only), and a seccomp filter. */
export function bubblewrapJail(options: BubblewrapOptions): Jail {
  return {
    description: `bubblewrap ${options.version}, seccomp`,
    ownNetwork: true,
    async start({ mounts, limits, command }) {
      const { argv, cwd, environment } = command(INSIDE);
      // Opened anew for each start, since reading it moves the position that all holders share.
      const seccomp = openSync(options.seccompFile, 'r');
      try {
        return spawnPrisoner({
          argv: jailArguments({ ...options, mounts, limits, argv, cwd, environment }),
          cwd: '/',
          environment: { PATH: '/usr/bin:/bin' },
          limits,
          sandbox: { seccomp },
          cleanUp: () => {},
        });
      } finally {
        closeSync(seccomp);
      }
    },
  };
}

interface Inside {
  uid: number | undefined;
  runtimeDir: string;
  mounts: Mount[];
  limits: JailLimits;
  argv: readonly string[];
  cwd: string;
  environment: Record<string, string>;
}

/**
 * The whole command line: `setpriv` gives up root, `bwrap` builds the jail, the gate holds back, `prlimit` sets the
 * limits inside, then the program. Each flag and its reason: reference/sandbox.md section 3.
 */
export function jailArguments(inside: Inside): [string, ...string[]] {
  const { uid, limits } = inside;
  const environment = {
    ...inside.environment,
    HOME: JAIL_HOME,
    TMPDIR: '/tmp',
    PATH: `${RUNTIME}:/usr/bin:/bin`,
    LANG: 'C.UTF-8',
    CI: '1',
  };
  const bwrap = [
    ['bwrap', '--unshare-user', '--uid', '1000', '--gid', '1000', '--disable-userns', '--cap-drop', 'ALL'],
    ['--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--hostname', 'mcp', '--unshare-cgroup-try'],
    ['--die-with-parent', '--new-session', '--seccomp', `${SECCOMP_FD}`, '--json-status-fd', `${STATUS_FD}`],
    ['--clearenv', ...Object.entries(environment).flatMap(([name, value]) => ['--setenv', name, value])],
    SYSTEM.flatMap((dir) => ['--ro-bind-try', dir, dir]),
    ['bin', 'sbin', 'lib', 'lib32', 'lib64'].flatMap((dir) => [
      '--symlink',
      // Everything of the system is in /usr since Debian 12; /usr/sbin is left out, it holds administration tools.
      dir === 'sbin' ? 'usr/bin' : `usr/${dir}`,
      `/${dir}`,
    ]),
    [
      '--ro-bind-try',
      '/etc/ld.so.cache',
      '/etc/ld.so.cache',
      '--ro-bind-try',
      '/etc/alternatives',
      '/etc/alternatives',
    ],
    ['--ro-bind', inside.runtimeDir, RUNTIME],
    ['passwd', 'group', 'hosts', 'nsswitch.conf'].flatMap((file) => [
      '--ro-bind',
      `${inside.runtimeDir}/etc/${file}`,
      `/etc/${file}`,
    ]),
    ['--ro-bind', `${inside.runtimeDir}/ca.pem`, '/etc/ssl/certs/ca-certificates.crt'],
    ['--proc', '/proc', '--dev', '/dev'],
    ['--size', `${limits.tempBytes}`, '--tmpfs', '/tmp', '--size', `${limits.homeBytes}`, '--tmpfs', JAIL_HOME],
    ['--size', `${limits.sharedMemoryBytes}`, '--tmpfs', '/dev/shm'],
    inside.mounts.flatMap(({ source, target, writable }) => [writable ? '--bind' : '--ro-bind', source, target]),
    ['--remount-ro', '/', '--chdir', inside.cwd, '--'],
  ].flat();
  return [
    ...privileges(uid),
    ...bwrap,
    ...GATE,
    ...resourceLimits(limits, `--nproc=${limits.processes}`),
    ...inside.argv,
  ] as [string, ...string[]];
}

/** The kernel does not count processes for root (sandbox.md, Traps), and root should start nobody's program anyway. */
function privileges(uid: number | undefined): string[] {
  return uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--'];
}

/** `prlimit` with the limits that the kernel enforces per process, and further options of it. */
export function resourceLimits(limits: JailLimits, ...further: string[]): string[] {
  return [
    'prlimit',
    ...further,
    `--data=${limits.dataBytes}`,
    `--nofile=${limits.openFiles}`,
    '--core=0',
    `--fsize=${limits.fileBytes}`,
    // At the soft limit SIGXCPU names the cause; the hard one is for programs that catch it.
    `--cpu=${limits.cpuSeconds}:${limits.cpuSeconds + 2}`,
    '--',
  ];
}
