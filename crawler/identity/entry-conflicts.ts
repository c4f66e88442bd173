import type { EntryConflict } from '../../catalog/model/entry-conflict.ts';
import type { ListedEntry } from '../../catalog/store/registries.ts';
import { packageKey } from '../../catalog/package-key.ts';
import { remoteName } from './remote-key.ts';
import { repositoryKey, repositoryName } from './repository-key.ts';

/** Different values of one field that are kept, and entries that are named with each. */
const MOST_VALUES = 10;
const MOST_ENTRIES = 20;
const LONGEST = 300;

/** A field, how it is compared, and how it is shown; undefined where the entry says nothing. */
interface Field {
  field: EntryConflict['field'];
  key: (entry: ListedEntry) => string | undefined;
  shown: (entry: ListedEntry) => string | undefined;
}

const text = (value: string | undefined) => value?.trim().replace(/\s+/g, ' ').toLowerCase() || undefined;

const packageList = ({ server }: ListedEntry) =>
  [...new Set(server.packages.flatMap((spec) => packageKey(spec)?.slice('package:'.length) ?? []))].sort().join(', ') ||
  undefined;
const remoteList = ({ server }: ListedEntry) =>
  [...new Set(server.remotes.flatMap(({ url }) => remoteName(url)?.key.slice('remote:'.length) ?? []))]
    .sort()
    .join(', ') || undefined;
const repository = ({ server }: ListedEntry) => repositoryName(server.repository?.url, server.repository?.subfolder);

const FIELDS: readonly Field[] = [
  { field: 'name', key: ({ server }) => text(server.name), shown: ({ server }) => server.name },
  { field: 'title', key: ({ server }) => text(server.title), shown: ({ server }) => server.title },
  { field: 'version', key: ({ server }) => text(server.version), shown: ({ server }) => server.version },
  { field: 'status', key: ({ status }) => status, shown: ({ status }) => status },
  {
    field: 'repository',
    key: (entry) => {
      const name = repository(entry);
      return name && repositoryKey(name);
    },
    shown: (entry) => {
      const name = repository(entry);
      return name && repositoryKey(name).slice('repository:'.length);
    },
  },
  {
    field: 'website',
    key: ({ server }) => server.websiteUrl && (remoteName(server.websiteUrl)?.key ?? server.websiteUrl),
    shown: ({ server }) => server.websiteUrl,
  },
  { field: 'packages', key: packageList, shown: packageList },
  { field: 'remotes', key: remoteList, shown: remoteList },
  { field: 'description', key: ({ server }) => text(server.description), shown: ({ server }) => server.description },
];

/**
 * The fields on which the listed entries of one server disagree, with who says what. An entry that says nothing does not
 * disagree, and spelling, letter case and order make no difference. Sorted, so that the order of the entries does not matter.
 */
export function entryConflicts(entries: readonly ListedEntry[]): EntryConflict[] {
  const listed = entries
    .filter((entry) => entry.listed)
    .toSorted((a, b) => (`${a.registry}\n${a.nativeId}` < `${b.registry}\n${b.nativeId}` ? -1 : 1));
  return FIELDS.flatMap(({ field, key, shown }) => {
    const saying = Map.groupBy(listed, key);
    saying.delete(undefined);
    if (saying.size < 2) return [];
    const values = [...saying.values()].slice(0, MOST_VALUES).map((agreeing) => ({
      value: (shown(agreeing[0]!) ?? '').slice(0, LONGEST).toWellFormed(),
      entries: agreeing.slice(0, MOST_ENTRIES).map(({ registry, nativeId }) => ({ registry, nativeId })),
    }));
    return [{ field, values }];
  });
}
