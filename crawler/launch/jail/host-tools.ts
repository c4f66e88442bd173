import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';

/** Programs that run inside of every jail before the stranger's own: the shell of the gate, and what sets the limits. */
const PROGRAMS = { sh: '/bin/sh', prlimit: '/usr/bin/prlimit' };

/** Name of the dynamic loader's copy. */
const LOADER = 'ld.so';

/**
 * Copies the programs of the jail with all libraries that they and our Node.js need, for jails that show another system's files and may have
 * neither them nor the libraries (images on musl or without any shell).
 *
 * @param dir directory to create
 * @returns whether it could be done; it cannot where the system's loader is not the one of glibc
 */
export async function placeHostTools(dir: string): Promise<boolean> {
  try {
    await mkdir(dir);
    const { stdout } = await promisify(execFile)('ldd', [...Object.values(PROGRAMS), process.execPath], {
      timeout: 10_000,
    });
    const files = new Map<string, string>(Object.entries(PROGRAMS));
    // `libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)` and `/lib64/ld-linux-x86-64.so.2 (0x…)`
    for (const [, file] of stdout.matchAll(/^\s+(?:\S+ => )?(\/\S+) \(0x[0-9a-f]+\)$/gm)) {
      files.set(path.basename(file!).startsWith('ld-linux') ? LOADER : path.basename(file!), file!);
    }
    if (!files.has(LOADER)) return false;
    for (const [name, source] of files) {
      await copyFile(source, path.join(dir, name));
      await chmod(path.join(dir, name), 0o755);
    }
    await chmod(dir, 0o755);
    return true;
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
export function hostTool(dir: string, program: keyof typeof PROGRAMS): string[] {
  return withHostLibraries(dir, `${dir}/${program}`);
}

/** The same for any program whose libraries are there: our own Node.js. */
export function withHostLibraries(dir: string, program: string): string[] {
  return [`${dir}/${LOADER}`, '--library-path', dir, program];
}
