import type { EntryClaim } from '../../catalog/model/entry-claim.ts';
import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { PackageSpec } from '../../catalog/model/server-json.ts';
import { isUnder, namespaceOf } from './namespace.ts';
import { packageKey } from '../../catalog/package-key.ts';
import { remoteName } from './remote-key.ts';
import { repositoryKey, repositoryName } from './repository-key.ts';
import { vouchingOf, type Vouching } from './vouching.ts';

/** Raise it when {@link entryClaims} or the resolution decides differently, so that every stored entry is judged again. */
export const IDENTITY_VERSION = 'identity-2';

/** Packages and remotes of one record that are compared; a record with more is still one server by its first ones. */
const MOST = 20;

export const nameKey = (name: string): string => `name:${name.toLowerCase()}`;

/**
 * What an entry says that it is (its name, packages, remotes and repository, in this order) and which of it is proven: by
 * what its registry checks, or by the owner of the namespace, who owns the account of the repository or the domain of the
 * remote as well.
 *
 * @param namedBy the server names that a package itself has stated, lower case; none when nobody has looked into it. They
 *   outweigh what a registry once checked
 */
export function entryClaims(
  registry: string,
  { server }: Pick<RegistryEntry, 'server'>,
  namedBy: (packageKey: string) => ReadonlySet<string>,
): EntryClaim[] {
  const vouching = vouchingOf(registry);
  const name = server.name.toLowerCase();
  const namesAreProven = vouching.names === true;
  const { account, domain } = namespaceOf(name);
  const claims = new Map<string, EntryClaim['proof']>();
  const claim = (key: string, proof: EntryClaim['proof']) => {
    if (claims.get(key) === undefined || proof !== 'claimed') claims.set(key, proof);
  };
  const checkedIf = (proven: boolean) => (proven ? 'checked' : 'claimed');

  claim(nameKey(name), checkedIf(namesAreProven));
  for (const spec of server.packages.slice(0, MOST)) {
    const key = packageKey(spec);
    if (key === undefined) continue;
    const stated = namedBy(key);
    if (namesAreProven && stated.size > 0) claim(key, stated.has(name) ? 'stated' : 'claimed');
    else claim(key, checkedIf(vouchesFor(vouching, spec) || (namesAreProven && isOwnBundle(spec, account))));
  }
  for (const { url } of server.remotes.slice(0, MOST)) {
    const remote = remoteName(url);
    if (remote !== undefined) claim(remote.key, checkedIf(namesAreProven && isUnder(remote.host, domain)));
  }
  const repository = repositoryName(server.repository?.url, server.repository?.subfolder);
  if (repository !== undefined) {
    const own = namesAreProven && account === repository.owner;
    claim(repositoryKey(repository), checkedIf(own || vouching.repository === true));
  }
  return Array.from(claims, ([key, proof]) => ({ key, proof }));
}

const vouchesFor = ({ packages = [] }: Vouching, { registryType }: PackageSpec) =>
  packages.includes(registryType.trim().toLowerCase());

/** A bundle among the releases of a repository: only its account puts files there. */
function isOwnBundle({ registryType, identifier }: PackageSpec, account: string | undefined): boolean {
  if (registryType.toLowerCase() !== 'mcpb' || account === undefined) return false;
  return (
    /\/releases\/download\//.test(identifier) &&
    repositoryName(identifier.replace(/\/(?:-\/)?releases\/.*$/, ''))?.owner === account
  );
}
