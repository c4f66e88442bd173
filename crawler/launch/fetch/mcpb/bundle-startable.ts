import path from 'node:path';
import type { BundleManifest } from '../../../bundle/manifest.ts';
import type { JailPaths } from '../../jail/jail.ts';
import { readTexts } from '../../ladder/read-texts.ts';
import type { Startable } from '../../ladder/startable.ts';
import type { FetchFailure } from '../fetch-failure.ts';
import { findPython } from '../pypi/find-python.ts';
import type { BundleStart } from './bundle-start.ts';

/** Where the bundle is seen inside. */
const APP = '/app';

/** An unpacked bundle, ready for the ladder. */
export async function bundleStartable(
  tree: string,
  manifest: BundleManifest,
  { command, args, environment }: BundleStart,
): Promise<Startable | FetchFailure> {
  const isPython = /^python3?(\.exe)?$/.test(command);
  const python = isPython ? await findPython() : undefined;
  if (python !== undefined && 'missing' in python) return { code: 'launcher-incomplete', detail: python.missing };
  return {
    mounts: [{ source: tree, target: APP, writable: false }],
    command(paths, node) {
      const fill = (text: string) => filled(text, paths);
      const program = command === 'node' ? node : (python?.program ?? programOf(fill(command), paths));
      return {
        argv: [program, ...args.map(fill)],
        environment: Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, fill(text)])),
      };
    },
    texts: await readTexts(tree, [manifest.name, path.posix.basename(manifest.server.entry_point ?? '')]),
  };
}

/** A relative path means one of the bundle's; a bare name is looked up as usual. */
function programOf(command: string, { at }: JailPaths): string {
  return command.includes('/') && !command.startsWith('/') ? at(`${APP}/${command}`) : command;
}

/** The names of the format that stand for places. */
function filled(text: string, { at, home }: JailPaths): string {
  return text
    .replaceAll('${__dirname}', at(APP))
    .replaceAll(/\$\{(?:HOME|DESKTOP|DOCUMENTS|DOWNLOADS)\}/g, home)
    .replaceAll(/\$\{(?:pathSeparator|\/)\}/g, '/');
}
