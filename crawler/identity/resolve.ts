import { claimKind, type ClaimKind } from '../../catalog/model/entry-claim.ts';
import type { IdentifiedEntry } from '../../catalog/store/identities.ts';
import { contestedPackages } from './contested-packages.ts';
import { groupListings } from './group-listings.ts';
import { joiner, type Joiner } from './joiner.ts';

/** One entry as a member of its server. */
export interface Member {
  id: number;
  /** `owner`: something that it says of the server is proven, it speaks for it. `claimant`: it only names something of it. */
  standing: 'owner' | 'claimant';
  /** The kind of claim that brought it together with others; absent for a member that is alone. */
  joinedBy?: ClaimKind | undefined;
}

/** The entries of one server, by their ids in ascending order. */
export type Group = readonly Member[];

export interface Resolution {
  groups: Group[];
  /** Packages that several namespaces claim as their own and that do not say themselves whose they are. */
  contested: string[];
  /** Repositories of which one registry lists several servers: they tell no servers apart. */
  shared: string[];
}

/** Which live entries own which keys. */
export type Owners = ReadonlyMap<string, readonly number[]>;

/**
 * Decides which entries are the same server, from all entries at once, so that the order in which they came does not matter.
 *
 * 1. Entries that prove the same name, package or remote are one server. A package that several namespaces claim as their
 *    own belongs to none of them, unless it names one itself.
 * 2. Entries that prove the same repository and folder are one server, unless one registry lists several servers there.
 * 3. Two entries are one server when each proves what the other claims.
 * 4. An entry that proves nothing is a listing. It is put with the server that owns what it names, and never joins two.
 * 5. Listings that name nothing that is owned are put together by what they name; see {@link groupListings}.
 *
 * An entry that its registry does not list any more joins nobody, and stays with the server that it named. Linear in the
 * number of claims.
 */
export function resolve(entries: readonly IdentifiedEntry[]): Resolution {
  const ordered = entries.toSorted((a, b) => a.id - b.id);
  const contested = contestedPackages(ordered);
  const owners = ownersOf(ordered, contested);
  const joined = joiner();
  const shared = joinOwners(ordered, owners, joined);
  joinMutual(ordered, { owners, contested, shared, joined });
  const owning = new Set([...owners.values()].flat());
  const formerOwners = groupListings(ordered, { owners, owning, contested, shared, joined });
  const groups = new Map<number, Member[]>();
  for (const { id } of ordered) {
    const standing = owning.has(id) || formerOwners.has(id) ? 'owner' : 'claimant';
    const member: Member = { id, standing, joinedBy: joined.reasonOf(id) };
    const root = joined.rootOf(id);
    const known = groups.get(root);
    if (known === undefined) groups.set(root, [member]);
    else known.push(member);
  }
  return { groups: [...groups.values()], contested: [...contested.keys()].sort(), shared: [...shared].sort() };
}

function ownersOf(entries: readonly IdentifiedEntry[], contested: ReadonlyMap<string, ReadonlySet<number>>): Owners {
  const owners = new Map<string, number[]>();
  for (const { id, live, claims } of entries) {
    if (!live) continue;
    for (const { key, proof } of claims) {
      if (proof === 'claimed' || contested.get(key)?.has(id) === true) continue;
      const known = owners.get(key);
      if (known === undefined) owners.set(key, [id]);
      else known.push(id);
    }
  }
  return owners;
}

/** Rules 1 and 2; returns the repositories that several servers share. */
function joinOwners(entries: readonly IdentifiedEntry[], owners: Owners, joined: Joiner): Set<string> {
  const repositories: [string, readonly number[]][] = [];
  for (const [key, ids] of owners) {
    if (claimKind(key) === 'repository') repositories.push([key, ids]);
    else joined.join(ids, claimKind(key));
  }
  // All are judged by what names, packages and remotes have made of them, before any of them joins two.
  const registryOf = new Map(entries.map(({ id, registry }) => [id, registry]));
  const shared = new Set<string>();
  for (const [key, ids] of repositories) {
    const server = new Map<string, number>();
    for (const id of ids) {
      const root = joined.rootOf(id);
      if ((server.get(registryOf.get(id)!) ?? root) !== root) shared.add(key);
      server.set(registryOf.get(id)!, root);
    }
  }
  for (const [key, ids] of repositories) if (!shared.has(key)) joined.join(ids, 'repository');
  return shared;
}

/** Rule 3: one entry proves the first of two keys and claims the second, another the other way round. */
function joinMutual(
  entries: readonly IdentifiedEntry[],
  {
    owners,
    contested,
    shared,
    joined,
  }: {
    owners: Owners;
    contested: ReadonlyMap<string, ReadonlySet<number>>;
    shared: ReadonlySet<string>;
    joined: Joiner;
  },
): void {
  const saying = new Map<string, { from: string; to: string; ids: number[] }>();
  for (const { id, live, claims } of entries) {
    if (!live) continue;
    const useful = claims.filter(({ key }) => claimKind(key) !== 'name' && owners.has(key) && !shared.has(key));
    for (const { key: from } of useful.filter(
      ({ key, proof }) => proof !== 'claimed' && contested.get(key)?.has(id) !== true,
    )) {
      for (const { key: to } of useful.filter(({ proof }) => proof === 'claimed')) {
        const pair = saying.get(`${from}\n${to}`) ?? { from, to, ids: [] };
        pair.ids.push(id);
        saying.set(`${from}\n${to}`, pair);
      }
    }
  }
  for (const { from, to, ids } of saying.values()) {
    const others = saying.get(`${to}\n${from}`);
    if (others !== undefined) joined.join([...ids, ...others.ids], claimKind(from));
  }
}
