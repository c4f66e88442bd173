import { passableEnvironment } from '../../passable-environment.ts';
import path from 'node:path';
import type { Argument } from '../../../../catalog/model/server-json.ts';
import { readTexts } from '../../ladder/read-texts.ts';
import type { Startable } from '../../ladder/startable.ts';
import { FetchEnded } from './fetch-ended.ts';
import type { PulledImage } from './pull-image.ts';

/** What Docker gives images that name none: https://docs.docker.com/reference/cli/docker/container/run/ */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * An unpacked image, ready for the ladder: its entry point in its own file system, with its variables and working
 * directory. It runs as the sandbox's user, whatever user it names.
 *
 * @param documented arguments of the record; they stand in the place of the image's own command, as with Docker
 * @throws FetchEnded when it has nothing to start
 */
export async function ociStartable(
  image: PulledImage,
  identifier: string,
  documented: readonly Argument[],
): Promise<Startable> {
  const { tree, root } = image;
  const { config } = image.config;
  const entry = config?.Entrypoint ?? [];
  const own = entry.length > 0 && documented.length > 0 ? [] : (config?.Cmd ?? []);
  const [program, ...rest] = [...entry, ...own];
  const environment = environmentOf(config?.Env ?? []);
  const cwd = workingDirectory(image);
  if (program === undefined)
    throw new FetchEnded('no-entry-point', 'The image has neither an entry point nor a command.');
  const paths = environment['PATH'].split(':').slice(0, 50);
  // An empty or relative entry of the path is one of the working directory.
  const places = (program.includes('/') ? [''] : paths).map((dir) => path.posix.resolve(cwd, dir, program));
  if ([program, ...rest, ...Object.values(environment)].some((text) => text.includes('\0'))) {
    throw new FetchEnded('no-entry-point', 'The command of the image holds a NUL character.');
  }
  if (!places.some((place) => tree.find(place)?.kind === 'file')) {
    throw new FetchEnded(
      'no-entry-point',
      `The command of the image is not in it: ${JSON.stringify(program.slice(0, 200))}`,
    );
  }
  // Docker makes a working directory that is missing.
  if (tree.find(cwd) === undefined) await tree.putFolder(cwd);
  const folder = tree.find(cwd);
  if (folder?.kind !== 'folder')
    throw new FetchEnded('no-entry-point', 'The working directory of the image is a file.');
  const dir = path.join(root, folder.path);
  return {
    mounts: [],
    root,
    command: () => ({ argv: [program, ...rest], cwd, environment }),
    texts: await readTexts(folder.path === '' ? path.join(root, 'nothing') : dir, [identifier]),
  };
}

/** The absolute path of an image's working directory, without any `..`. */
export const workingDirectory = ({ config: { config } }: PulledImage) =>
  path.posix.join('/', config?.WorkingDir ?? '/');

function environmentOf(list: readonly string[]): { PATH: string } & Record<string, string> {
  const environment: { PATH: string } & Record<string, string> = { PATH };
  for (const text of list) {
    const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/.exec(text) ?? [];
    if (name !== undefined) Object.assign(environment, passableEnvironment({ [name]: value! }));
  }
  return environment;
}
