import { canonicalJson } from '../definition-hash.ts';
import type { DeclaredTools } from '../model/declared-tools.ts';
import type { RegistryEntry } from '../model/registry-entry.ts';
import type { Sqlite } from './database.ts';

/** What an entry says beside the record of its server. */
export type EntryDetail = Pick<RegistryEntry, 'listing' | 'claimedName' | 'declaredTools' | 'stars' | 'licence'>;

/** The details of one entry of a server, with where they come from. */
export interface StoredDetail extends EntryDetail {
  registry: string;
  nativeId: string;
  /** When the registry last said so. */
  seenAt: string;
}

/** Definitions of one server above this are no listing; real ones stay below 300 kB. */
const MAX_DECLARED_CHARACTERS = 4_000_000;

export interface EntryDetailTable {
  /**
   * Keeps the details of an entry as they are now, and writes only what is new.
   *
   * @returns why the declared tools were not kept, if they were not
   */
  put(registry: string, nativeId: string, detail: EntryDetail): string | undefined;
  /** Of all entries of a server that are listed and not taken down, in the order of registry and key. */
  of(serverId: number): StoredDetail[];
}

interface DetailRow {
  registry: string;
  nativeId: string;
  listing: string | null;
  claimedName: string | null;
  declaredTools: string | null;
  stars: number | null;
  licence: string | null;
}

interface ShownRow extends DetailRow {
  seenAt: string;
}

/** What entries say beside the record: where they are listed, which name they claim, which tools they declare. */
export function entryDetails(db: Sqlite): EntryDetailTable {
  const find = db.prepare<[string, string], Omit<DetailRow, 'registry' | 'nativeId'>>(
    `SELECT listing, claimed_name claimedName, declared_tools declaredTools, stars, licence FROM entry_detail
     WHERE registry = ? AND native_id = ?`,
  );
  const put = db.prepare<DetailRow>(
    `INSERT INTO entry_detail (registry, native_id, listing, claimed_name, declared_tools, stars, licence)
     VALUES (@registry, @nativeId, @listing, @claimedName, @declaredTools, @stars, @licence)
     ON CONFLICT (registry, native_id) DO UPDATE SET listing = excluded.listing, claimed_name = excluded.claimed_name,
       declared_tools = excluded.declared_tools, stars = excluded.stars, licence = excluded.licence`,
  );
  const drop = db.prepare<[string, string]>(`DELETE FROM entry_detail WHERE registry = ? AND native_id = ?`);
  const of = db.prepare<[number], ShownRow>(
    `SELECT entry.registry, entry.native_id nativeId, listing, claimed_name claimedName, declared_tools declaredTools,
       stars, licence, seen_at seenAt
     FROM entry JOIN entry_detail USING (registry, native_id)
     WHERE entry.server_id = ? AND withdrawn = 0 AND status <> 'deleted' ORDER BY entry.registry, entry.native_id`,
  );
  return {
    put(registry, nativeId, { listing = null, claimedName = null, declaredTools, stars = null, licence = null }) {
      const text = declaredTools === undefined ? null : canonicalJson(declaredTools);
      const tooLong = text !== null && text.length > MAX_DECLARED_CHARACTERS;
      const now = { listing, claimedName, declaredTools: tooLong ? null : text, stars, licence };
      const before = find.get(registry, nativeId);
      const empty = Object.values(now).every((value) => value === null);
      if (empty && before !== undefined) drop.run(registry, nativeId);
      if (!empty && !equal(now, before)) put.run({ registry, nativeId, ...now });
      return tooLong ? `its declared tools are longer than ${MAX_DECLARED_CHARACTERS} characters` : undefined;
    },
    of: (serverId) => of.all(serverId).map(fromRow),
  };
}

type Columns = Omit<DetailRow, 'registry' | 'nativeId'>;

const equal = (a: Columns, b: Columns | undefined) =>
  (Object.keys(a) as (keyof Columns)[]).every((column) => a[column] === b?.[column]);

const fromRow = ({ registry, nativeId, seenAt, ...row }: ShownRow): StoredDetail => ({
  registry,
  nativeId,
  seenAt,
  listing: row.listing ?? undefined,
  claimedName: row.claimedName ?? undefined,
  declaredTools: row.declaredTools === null ? undefined : (JSON.parse(row.declaredTools) as DeclaredTools),
  stars: row.stars ?? undefined,
  licence: row.licence ?? undefined,
});
