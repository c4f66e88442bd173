import type { PackageSpec, RemoteSpec, ServerJson } from '../../catalog/model/server-json.ts';
import type { ListedEntry } from '../../catalog/store/registries.ts';
import type { ServerRecord } from '../../catalog/store/servers.ts';
import { packageKey } from '../../catalog/package-key.ts';
import { remoteName } from './remote-key.ts';
import { vouchingOf } from './vouching.ts';

/** The better entry first. Dates are UTC with milliseconds and compare as text; none counts as the oldest. */
const compare = (a: ListedEntry, b: ListedEntry) =>
  vouchingOf(a.registry).rank - vouchingOf(b.registry).rank ||
  Number(b.status === 'active') - Number(a.status === 'active') ||
  order(b.updatedAt ?? '', a.updatedAt ?? '') ||
  order(a.registry, b.registry) ||
  order(a.nativeId, b.nativeId);

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** More packages or remotes than this are not kept of one server; the schema allows no more in one record. */
const MOST = 100;

/**
 * One server from all of its entries, whatever their order. Entries that own the server speak for it alone; where nobody
 * owns it, all do. Of those, the one of the registry whose word counts most speaks first, then the one that is active and was
 * updated last; the others fill in what it leaves out. A registry that deleted its record (malware, spam) outweighs others
 * that still list it, until it lists the server again itself, with a later date. Otherwise the server stays as long as one
 * registry lists it.
 *
 * What this returns for the same entries may only change together with `IDENTITY_VERSION`: servers whose entries did not
 * change are not merged again.
 *
 * @param entries at least one
 */
export function mergeEntries(entries: readonly ListedEntry[]): Omit<ServerRecord, 'identity'> {
  const owners = entries.filter(({ standing }) => standing === 'owner');
  const ranked = (owners.length > 0 ? owners : entries).toSorted(compare);
  const listed = ranked.filter((entry) => entry.listed);
  const speaking = listed.length > 0 ? listed : ranked;
  const [best] = speaking;
  if (best === undefined) throw new TypeError('a server needs at least one entry');
  const server = fill(speaking, owners.length > 0);
  // Also of an entry that is withdrawn by now: not every registry goes on listing what it deleted.
  const takenDown = ranked.find((entry) => entry.status === 'deleted' && !isListedAgain(entry, listed));
  if (takenDown === undefined && listed.length === 0) {
    return { server, status: 'deleted', statusMessage: 'no longer listed' };
  }
  const { status, statusMessage } = takenDown ?? speaking.find((entry) => entry.status !== 'deleted') ?? best;
  return { server, status, statusMessage };
}

function isListedAgain(deleted: ListedEntry, listed: readonly ListedEntry[]): boolean {
  return listed.some(
    ({ registry, status, updatedAt = '' }) =>
      registry === deleted.registry && status !== 'deleted' && updatedAt > (deleted.updatedAt ?? ''),
  );
}

/** The first record, with what it leaves out taken from the others in their order. */
function fill(ranked: readonly ListedEntry[], owned: boolean): ServerJson {
  const records = ranked.map(({ server }) => server);
  const [best] = records as [ServerJson];
  if (records.length === 1) return best;
  const first = <T>(pick: (server: ServerJson) => T | undefined) =>
    records.map(pick).find((value) => value !== undefined);
  return {
    ...best,
    title: first(({ title }) => title),
    description: first(({ description }) => description || undefined) ?? '',
    version: first(({ version }) => version),
    websiteUrl: first(({ websiteUrl }) => websiteUrl),
    repository:
      best.repository?.url === undefined
        ? first((each) => (each.repository?.url ? each.repository : undefined))
        : best.repository,
    // What nobody owns is launched as one listing says it: together they could be packages of different people.
    packages: owned ? packagesOf(records) : (records.find(({ packages }) => packages.length > 0)?.packages ?? []),
    remotes: owned ? remotesOf(records) : (records.find(({ remotes }) => remotes.length > 0)?.remotes ?? []),
  };
}

/** Every package of any record, as the first record that has it says it; one record can have a package several times. */
function packagesOf(records: readonly ServerJson[]): PackageSpec[] {
  const seen = new Set<string>();
  return records
    .flatMap(({ packages }) => {
      const own = packages.filter((spec) => !seen.has(packageKey(spec) ?? ''));
      for (const spec of own) seen.add(packageKey(spec) ?? '');
      return own;
    })
    .slice(0, MOST);
}

function remotesOf(records: readonly ServerJson[]): RemoteSpec[] {
  const seen = new Set<string>();
  const keyOf = ({ url }: RemoteSpec) => remoteName(url)?.key ?? url;
  return records
    .flatMap(({ remotes }) => {
      const own = remotes.filter((remote) => !seen.has(keyOf(remote)));
      for (const remote of own) seen.add(keyOf(remote));
      return own;
    })
    .slice(0, MOST);
}
