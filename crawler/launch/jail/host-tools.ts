import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { JAIL_RUNTIME } from './jail.ts';

/**
 * Programs that run inside of every jail before the stranger's own: what sets the limits, the shell of the gate, and what
 * gives the stranger's variables to the stranger's program and to no earlier one.
 */
export const HOST_PROGRAMS = { prlimit: '/usr/bin/prlimit', sh: '/bin/sh', env: '/usr/bin/env' };

/** Name of the dynamic loader's copy. */
const LOADER = 'ld.so';
/** ld.so(8): a list of libraries that the loader puts into every program, whatever it is told. No option turns it off. */
const PRELOAD_LIST = '/etc/ld.so.preload';
/** Of the same length, in the folder that only we fill, and not there. */
const NO_LIST = `${JAIL_RUNTIME}/none`;

const run = promisify(execFile);
const PATIENCE = { timeout: 10_000 };

/**
 * Copies the programs of the jail with all libraries that they and our Node.js need, for jails that show another system's files and may have
 * neither them nor the libraries (images on musl or without any shell). The copies read nothing of the other system.
 *
 * @param dir directory to create
 * @returns whether it could be done; it cannot where the system's loader is not the one of glibc as we know it
 */
export async function placeHostTools(dir: string): Promise<boolean> {
  try {
    await mkdir(dir);
    const { stdout } = await run('ldd', [...Object.values(HOST_PROGRAMS), process.execPath], PATIENCE);
    const files = new Map<string, string>(Object.entries(HOST_PROGRAMS));
    // `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)` and `/lib64/ld-linux-x86-64.so.2 (0x…)`
    for (const [, file] of stdout.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/gm)) {
      files.set(path.basename(file!).startsWith('ld-linux') ? LOADER : path.basename(file!), file!);
    }
    const loader = files.get(LOADER);
    const deaf = loader === undefined ? undefined : withoutPreloadList(await readFile(loader));
    if (deaf === undefined) return false;
    for (const [name, source] of files) {
      if (name === LOADER) await writeFile(path.join(dir, name), deaf);
      else await copyFile(source, path.join(dir, name));
      await chmod(path.join(dir, name), 0o755);
    }
    await chmod(dir, 0o755);
    return await standAlone(dir);
  } catch {
    return false;
  }
}

/**
 * The command that runs one of the programs from a directory made by {@link placeHostTools}: by its own loader with its own
 * libraries, whatever else there is.
 *
 * @param dir the directory as seen inside the jail
 */
export function hostTool(dir: string, program: keyof typeof HOST_PROGRAMS): string[] {
  return withHostLibraries(dir, `${dir}/${program}`);
}

/** The same for any program whose libraries are there: our own Node.js. */
export function withHostLibraries(dir: string, program: string): string[] {
  // The cache is the other file of /etc by which a system can choose libraries.
  return [`${dir}/${LOADER}`, '--inhibit-cache', '--library-path', dir, program];
}

/**
 * The loader with another path in the place of the list of libraries that a system preloads: an image's own list would bring
 * its code into our programs, before they have set any limit. That the image has no such file cannot be made sure of in the
 * image, whose /etc can be a link to anything.
 *
 * @returns `undefined` for a loader that names the list in another way, or elsewhere
 */
function withoutPreloadList(loader: Buffer): Buffer | undefined {
  const bytes = Buffer.from(loader);
  const at = bytes.indexOf(`\0${PRELOAD_LIST}\0`) + 1;
  if (at === 0) return undefined;
  bytes.write(NO_LIST, at, 'latin1');
  return bytes.includes('ld.so.preload') ? undefined : bytes;
}

/** Whether the copies work, and find each library beside them: elsewhere is where an image has its own. */
async function standAlone(dir: string): Promise<boolean> {
  const [loader, ...options] = withHostLibraries(dir, '--list');
  const places = options.slice(0, -1);
  for (const program of [...Object.keys(HOST_PROGRAMS).map((name) => path.join(dir, name)), process.execPath]) {
    const { stdout } = await run(loader!, [...places, '--list', program], PATIENCE);
    for (const [, file] of stdout.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/gm)) {
      if (path.dirname(file!) !== dir && !path.basename(file!).startsWith('ld-linux')) return false;
    }
    if (stdout.includes('not found')) return false;
  }
  const [tool, ...rest] = hostTool(dir, 'prlimit');
  await run(
    tool!,
    [...rest, '--core=0', '--', ...hostTool(dir, 'sh'), '-c', 'exec "$@"', 'sh', ...hostTool(dir, 'env')],
    PATIENCE,
  );
  return true;
}
