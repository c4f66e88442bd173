import { claimKind, type EntryClaim } from '../../catalog/model/entry-claim.ts';
import type { IdentifiedEntry } from '../../catalog/store/identities.ts';
import { isCalledAfter } from './is-called-after.ts';
import type { Joiner } from './joiner.ts';
import type { Owners } from './resolve.ts';

interface Resolved {
  owners: Owners;
  /** Entries that own something. */
  owning: ReadonlySet<number>;
  contested: ReadonlyMap<string, ReadonlySet<number>>;
  shared: ReadonlySet<string>;
  joined: Joiner;
}

/**
 * Puts every entry that owns nothing somewhere (rules 4 and 5 of the resolution): with the server that owns what it names
 * first, of packages, then remotes, then the repository; with the owner of its name when they have anything else in common
 * or it names nothing else. Those that are left are one server when they name the same thing first, or when they name the
 * same repository and folder, which nobody owns; see {@link joinByRepository}.
 *
 * @returns entries that are not listed any more and that had proven what they were put there for
 */
export function groupListings(entries: readonly IdentifiedEntry[], resolved: Resolved): Set<number> {
  const { owning, owners, shared, joined } = resolved;
  // As they are now: every listing that is put somewhere may change what a set is called.
  const serverOf = new Map([...owning].map((id) => [id, joined.rootOf(id)]));
  const said = claimsOfServers(entries, serverOf);
  const formerOwners = new Set<number>();
  const left: IdentifiedEntry[] = [];
  for (const entry of entries) {
    if (owning.has(entry.id)) continue;
    const former = formerlyOwned(entry, resolved);
    const claim = former ?? byName(entry, owners, serverOf, said) ?? owned(firstClaim(entry.claims), owners, shared);
    if (claim === undefined) left.push(entry);
    else joined.put(entry.id, owners.get(claim.key)![0]!, claimKind(claim.key));
    if (former !== undefined) formerOwners.add(entry.id);
  }
  for (const [key, same] of Map.groupBy(left, ({ claims }) => firstClaim(claims).key)) {
    joined.join(
      same.map(({ id }) => id),
      claimKind(key),
    );
  }
  joinByRepository(left, owners, joined);
  return formerOwners;
}

/** `<server> <key>` of everything that the owners of each server say of it, proven or not. */
function claimsOfServers(entries: readonly IdentifiedEntry[], serverOf: ReadonlyMap<number, number>): Set<string> {
  const said = new Set<string>();
  for (const { id, claims } of entries) {
    const server = serverOf.get(id);
    if (server !== undefined) for (const { key } of claims) said.add(`${server} ${key}`);
  }
  return said;
}

/** What an entry that is not listed any more had proven, and whose owner is known. */
function formerlyOwned({ id, live, claims }: IdentifiedEntry, resolved: Resolved): EntryClaim | undefined {
  if (live) return undefined;
  const { owners, contested, shared } = resolved;
  return claims.find(
    ({ key, proof }) =>
      proof !== 'claimed' && contested.get(key)?.has(id) !== true && !shared.has(key) && owners.has(key),
  );
}

function byName(
  { claims }: IdentifiedEntry,
  owners: Owners,
  serverOf: ReadonlyMap<number, number>,
  said: ReadonlySet<string>,
): EntryClaim | undefined {
  const name = claims.find(({ key }) => claimKind(key) === 'name');
  const owner = name && owners.get(name.key)?.[0];
  if (owner === undefined) return undefined;
  const server = serverOf.get(owner);
  return claims.length === 1 || claims.some((claim) => claim !== name && said.has(`${server} ${claim.key}`))
    ? name
    : undefined;
}

/** What the record would be launched by; a name only where there is nothing else. */
function firstClaim(claims: readonly EntryClaim[]): EntryClaim {
  return claims.find(({ key }) => claimKind(key) !== 'name') ?? claims[0]!;
}

function owned(claim: EntryClaim, owners: Owners, shared: ReadonlySet<string>): EntryClaim | undefined {
  return owners.has(claim.key) && !shared.has(claim.key) ? claim : undefined;
}

/**
 * Listings that name one repository that nobody owns. They are one server unless a registry lists several of them, or two
 * name different packages of one kind. A package that anybody could have published, and a remote, are no part of it on the
 * word of a listing: only one that is called after the repository or its account is.
 */
function joinByRepository(left: readonly IdentifiedEntry[], owners: Owners, joined: Joiner): void {
  const named = [...Map.groupBy(left, ({ id }) => joined.rootOf(id)).values()].flatMap((cluster) => {
    const repository = repositoryOf(cluster);
    const first = firstClaim(cluster[0]!.claims).key;
    const fits = repository !== undefined && !owners.has(repository) && isCalledAfter(first, repository);
    return fits ? [{ cluster, repository, first }] : [];
  });
  for (const group of Map.groupBy(named, ({ repository }) => repository).values()) {
    const live = group.filter(({ cluster }) => cluster.some((entry) => entry.live));
    const registries = live.flatMap(({ cluster, repository }) => registriesNaming(repository, cluster));
    const types = live.flatMap(({ first }) => (claimKind(first) === 'package' ? [first.split(':')[1]] : []));
    const agree = new Set(registries).size === registries.length && new Set(types).size === types.length;
    // What is no longer listed speaks against nothing, and follows the others.
    if (live.length > 0 && agree) {
      joined.join(
        group.flatMap(({ cluster }) => cluster.map(({ id }) => id)),
        'repository',
      );
    }
  }
}

function registriesNaming(repository: string, cluster: readonly IdentifiedEntry[]): string[] {
  const naming = cluster.filter(({ live, claims }) => live && claims.some(({ key }) => key === repository));
  return [...new Set(naming.map(({ registry }) => registry))];
}

/** The repository that all entries of a cluster name that name one. */
function repositoryOf(cluster: readonly IdentifiedEntry[]): string | undefined {
  const named = new Set<string>();
  for (const { live, claims } of cluster) {
    for (const { key } of claims) {
      if (claimKind(key) === 'repository' && (live || cluster.every((other) => !other.live))) named.add(key);
    }
  }
  return named.size === 1 ? [...named][0] : undefined;
}
