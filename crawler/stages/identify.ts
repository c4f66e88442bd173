import { sha256 } from '../../catalog/definition-hash.ts';
import type { EntryPlace, PlacedEntry } from '../../catalog/store/identities.ts';
import { IdentityReport } from '../../catalog/model/identity-report.ts';
import type { ListedEntry } from '../../catalog/store/registries.ts';
import type { Store } from '../../catalog/store/open.ts';
import { entryClaims, IDENTITY_VERSION } from '../identity/entry-claims.ts';
import { entryConflicts } from '../identity/entry-conflicts.ts';
import { mergeEntries } from '../identity/merge-entries.ts';
import { leftServers, placeGroups, type PlacedGroup } from '../identity/place-groups.ts';
import { resolve, type Resolution } from '../identity/resolve.ts';

/** Entries whose claims are read in one transaction. */
const BATCH = 500;

/**
 * Decides which entries are the same server and brings the servers up to date. It looks at all entries together and writes
 * only what is different, in one transaction, so that a page never shows half of a merge; when no entry changed and the rules
 * are the same, it does nothing. Killed, it is due again.
 *
 * @returns how many servers were written
 */
export function identifyEntries(store: Store): { changed: number } {
  const { identities } = store;
  const state = identities.state();
  if (!state.stale && state.version === IDENTITY_VERSION) return { changed: 0 };
  readClaims(store);
  return store.transaction(() => {
    const at = new Date().toISOString();
    const entries = identities.entries();
    const resolution = resolveApart(entries);
    const byId = new Map(entries.map((entry) => [entry.id, entry]));
    let changed = 0;
    for (const placed of placeGroups(resolution.groups, byId))
      changed += Number(bringUpToDate(store, placed, byId, at));
    leaveServers(store, entries, at);
    identities.countCopies();
    identities.finish(IDENTITY_VERSION, reportOf(store, resolution));
    return { changed };
  });
}

/** What is private is told apart on its own: nothing of it becomes part of a public server, and it proves nothing there. */
function resolveApart(entries: readonly PlacedEntry[]): Resolution {
  const open = resolve(entries.filter(({ visibility }) => visibility === 'public'));
  const own = entries.filter(({ visibility }) => visibility === 'private');
  return own.length === 0 ? open : { ...open, groups: [...open.groups, ...resolve(own).groups] };
}

/** Makes the claims of entries that changed, and of all when the rules did. */
function readClaims(store: Store): void {
  const stated = store.identities.statedNames();
  const nobody: ReadonlySet<string> = new Set();
  for (;;) {
    const unread = store.identities.unread(IDENTITY_VERSION, BATCH);
    if (unread.length === 0) return;
    store.transaction(() => {
      for (const { id, of } of unread) {
        const entry = store.registries.record(id)!;
        store.identities.putClaims(
          id,
          of,
          entryClaims(entry.registry, entry, (key) => stated.get(key) ?? nobody),
        );
      }
    });
  }
}

function bringUpToDate(store: Store, placed: PlacedGroup, byId: ReadonlyMap<number, PlacedEntry>, at: string): boolean {
  const { group, owned } = placed;
  const members = group.map(({ id, standing }) => `${byId.get(id)!.hash} ${standing}`);
  const membersHash = sha256([IDENTITY_VERSION, ...members].join('\n'));
  const known = placed.serverId === undefined ? undefined : store.identities.identityOf(placed.serverId);
  const isNews = known?.membersHash !== membersHash;
  let serverId = placed.serverId;
  if (serverId === undefined || isNews) {
    const records = group.map(({ id, standing }): ListedEntry => ({ ...store.registries.record(id)!, standing }));
    const record = mergeEntries(records);
    const nameProven = owned && isNameProven(record.server.name, group, byId);
    if (serverId === undefined) serverId = insert(store, byId.get(group[0]!.id)!, record, nameProven, at);
    else store.servers.update(serverId, record, at);
    const { visibility } = byId.get(group[0]!.id)!;
    store.identities.setIdentity(serverId, { membersHash, nameProven, conflicts: entryConflicts(records), visibility });
  }
  for (const { id, standing, joinedBy = null } of group) {
    const entry = byId.get(id)!;
    const homeId = entry.homeId !== null && placed.homes.has(entry.homeId) ? entry.homeId : serverId;
    move(store, entry, { serverId, homeId, standing, joinedBy });
  }
  return isNews;
}

function isNameProven(name: string, group: PlacedGroup['group'], byId: ReadonlyMap<number, PlacedEntry>): boolean {
  const key = `name:${name.toLowerCase()}`;
  return group.some(({ id }) => byId.get(id)!.claims.some((claim) => claim.key === key && claim.proof !== 'claimed'));
}

function insert(
  store: Store,
  { registry, nativeId, id }: PlacedEntry,
  record: ReturnType<typeof mergeEntries>,
  nameProven: boolean,
  at: string,
): number {
  // An entry can be the first of several servers in the course of time.
  const wanted = `entry:${registry}/${nativeId}`;
  const identity = store.servers.byIdentity(wanted) === undefined ? wanted : `${wanted}#${id}-${Date.parse(at)}`;
  const row = { identity, ...record };
  return nameProven ? store.servers.insertOwner(row, at).id : store.servers.put(row, at).id;
}

function move(store: Store, entry: PlacedEntry, to: EntryPlace): void {
  const { serverId, homeId, standing, joinedBy } = entry;
  if (serverId === to.serverId && homeId === to.homeId && standing === to.standing && joinedBy === to.joinedBy) return;
  store.identities.place(entry.id, to);
  Object.assign(entry, to);
}

/** Hides servers that no entry is of any more; their addresses lead to where their entries went. */
function leaveServers(store: Store, entries: readonly PlacedEntry[], at: string): void {
  const leads = leftServers(entries);
  const before = store.identities.merged();
  for (const serverId of new Set(entries.flatMap((entry) => entry.serverId ?? []))) {
    if (before.has(serverId)) store.identities.setMerged(serverId, null);
  }
  for (const [serverId, into] of leads) {
    if (before.get(serverId) === into) continue;
    const { slug } = store.servers.byId(into)!;
    store.servers.withdraw(serverId, `it is the same server as ${slug}`, at);
    // Whoever comes back to it must be merged anew.
    const { visibility } = store.identities.identityOf(serverId);
    store.identities.setIdentity(serverId, { membersHash: '', nameProven: false, conflicts: [], visibility });
    store.identities.setMerged(serverId, into);
  }
}

function reportOf(store: Store, { groups, contested, shared }: Resolution): IdentityReport {
  const report = IdentityReport.parse({});
  for (const group of groups) {
    report.entries += group.length;
    report.servers += 1;
    report.mergedServers += Number(group.length > 1);
    for (const { standing, joinedBy } of group) {
      report[standing === 'owner' ? 'owners' : 'claimants'] += 1;
      if (joinedBy !== undefined) report.joinedBy[joinedBy] += 1;
    }
  }
  report.contestedPackages = contested.length;
  report.sharedRepositories = shared.length;
  report.copiedDescriptions = store.identities.copied();
  return report;
}
