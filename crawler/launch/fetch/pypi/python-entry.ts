import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FetchFailure } from '../fetch-failure.ts';
import { projectName } from './project-name.ts';

/** What is called to start a project. */
export interface PythonEntry {
  /** Name of the command, which the program sees as its own. */
  command: string;
  /** Dotted name of the module. */
  module: string;
  /** Dotted name inside the module; absent for a module that is run itself. */
  attribute?: string | undefined;
}

/** Where pip keeps what a project says about itself. */
export async function infoFolder(packages: string, name: string): Promise<string | undefined> {
  const info = (await readdir(packages)).find((entry) => isInfoOf(entry, name));
  return info && path.join(packages, info);
}

const FILE_BYTES = 1024 * 1024;
const DOTTED = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/**
 * Finds the command of an installed project as `uvx` does: its only console script, or the one called like the project; else
 * a package of its name that can be run with `-m`.
 *
 * @param packages the folder that pip has installed into
 */
export async function findPythonEntry(packages: string, name: string): Promise<PythonEntry | FetchFailure> {
  const none = (detail: string): FetchFailure => ({ code: 'no-entry-point', detail });
  const info = await infoFolder(packages, name);
  if (info === undefined) return { code: 'install-failed', detail: `${name} was installed without its metadata.` };
  const scripts = consoleScripts(await readShort(path.join(info, 'entry_points.txt')));
  const own = scripts.find(({ command }) => projectName(command) === projectName(name));
  const chosen = scripts.length === 1 ? scripts[0] : own;
  if (chosen !== undefined) return chosen;
  const module = name.replaceAll(/[-.]/g, '_');
  const runnable = [module, module.toLowerCase()];
  for (const candidate of runnable) {
    const main = await stat(path.join(packages, candidate, '__main__.py')).catch(() => undefined);
    if (main?.isFile() && DOTTED.test(candidate)) return { command: name, module: candidate };
  }
  return none(`${name} has ${scripts.length === 0 ? 'no command' : 'several commands and none of its own name'}.`);
}

function isInfoOf(entry: string, name: string): boolean {
  const project = /^(.+?)-[^-]+\.dist-info$/.exec(entry)?.[1];
  return project !== undefined && projectName(project) === projectName(name);
}

async function readShort(file: string): Promise<string> {
  try {
    const stats = await stat(file);
    return stats.isFile() && stats.size <= FILE_BYTES ? await readFile(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** https://packaging.python.org/en/latest/specifications/entry-points/#file-format */
function consoleScripts(text: string): PythonEntry[] {
  const scripts: PythonEntry[] = [];
  let inside = false;
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line.startsWith('[')) inside = line === '[console_scripts]';
    else if (inside) {
      const at = line.indexOf('=');
      const [module, attribute] = line
        .slice(at + 1)
        .replace(/\[.*$/, '')
        .split(':')
        .map((part) => part.trim());
      const command = line.slice(0, Math.max(at, 0)).trim();
      const sound = command !== '' && DOTTED.test(module ?? '') && DOTTED.test(attribute ?? '');
      if (sound) scripts.push({ command, module: module!, attribute: attribute! });
    }
  }
  return scripts;
}
