import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readTexts } from '../../ladder/read-texts.ts';
import type { Startable } from '../../ladder/startable.ts';
import { PACKAGES } from './pip-install.ts';
import type { PythonEntry } from './python-entry.ts';

/** Where the installation is seen inside. */
const APP = '/app';
const START = 'start.py';

/**
 * An installed Python project, ready for the ladder. It is started as its console script would, but with nothing of what else
 * the system's Python has installed.
 *
 * @param dir the folder of the installation, ours
 * @param own folder with the project's own code, for what it says about configuration
 */
export async function pythonStartable(
  program: string,
  dir: string,
  entry: PythonEntry,
  names: string[],
  own: string,
): Promise<Startable> {
  await writeFile(path.join(dir, START), startProgram(entry), { mode: 0o644 });
  return {
    mounts: [{ source: dir, target: APP, writable: false }],
    command: ({ at }) => ({
      argv: [program, '-S', at(`${APP}/${START}`)],
      environment: {
        // For programs that it starts itself.
        PYTHONPATH: at(`${APP}/${PACKAGES}`),
        PYTHONDONTWRITEBYTECODE: '1',
        PYTHONUNBUFFERED: '1',
      },
    }),
    texts: await readTexts(own, names),
  };
}

/** All names in it were checked to be plain; they are written as JSON, which Python reads as its own strings. */
function startProgram({ command, module, attribute }: PythonEntry): string {
  const call =
    attribute === undefined
      ? [`import runpy`, `runpy.run_module(${JSON.stringify(module)}, run_name="__main__", alter_sys=True)`]
      : [
          'import importlib',
          `target = importlib.import_module(${JSON.stringify(module)})`,
          `for part in ${JSON.stringify(attribute)}.split("."):`,
          '    target = getattr(target, part)',
          'sys.exit(target())',
        ];
  return [
    'import os, site, sys',
    '# Without -S, Python would do both: offer exit() and quit(), and read the .pth files of the packages.',
    'site.setquit()',
    `site.addsitedir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ${JSON.stringify(PACKAGES)}))`,
    `sys.argv[0] = ${JSON.stringify(command)}`,
    ...call,
    '',
  ].join('\n');
}
