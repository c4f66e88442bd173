import { basename, win32 } from 'node:path';
import { BUNX, DLX, DOCKER_RUN, NPX, PIPX, UVX, type OptionTable } from './option-tables.ts';
import { readOptions, type ReadOptions } from './read-options.ts';

/** The package that a command line starts, with everything behind it that is meant for the server. */
export interface StartedPackage {
  registryType: 'npm' | 'pypi' | 'oci';
  identifier: string;
  version: string | undefined;
  arguments: string[];
  /** Names of variables that the command line itself hands on (`docker run -e NAME`). */
  environment: string[];
}

/** Why a command line starts no package that can be told. */
export interface NoPackage {
  reason: string;
}

/** Endings of files that hold a package. */
const FILE = /\.(?:tgz|tar\.gz|tar|whl|zip)$/i;

const LOCAL: NoPackage = { reason: 'starts a program of this machine, no package' };

/**
 * Finds the package in a command line of npx, bunx, pnpm, uvx, pipx, docker or podman, and says why there is none: it starts
 * something else, as a file of this machine, or an option that nobody knows leaves open which word is the package.
 */
export function startedPackage(command: string, args: readonly string[]): StartedPackage | NoPackage {
  const program = basename(win32.basename(command))
    .toLowerCase()
    .replace(/\.(exe|cmd|bat|ps1)$/, '');
  const [first = '', second = ''] = args;
  switch (program) {
    case 'cmd':
      return first.toLowerCase() === '/c' && second !== '' ? startedPackage(second, args.slice(2)) : LOCAL;
    case 'npx':
      return npmPackage(args, NPX);
    case 'bunx':
      return npmPackage(args, BUNX);
    case 'pnpx':
      return npmPackage(args, DLX);
    case 'npm':
      return first === 'exec' || first === 'x' ? npmPackage(args.slice(1), NPX) : LOCAL;
    case 'bun':
      return first === 'x' ? npmPackage(args.slice(1), BUNX) : LOCAL;
    case 'pnpm':
    case 'yarn':
      return first === 'dlx' ? npmPackage(args.slice(1), DLX) : LOCAL;
    case 'uvx':
      return pypiPackage(args, UVX, '--from');
    case 'uv':
      return first === 'tool' && second === 'run' ? pypiPackage(args.slice(2), UVX, '--from') : LOCAL;
    case 'pipx':
      return first === 'run' ? pypiPackage(args.slice(1), PIPX, '--spec') : LOCAL;
    case 'docker':
    case 'podman':
      if (first === 'container') return second === 'run' ? image(args.slice(2)) : LOCAL;
      return first === 'run' ? image(args.slice(1)) : LOCAL;
    default:
      return LOCAL;
  }
}

type Read = Extract<ReadOptions, { rest: string[] }>;

/** The options in front, unless they leave open what is started. */
function read(args: readonly string[], table: OptionTable): Read | NoPackage {
  const found = readOptions(args, table);
  if ('unknown' in found) {
    return {
      reason: `has the option ${found.unknown}, which is not known: whether the next word is its value cannot be told`,
    };
  }
  const other = found.options.find(({ option }) => table.elsewhere.has(option));
  return other === undefined ? found : { reason: `takes its package from a place of its own (${other.option})` };
}

function npmPackage(args: readonly string[], table: OptionTable): StartedPackage | NoPackage {
  const found = read(args, table);
  if ('reason' in found) return found;
  const { options, rest } = found;
  const named = options.filter(({ option }) => option === '-p' || option === '--package');
  // A line for the shell can start anything; with a package beside it, it starts what that brings.
  const shell = options.some(({ option }) => option === '--call' || option === '--shell-mode' || option === '-c');
  if (named.length > 1) return { reason: 'names several packages, and does not say which of them is the server' };
  if (named.length === 0 && shell) return LOCAL;
  const reference = named[0]?.value ?? rest[0] ?? '';
  // What begins with a dot is a folder, as is what npm takes for the file of a package.
  const [, identifier, version] =
    /^((?:@[\w~-][\w.~-]{0,213}\/)?[\w~-][\w.~-]{0,213})(?:@([\w+~^-][\w.+~^-]{0,99}))?$/.exec(reference) ?? [];
  if (identifier === undefined || FILE.test(identifier) || FILE.test(version ?? '')) return LOCAL;
  return { registryType: 'npm', identifier, version, arguments: shell ? [] : rest.slice(1), environment: [] };
}

function pypiPackage(args: readonly string[], table: OptionTable, from: string): StartedPackage | NoPackage {
  const found = read(args, table);
  if ('reason' in found) return found;
  const { options, rest } = found;
  const reference = options.find(({ option }) => option === from)?.value ?? rest[0] ?? '';
  const [, identifier, version] =
    /^([A-Za-z0-9][\w.-]{0,214})(?:\[[\w.,-]{0,500}\])?(?:(?:==|@)([\w.+!-]{1,100}))?$/.exec(reference) ?? [];
  if (identifier === undefined) return LOCAL;
  if (FILE.test(identifier)) return LOCAL;
  // `uvx python` starts the interpreter.
  if (/^python(?:\d|$)/.test(identifier)) return LOCAL;
  const exact = version === 'latest' ? undefined : version;
  return { registryType: 'pypi', identifier, version: exact, arguments: rest.slice(1), environment: [] };
}

function image(args: readonly string[]): StartedPackage | NoPackage {
  const found = read(args, DOCKER_RUN);
  if ('reason' in found) return found;
  const { options, rest } = found;
  const [identifier = ''] = rest;
  if (options.some(({ option }) => option === '--entrypoint')) {
    return { reason: 'starts another program of the image than its own (--entrypoint)' };
  }
  if (!/^[a-z0-9][\w./:@-]{0,500}$/.test(identifier)) return LOCAL;
  const environment = options
    .filter(({ option }) => option === '-e' || option === '--env')
    .flatMap(({ value = '' }) => value.split('=')[0]!);
  return { registryType: 'oci', identifier, version: undefined, arguments: rest.slice(1), environment };
}
