import type { Store } from '../../catalog/store/open.ts';
import { claimKind } from '../../catalog/model/entry-claim.ts';
import { entryClaims } from '../identity/entry-claims.ts';
import type { KnownServers } from '../registries/registry.ts';

const NOBODY: ReadonlySet<string> = new Set();

/**
 * What the catalogue can tell the adapter of one registry, read when it is asked for.
 *
 * @param goesOn whether an unfinished pass is gone on with, so that what it has refused is not of an earlier one
 */
export function knownServers(store: Store, registry: string, goesOn: boolean): KnownServers {
  let elsewhere: ReadonlySet<string> | undefined;
  return {
    remotes: () => store.servers.remoteUrls(),
    own: () => store.registries.listedIds(registry),
    setAside: () => new Set(goesOn ? store.registries.refusedIds(registry, 'this-pass') : []),
    refusedBefore: () =>
      new Set([
        ...store.registries.refusedIds(registry, 'earlier'),
        ...(goesOn ? [] : store.registries.refusedIds(registry, 'this-pass')),
      ]),
    listsElsewhere({ packages, remotes }) {
      elsewhere ??= store.identities.claimedElsewhere(registry);
      const record = { server: { name: 'a/b', description: '', packages, remotes } };
      const named = entryClaims(registry, record, () => NOBODY).filter(({ key }) => claimKind(key) !== 'name');
      return (
        named.length === packages.length + remotes.length &&
        named.length > 0 &&
        named.every(({ key }) => elsewhere!.has(key))
      );
    },
  };
}
