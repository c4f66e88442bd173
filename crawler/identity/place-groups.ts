import type { EntryPlace, PlacedEntry } from '../../catalog/store/identities.ts';
import type { Group } from './resolve.ts';

/** What decides about the place of an entry. */
type Placing = EntryPlace & Pick<PlacedEntry, 'visibility'>;

/** A group with the server that it is from now on. */
export interface PlacedGroup {
  group: Group;
  /** Absent when it is a server that nobody has seen before. */
  serverId: number | undefined;
  /** Whether an owner is among its entries. */
  owned: boolean;
  /** Servers that its entries were first of and that no other group has now. */
  homes: ReadonlySet<number>;
}

/**
 * Gives every group a server that its entries were first of, so that a server keeps its address whatever it is called and
 * whoever joins it: of several, the one seen first. Of a group with owners only their servers count, so that nobody is moved
 * to the address of someone who merely names him; and public servers come first, so that nobody's address goes to what is
 * private. When a group falls apart, the part with the oldest owner keeps the server,
 * and each other part gets the one back that it was before.
 */
export function placeGroups(groups: readonly Group[], entries: ReadonlyMap<number, Placing>): PlacedGroup[] {
  const taken = new Set<number>();
  const homesOf = (group: Group) => group.flatMap(({ id }) => entries.get(id)?.homeId ?? []);
  const placed = groups
    .map((group) => ({
      group,
      owned: group.some(({ standing }) => standing === 'owner'),
      hidden: entries.get(group[0]!.id)?.visibility === 'private',
    }))
    .toSorted(
      (a, b) =>
        Number(a.hidden) - Number(b.hidden) || Number(b.owned) - Number(a.owned) || a.group[0]!.id - b.group[0]!.id,
    )
    .map(({ group, owned }) => {
      const counting = owned ? group.filter(({ standing }) => standing === 'owner') : group;
      const serverId = homesOf(counting)
        .toSorted((a, b) => a - b)
        .find((home) => !taken.has(home));
      if (serverId !== undefined) taken.add(serverId);
      return { group, owned, serverId };
    });
  return placed.map((each) => ({
    ...each,
    homes: new Set(homesOf(each.group).filter((home) => home === each.serverId || !taken.has(home))),
  }));
}

/**
 * Where the servers lead that no group is any more: to the server of the oldest entry that was first of them.
 *
 * @param entries as they are placed now
 */
export function leftServers(entries: Iterable<PlacedEntry>): Map<number, number> {
  const used = new Set<number>();
  const leads = new Map<number, number>();
  const all = [...entries];
  for (const { serverId } of all) if (serverId !== null) used.add(serverId);
  for (const { homeId, serverId } of all) {
    if (homeId !== null && serverId !== null && !used.has(homeId) && !leads.has(homeId)) leads.set(homeId, serverId);
  }
  return leads;
}
