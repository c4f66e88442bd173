import { access, readdir } from 'node:fs/promises';
import path from 'node:path';

/** The system's Python and an installer for it, as they are seen inside of the jail as well. */
export interface Python {
  program: string;
  /** The start of pip's command line. */
  pip: [string, ...string[]];
}

const PROGRAM = '/usr/bin/python3';
/** Where Debian and Ubuntu keep pip as one file (python3-pip-whl), and as a module (python3-pip). */
const WHEELS = '/usr/share/python-wheels';
const MODULE = '/usr/lib/python3/dist-packages/pip/__main__.py';

/**
 * Looks for Python and pip where the jail shows them; what is elsewhere (/usr/local, a home) is not seen inside.
 *
 * @returns what is missing, as a sentence, when something is
 */
export async function findPython(): Promise<Python | { missing: string }> {
  const hint = 'On Debian or Ubuntu: apt-get install python3 python3-pip-whl';
  if (!(await exists(PROGRAM))) return { missing: `Python packages need ${PROGRAM}. ${hint}` };
  const wheels = (await readdir(WHEELS).catch(() => [])).filter((name) => /^pip-[\d.]+-py3-none-any\.whl$/.test(name));
  const wheel = wheels.sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
  // A wheel can be run where it lies: https://pip.pypa.io/en/stable/installation/#standalone-zip-application
  // -S: what else the system has installed is neither used nor taken for installed.
  if (wheel !== undefined) return { program: PROGRAM, pip: [PROGRAM, '-S', path.join(WHEELS, wheel, 'pip')] };
  if (await exists(MODULE)) return { program: PROGRAM, pip: [PROGRAM, '-m', 'pip'] };
  return { missing: `Python packages need pip. ${hint}` };
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
