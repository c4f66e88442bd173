import type { ListedEntry } from '../../catalog/store/registries.ts';
import type { ServerRecord } from '../../catalog/store/servers.ts';

/** The better entry first. Dates are UTC with milliseconds and compare as text; none counts as the oldest. */
const compare = (a: ListedEntry, b: ListedEntry) =>
  Number(b.status === 'active') - Number(a.status === 'active') ||
  order(b.updatedAt ?? '', a.updatedAt ?? '') ||
  order(a.registry, b.registry) ||
  order(a.nativeId, b.nativeId);

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * One server from all of its entries, whatever their order. A registry that deleted its record (malware, spam) outweighs
 * others that still list it, until it lists the server again itself. Otherwise the one that is active and was updated last speaks for the server, which stays as long
 * as one registry lists it.
 *
 * What this returns for the same entries may only change together with a migration that clears `entry.entry_hash`: an entry
 * that did not change is not merged again.
 *
 * @param entries at least one
 */
export function mergeEntries(identity: string, entries: readonly ListedEntry[]): ServerRecord {
  const ranked = entries.toSorted(compare);
  const listed = ranked.filter((entry) => entry.listed);
  const [best] = listed.length > 0 ? listed : ranked;
  if (best === undefined) throw new TypeError('a server needs at least one entry');
  const { server } = best;
  // Also of an entry that is withdrawn by now: not every registry goes on listing what it deleted.
  const takenDown = ranked.find((entry) => entry.status === 'deleted');
  if (takenDown === undefined && listed.length === 0) {
    return { identity, server, status: 'deleted', statusMessage: 'no longer listed' };
  }
  const { status, statusMessage } = takenDown ?? best;
  return { identity, server, status, statusMessage };
}
