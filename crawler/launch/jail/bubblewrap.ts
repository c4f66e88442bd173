import { closeSync, openSync } from 'node:fs';
import { gate } from './gate.ts';
import { HOST_PROGRAMS, hostTool, withHostLibraries } from './host-tools.ts';
import { JAIL_HOME, JAIL_RUNTIME, type Jail, type JailLimits, type JailPaths, type Mount } from './jail.ts';
import { rootArguments } from './root-arguments.ts';
import { HOST_TOOLS } from './runtime.ts';
import { SECCOMP_FD, spawnPrisoner, STATUS_FD } from './spawn.ts';

/** What the sandbox is built from; see runtime.ts. */
export interface BubblewrapOptions {
  version: string;
  /** Directory that is shown at {@link JAIL_RUNTIME}. */
  runtimeDir: string;
  /** File that holds the seccomp program. */
  seccompFile: string;
  /** Whether the runtime directory has what a jail with other files than the system's needs. */
  hostTools: boolean;
  /** The user that starts the sandbox when Toolgate runs as root; `undefined` otherwise. */
  uid: number | undefined;
}

/** Programs and libraries of the system. Not all of /usr: /usr/local and /usr/etc may hold the owner's own files. */
const SYSTEM = ['/usr/bin', '/usr/lib', '/usr/lib32', '/usr/lib64', '/usr/libexec', '/usr/share'];
/** Where programs for jails with other files than the system's are seen inside. */
const TOOLS = `${JAIL_RUNTIME}/${HOST_TOOLS}`;

/** Of our own programs inside. Without a home or a shell, some shells look for the user's in the files of the system. */
const OWN_ENVIRONMENT = { HOME: '/', SHELL: '/bin/sh' };

const pathsInside = (root: string | undefined): JailPaths => ({
  home: JAIL_HOME,
  temp: '/tmp',
  runtime: JAIL_RUNTIME,
  node: root === undefined ? [`${JAIL_RUNTIME}/node`] : withHostLibraries(TOOLS, `${JAIL_RUNTIME}/node`),
  at: (target) => target,
});

/** A jail of Linux namespaces: own users, processes, network (none), files (listed ones only), and a seccomp filter. */
export function bubblewrapJail(options: BubblewrapOptions): Jail {
  return {
    description: `bubblewrap ${options.version}, seccomp`,
    ownNetwork: true,
    takesRoots: options.hostTools,
    async start({ mounts, root, limits, command }) {
      const { argv, cwd, environment } = command(pathsInside(root));
      // Opened anew for each start, since reading it moves the position that all holders share.
      const seccomp = openSync(options.seccompFile, 'r');
      try {
        return spawnPrisoner({
          argv: jailArguments({ ...options, mounts, root, limits, argv, cwd, environment }),
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
  root?: string | undefined;
  limits: JailLimits;
  argv: readonly string[];
  cwd: string;
  environment: Record<string, string>;
}

/**
 * The whole command line: `setpriv` gives up root, `bwrap` builds the jail, `prlimit` sets the limits inside, the gate holds
 * back, `env` sets the variables, then the program. Each flag and its reason: reference/sandbox.md section 3.
 *
 * Up to `env`, our own programs run with none of the stranger's variables: some decide what a program loads, by way of the
 * loader, the C library's locales and character sets, or the shell.
 */
export function jailArguments(inside: Inside): [string, ...string[]] {
  const { uid, limits, root } = inside;
  const environment = {
    ...inside.environment,
    HOME: JAIL_HOME,
    TMPDIR: '/tmp',
    // An image's own programs are where it says.
    PATH: (root && inside.environment['PATH']) || `${JAIL_RUNTIME}:/usr/bin:/bin`,
    LANG: 'C.UTF-8',
    CI: '1',
    PWD: inside.cwd,
  };
  const bwrap = [
    ['bwrap', '--unshare-user', '--uid', '1000', '--gid', '1000', '--disable-userns', '--cap-drop', 'ALL'],
    ['--unshare-net', '--unshare-pid', '--unshare-ipc', '--unshare-uts', '--hostname', 'mcp', '--unshare-cgroup-try'],
    ['--die-with-parent', '--new-session', '--seccomp', `${SECCOMP_FD}`, '--json-status-fd', `${STATUS_FD}`],
    ['--clearenv', ...Object.entries(OWN_ENVIRONMENT).flatMap(([name, value]) => ['--setenv', name, value])],
    root === undefined ? systemArguments(inside.runtimeDir) : rootArguments(root),
    ['--ro-bind', inside.runtimeDir, JAIL_RUNTIME],
    ['--proc', '/proc', '--dev', '/dev'],
    ['--size', `${limits.tempBytes}`, '--tmpfs', '/tmp', '--size', `${limits.homeBytes}`, '--tmpfs', JAIL_HOME],
    ['--size', `${limits.sharedMemoryBytes}`, '--tmpfs', '/dev/shm'],
    inside.mounts.flatMap(({ source, target, writable }) => [writable ? '--bind' : '--ro-bind', source, target]),
    ['--remount-ro', '/', '--chdir', inside.cwd, '--'],
  ].flat();
  const tool = (program: keyof typeof HOST_PROGRAMS) =>
    root === undefined ? [HOST_PROGRAMS[program]] : hostTool(TOOLS, program);
  return [
    ...privileges(uid),
    ...bwrap,
    ...tool('prlimit'),
    ...resourceLimits(limits, `--nproc=${limits.processes}`),
    ...gate(tool('sh')),
    ...tool('env'),
    '-i',
    '--',
    ...Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    // `env` would take a program with such a name for one more variable.
    ...(inside.argv[0]?.includes('=') ? [...tool('sh'), '-c', 'exec "$@"', 'sh'] : []),
    ...inside.argv,
  ] as [string, ...string[]];
}

/** The programs and libraries of this system, and a made-up /etc. */
function systemArguments(runtimeDir: string): string[] {
  return [
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
    ['passwd', 'group', 'hosts', 'nsswitch.conf'].flatMap((file) => [
      '--ro-bind',
      `${runtimeDir}/etc/${file}`,
      `/etc/${file}`,
    ]),
    ['--ro-bind', `${runtimeDir}/ca.pem`, '/etc/ssl/certs/ca-certificates.crt'],
  ].flat();
}

/** The kernel does not count processes for root (sandbox.md, Traps), and root should start nobody's program anyway. */
function privileges(uid: number | undefined): string[] {
  return uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups', '--'];
}

/** Options of `prlimit`: the limits that the kernel enforces per process, and further ones. */
export function resourceLimits(limits: JailLimits, ...further: string[]): string[] {
  return [
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
