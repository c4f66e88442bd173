import { basename, win32 } from 'node:path';

/** The package that a command line starts, with everything behind it that is meant for the server. */
export interface StartedPackage {
  registryType: 'npm' | 'pypi' | 'oci';
  identifier: string;
  version: string | undefined;
  arguments: string[];
  /** Names of variables that the command line itself hands on (`docker run -e NAME`). */
  environment: string[];
}

/** Flags that are followed by a value; every other one stands alone or holds its value after `=`. */
const NPX_VALUES = new Set(['-p', '--package', '-c', '--call', '--prefix', '--registry', '--cache', '--userconfig']);
const UVX_VALUES = new Set(['--from', '--with', '-p', '--python', '--index-url', '-i', '--extra-index-url', '--index']);
/** https://docs.docker.com/reference/cli/docker/container/run/ — there, the ones without a value are the few. */
const DOCKER_ALONE =
  /^(-[itdPq]+|--(interactive|tty|rm|detach|init|privileged|read-only|publish-all|quiet|no-healthcheck|oom-kill-disable))$/;

/**
 * Finds the package in a command line of npx, bunx, pnpm, uvx, pipx, docker or podman.
 *
 * @returns `undefined` when it starts something else, as a file of this machine
 */
export function startedPackage(command: string, args: readonly string[]): StartedPackage | undefined {
  const program = basename(win32.basename(command))
    .toLowerCase()
    .replace(/\.(exe|cmd|bat|ps1)$/, '');
  const [first = '', second = ''] = args;
  switch (program) {
    case 'cmd':
      return first.toLowerCase() === '/c' && second !== '' ? startedPackage(second, args.slice(2)) : undefined;
    case 'npx':
    case 'bunx':
    case 'pnpx':
      return npmPackage(args);
    case 'npm':
      return first === 'exec' || first === 'x' ? npmPackage(args.slice(1)) : undefined;
    case 'bun':
      return first === 'x' ? npmPackage(args.slice(1)) : undefined;
    case 'pnpm':
    case 'yarn':
      return first === 'dlx' ? npmPackage(args.slice(1)) : undefined;
    case 'uvx':
      return pypiPackage(args);
    case 'uv':
      return first === 'tool' && second === 'run' ? pypiPackage(args.slice(2)) : undefined;
    case 'pipx':
      return first === 'run' ? pypiPackage(args.slice(1)) : undefined;
    case 'docker':
    case 'podman':
      return first === 'run' ? image(args.slice(1)) : undefined;
    default:
      return undefined;
  }
}

function npmPackage(args: readonly string[]): StartedPackage | undefined {
  const { flags, rest } = split(args, (flag) => NPX_VALUES.has(flag));
  const named = flags.find(({ flag }) => flag === '-p' || flag === '--package')?.value;
  const reference = named ?? rest[0] ?? '';
  const [, identifier, version] = /^((?:@[\w.~-]+\/)?[\w.~-]+)(?:@([\w.+~^-]+))?$/.exec(reference) ?? [];
  if (identifier === undefined) return undefined;
  return { registryType: 'npm', identifier, version, arguments: rest.slice(1), environment: [] };
}

function pypiPackage(args: readonly string[]): StartedPackage | undefined {
  const { flags, rest } = split(args, (flag) => UVX_VALUES.has(flag));
  const reference = flags.find(({ flag }) => flag === '--from')?.value ?? rest[0] ?? '';
  const [, identifier, version] =
    /^([A-Za-z0-9][\w.-]*)(?:\[[\w.,-]*\])?(?:(?:==|@)([\w.+!-]+))?$/.exec(reference) ?? [];
  if (identifier === undefined) return undefined;
  return { registryType: 'pypi', identifier, version, arguments: rest.slice(1), environment: [] };
}

function image(args: readonly string[]): StartedPackage | undefined {
  const { flags, rest } = split(args, (flag) => !DOCKER_ALONE.test(flag));
  const [identifier = ''] = rest;
  if (!/^[a-z0-9][\w./:@-]*$/.test(identifier)) return undefined;
  const environment = flags
    .filter(({ flag }) => flag === '-e' || flag === '--env')
    .flatMap(({ value = '' }) => value.split('=')[0]!);
  return { registryType: 'oci', identifier, version: undefined, arguments: rest.slice(1), environment };
}

interface Flag {
  flag: string;
  value: string | undefined;
}

/** Takes the flags in front away; what follows the first other word belongs to the server. */
function split(args: readonly string[], takesValue: (flag: string) => boolean): { flags: Flag[]; rest: string[] } {
  const flags: Flag[] = [];
  let i = 0;
  for (; i < args.length && args[i]!.startsWith('-'); i++) {
    const word = args[i]!;
    if (word === '--') {
      i += 1;
      break;
    }
    const equals = word.indexOf('=');
    if (equals > 0) flags.push({ flag: word.slice(0, equals), value: word.slice(equals + 1) });
    else if (takesValue(word)) flags.push({ flag: word, value: args[++i] });
    else flags.push({ flag: word, value: undefined });
  }
  return { flags, rest: args.slice(i) };
}
