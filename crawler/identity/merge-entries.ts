import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { ServerRecord } from '../../catalog/store/servers.ts';

const STATUS_ORDER = ['active', 'deprecated', 'deleted'];

const rank = (entry: RegistryEntry) => STATUS_ORDER.indexOf(entry.status);

/** RFC 3339 dates in UTC compare as text; an entry without a date counts as the oldest. */
const newerFirst = (a: RegistryEntry, b: RegistryEntry) => {
  const [left, right] = [a.updatedAt ?? '', b.updatedAt ?? ''];
  return left < right ? 1 : left > right ? -1 : 0;
};

/**
 * One server from all of its entries: the one with the best status that was updated last speaks for it, so a server stays
 * as long as one registry lists it. Ties go to the entry that comes first, so the result does not depend on the run.
 *
 * @param entries at least one
 */
export function mergeEntries(identity: string, entries: readonly RegistryEntry[]): ServerRecord {
  const [best] = entries.toSorted((a, b) => rank(a) - rank(b) || newerFirst(a, b));
  if (best === undefined) throw new TypeError('a server needs at least one entry');
  return { identity, server: best.server, status: best.status, statusMessage: best.statusMessage };
}
