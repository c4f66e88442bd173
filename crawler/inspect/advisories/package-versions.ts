import type { PackageSpec } from '../../../catalog/model/server-json.ts';
import type { Launch } from '../../../catalog/store/launches.ts';
import type { PackageVersion } from '../../../catalog/store/package-advisories.ts';

/** Registries by OSV's names of them: https://ossf.github.io/osv-schema/#defined-ecosystems */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  nuget: 'NuGet',
  cargo: 'crates.io',
};
const EXACT = /^v?\d+(?:\.\d+){0,3}(?:[-+.][0-9A-Za-z.+-]*)?$/;
const MOST = 20;

/** The package versions of a server that advisories can name: what was launched, else what its record names exactly. */
export function packageVersionsOf(packages: readonly PackageSpec[], launched: Launch | undefined): PackageVersion[] {
  const fetched = launched?.report.fetched;
  const found = packages.slice(0, MOST).flatMap(({ registryType, identifier, version }): PackageVersion[] => {
    const ecosystem = ECOSYSTEMS[registryType];
    const exact = fetched?.identifier === identifier ? fetched.version : version;
    if (ecosystem === undefined || exact === undefined || !EXACT.test(exact)) return [];
    return [{ ecosystem, package: identifier, version: exact }];
  });
  return found.filter(
    (wanted, i) =>
      found.findIndex((other) => other.package === wanted.package && other.ecosystem === wanted.ecosystem) === i,
  );
}
