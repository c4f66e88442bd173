import type { FetchFailure } from '../fetch-failure.ts';
import { projectName } from './project-name.ts';
import type { IndexFile } from './read-project.ts';

/**
 * Checks what an index has of a version before anything is downloaded: whether there is one, and whether it has a wheel,
 * since everything else would have to be built by running its code.
 *
 * @param version an exact one, or `latest`
 */
export function chooseFiles(
  files: readonly IndexFile[],
  name: string,
  version: string,
): { wheels: IndexFile[] } | FetchFailure {
  const known = files.flatMap((file) => {
    const found = versionOf(file.filename, name);
    return found === undefined ? [] : [{ file, version: plain(found.version), wheel: found.wheel }];
  });
  const wanted = version === 'latest' ? known : known.filter((one) => one.version === plain(version));
  if (wanted.length === 0) {
    return { code: 'no-matching-version', detail: `The Python index has no ${name} ${version}.` };
  }
  const wheels = wanted.filter(({ wheel }) => wheel).map(({ file }) => file);
  if (wheels.length > 0) return { wheels };
  return { code: 'needs-build', detail: `${name} ${version} is published as source only, without a wheel.` };
}

const SOURCE = /\.(?:tar\.gz|tar\.bz2|tar\.xz|tgz|zip)$/i;

/** `name-1.0-py3-none-any.whl` and `name-1.0.tar.gz`; the name itself can hold hyphens in the latter. */
function versionOf(filename: string, name: string): { version: string; wheel: boolean } | undefined {
  if (filename.endsWith('.whl')) {
    const [project, version] = filename.split('-');
    const own = version !== undefined && projectName(project!) === projectName(name);
    return own ? { version: version, wheel: true } : undefined;
  }
  if (!SOURCE.test(filename)) return undefined;
  const stem = filename.replace(SOURCE, '');
  const at = stem.lastIndexOf('-');
  const own = at > 0 && projectName(stem.slice(0, at)) === projectName(name);
  return own ? { version: stem.slice(at + 1), wheel: false } : undefined;
}

/** Versions that mean the same become one text, as far as authors vary them: `v1.0` and `1.0.0` (PEP 440). */
function plain(version: string): string {
  return version
    .toLowerCase()
    .replace(/^v/, '')
    .replaceAll('_', '+')
    .replace(/(?:\.0)+$/, '');
}
