import { chmod, copyFile, link, mkdir, open, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import { Fatal } from '../../../catalog/errors.ts';
import { seccompProgram } from './seccomp.ts';

/** The parts that every jail shows or uses. */
export interface Runtime {
  /** Holds `node`, `pnpm`, `bridge.mjs`, `http-client.mjs`, `ca.pem` and a minimal `etc`; readable for everybody, writable for us. */
  dir: string;
  /** File with the seccomp program; `undefined` when no sandbox is wanted. */
  seccompFile: string | undefined;
}

/** Enough of /etc for programs that ask for the user's name or for `localhost`. */
const ETC = {
  passwd: 'u:x:1000:1000:u:/home/u:/bin/sh\n',
  group: 'u:x:1000:\n',
  hosts: '127.0.0.1 localhost mcp\n::1 localhost\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
};

/**
 * Puts the programs of the jail into a directory of their own, because the sandbox's user may not be able to enter the
 * directory that Toolgate is installed in (below /root, for instance).
 *
 * @param workDir an existing directory that the sandbox's user can enter
 * @throws Fatal when pnpm's program is missing or the processor architecture has no seccomp table
 */
export async function prepareRuntime(workDir: string, certificates: string, sandboxed: boolean): Promise<Runtime> {
  const dir = path.join(workDir, 'runtime');
  await mkdir(path.join(dir, 'etc'), { recursive: true });
  await place(process.execPath, path.join(dir, 'node'));
  await place(await findPnpm(), path.join(dir, 'pnpm'));
  await copyFile(new URL('../fetch/bridge.mjs', import.meta.url), path.join(dir, 'bridge.mjs'));
  await copyFile(new URL('../session/http-client.mjs', import.meta.url), path.join(dir, 'http-client.mjs'));
  await writeFile(path.join(dir, 'ca.pem'), certificates);
  for (const [name, text] of Object.entries(ETC)) await writeFile(path.join(dir, 'etc', name), text);
  // The umask may have taken away what the sandbox's user needs.
  for (const name of ['.', 'etc']) await chmod(path.join(dir, name), 0o755);
  for (const name of ['bridge.mjs', 'http-client.mjs', 'ca.pem', ...Object.keys(ETC).map((file) => `etc/${file}`)]) {
    await chmod(path.join(dir, name), 0o644);
  }
  if (!sandboxed) return { dir, seccompFile: undefined };
  const seccompFile = path.join(workDir, 'seccomp.bpf');
  await writeFile(seccompFile, seccompProgram(process.arch));
  return { dir, seccompFile };
}

/** A hard link costs nothing; a copy is needed when the directories lie on different file systems. */
async function place(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch {
    await copyFile(source, target);
    await chmod(target, 0o755);
  }
}

/** The `pnpm` package replaces a stub by the native program when it is installed; the stub is a script. */
async function findPnpm(): Promise<string> {
  const require = createRequire(import.meta.url);
  const hint = 'Run `npm ci`, then `npm rebuild pnpm`, in the directory of Toolgate.';
  let file: string;
  try {
    file = path.join(path.dirname(require.resolve('pnpm/package.json')), 'pnpm');
    await using handle = await open(file);
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.toString('latin1') === '\x7fELF') return file;
  } catch (cause) {
    throw new Fatal('pnpm, which installs the packages to be launched, is not there.', { hint, cause });
  }
  throw new Fatal(`${file} is not pnpm's program: its install script has not run.`, { hint });
}
