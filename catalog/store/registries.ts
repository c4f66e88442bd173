import { canonicalJson, sha256 } from '../definition-hash.ts';
import type { ClaimKind } from '../model/entry-claim.ts';
import type { EntryStatus, RegistryEntry, Visibility } from '../model/registry-entry.ts';
import { changedMark } from './changed-mark.ts';
import type { Sqlite } from './database.ts';

/** How far the listing of one registry has come. */
export interface RegistryState {
  id: string;
  base: string;
  /** Where an unfinished pass goes on; null between passes. */
  cursor: string | null;
  passStartedAt: string | null;
  passSince: string | null;
  /** What the finished passes have seen for certain: the next incremental pass asks from here. */
  updatedSince: string | null;
  completedAt: string | null;
  /** When the last full pass ended without so many of the entries that they were kept; null when none waits. */
  doubtedAt: string | null;
  /** How many were kept, and how many were listed before that pass. */
  keptEntries: number | null;
  knownEntries: number | null;
}

/** What a completed full pass came without. */
export interface MissingEntries {
  /** Entries that were listed when the pass began, or that it has met. */
  known: number;
  /** Those that it did not meet, and that the doubted pass before it did not meet either. */
  again: number;
  /** Those that it did not meet and that nothing speaks against so far. */
  newly: number;
}

/** What a registry says of a server, as a reader is shown it. */
export interface StoredEntry {
  registry: string;
  nativeId: string;
  /** `deleted` also when the registry no longer lists it. */
  status: EntryStatus;
  statusMessage: string | null;
  updatedAt: string | null;
  seenAt: string;
  /** `owner`: something that it says of the server is proven; `claimant`: it only names something of it. */
  standing: 'owner' | 'claimant';
  /** What brought it together with other entries; null when it did not need anything. */
  joinedBy: ClaimKind | null;
}

/** An entry with where it stands, for merging. */
export interface ListedEntry extends RegistryEntry {
  registry: string;
  /** False when the registry's last full listing came without it. */
  listed: boolean;
  standing: 'owner' | 'claimant';
}

/** What is stored of an entry, to compare it with what a registry says now. */
export interface KnownEntry {
  hash: string;
  updatedAt: string | null;
  listed: boolean;
  /** Whether the present pass has met it before. */
  inThisPass: boolean;
}

/** A record, or a part of one (a package, a remote), that could not be read, and why. */
export interface RefusedEntry {
  /** Its name, or where it stands in the listing; the same in every pass. */
  label: string;
  reason: string;
  /** The registry's own key of the record, when that much could be read. */
  nativeId?: string | undefined;
}

export interface RegistryTable {
  /** Every registry that was ever listed, by id. */
  all(): RegistryState[];
  /** The state of a registry, created when it is new; another base starts its listing over. */
  open(id: string, base: string): RegistryState;
  /** Begins a pass, which forgets one that was not finished. */
  beginPass(id: string, since: string | null, at: string): void;
  saveCursor(id: string, cursor: string): void;
  /** Counts that an unfinished pass could not be gone on with; returns how often in a row that was. */
  countFailedResume(id: string): number;
  /** Whether the present pass has met any entry, or there is none that it could lose. */
  hasSeenAny(id: string): boolean;
  /** What the present pass did not meet. */
  missing(id: string): MissingEntries;
  /** Marks entries that the present pass did not meet as withdrawn, all or those missing again; returns how many. */
  withdrawUnseen(id: string, which: 'all' | 'again'): number;
  /** Keeps what the present pass did not meet until another one agrees. */
  doubt(id: string, missing: { known: number; kept: number }, at: string): void;
  /** Withdraws what the doubted pass did not meet, on the operator's word; returns how many. */
  acceptDoubted(id: string): number;
  /** Nothing is in doubt any more. */
  settle(id: string): void;
  /** Drops the refusals that a full pass did not repeat. */
  dropOldRefusals(id: string): void;
  /** Ends a pass: the next incremental one asks from its largest `updatedAt`, at the latest from its beginning. */
  completePass(id: string, at: string): void;

  find(registry: string, nativeId: string): KnownEntry | undefined;
  /** The hash by which {@link find} tells whether an entry changed. */
  hashOf(entry: RegistryEntry): string;
  /** Notes that the present pass met an entry, without looking at what it says. */
  touch(registry: string, nativeId: string, at: string): void;
  /** Inserts or updates an entry; which server it belongs to is decided later, unless it is known for certain. */
  putEntry(registry: string, entry: RegistryEntry, serverId: number | undefined, at: string): void;
  /** Keys of the entries of a registry that are listed and not taken down, sorted. */
  listedIds(registry: string): string[];
  /** What readers are shown of a server's entries, in the order of registry and key. */
  entriesOf(serverId: number): StoredEntry[];
  /** The same entries with their records. */
  recordsOf(serverId: number): ListedEntry[];
  /** An entry with its record, for merging. */
  record(entryId: number): ListedEntry | undefined;

  refuse(registry: string, refused: RefusedEntry, at: string): void;
  /** Drops the refusals of a record that earlier passes made. */
  accept(registry: string, nativeId: string): void;
  /** Keys of the records that a registry's present pass has refused, or that an earlier one did and this one has not met. */
  refusedIds(registry: string, when: 'this-pass' | 'earlier'): string[];
  refusals(registry?: string): { registry: string; label: string; reason: string }[];
}

interface RecordRow extends Omit<ListedEntry, 'server' | 'listed' | 'statusMessage' | 'updatedAt'> {
  statusMessage: string | null;
  updatedAt: string | null;
  record: string;
  listed: number;
}

const fromRow = ({ record, listed, statusMessage, updatedAt, ...row }: RecordRow): ListedEntry => ({
  ...row,
  statusMessage: statusMessage ?? undefined,
  updatedAt: updatedAt ?? undefined,
  listed: listed === 1,
  server: JSON.parse(record) as RegistryEntry['server'],
});

const isPrivate = (visibility: Visibility | undefined) => visibility === 'private';

/** Which entries are the same server has to be decided again. */
const STALE = `UPDATE identity_state SET stale = 1 WHERE stale = 0`;

/** Number of a registry's present pass. */
const PASS = `(SELECT pass FROM registry WHERE id = @registry)`;

/** Number of the pass whose withdrawals wait; entries that it did not meet have a smaller one, and no entry is below 0. */
const DOUBTED = `(SELECT coalesce(doubted_pass, 0) FROM registry WHERE id = @registry)`;

const SETTLED = `doubted_pass = NULL, doubted_at = NULL, kept_entries = NULL, known_entries = NULL`;

/** Registries, their entries as they say them, and the records that were refused. */
export function registries(db: Sqlite): RegistryTable {
  return { ...passes(db), ...entries(db), ...refusals(db) };
}

function passes(db: Sqlite) {
  const columns = `id, base, cursor, pass_started_at passStartedAt, pass_since passSince, updated_since updatedSince,
    completed_at completedAt, doubted_at doubtedAt, kept_entries keptEntries, known_entries knownEntries`;
  const find = db.prepare<[string], RegistryState>(`SELECT ${columns} FROM registry WHERE id = ?`);
  const all = db.prepare<[], RegistryState>(`SELECT ${columns} FROM registry ORDER BY id`);
  const reset = db.prepare<[string, string]>(
    `INSERT INTO registry (id, base) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET base = excluded.base,
       cursor = NULL, pass_started_at = NULL, pass_since = NULL, updated_since = NULL, completed_at = NULL, ${SETTLED}`,
  );
  const begin = db.prepare<[string | null, string, string]>(
    `UPDATE registry SET pass = pass + 1, cursor = NULL, failed_resumes = 0, pass_since = ?, pass_started_at = ? WHERE id = ?`,
  );
  const saveCursor = db.prepare<[string, string]>(`UPDATE registry SET cursor = ?, failed_resumes = 0 WHERE id = ?`);
  const failed = db
    .prepare<[string], number>(
      `UPDATE registry SET failed_resumes = failed_resumes + 1 WHERE id = ? RETURNING failed_resumes`,
    )
    .pluck();
  const lost = db.prepare<{ registry: string }, { seen: number; known: number }>(
    `SELECT EXISTS (SELECT 1 FROM entry WHERE registry = @registry AND pass = ${PASS}) seen,
       EXISTS (SELECT 1 FROM entry WHERE registry = @registry AND withdrawn = 0) known`,
  );
  const missing = db.prepare<{ registry: string }, MissingEntries>(
    `SELECT count(*) known, count(*) FILTER (WHERE pass < ${PASS} AND pass < ${DOUBTED}) again,
       count(*) FILTER (WHERE pass < ${PASS} AND pass >= ${DOUBTED}) newly
     FROM entry WHERE registry = @registry AND withdrawn = 0`,
  );
  const withdraw = db.prepare<{ registry: string; which: string }>(
    `UPDATE entry SET withdrawn = 1 WHERE registry = @registry AND withdrawn = 0 AND pass < ${PASS}
       AND (@which = 'all' OR pass < ${DOUBTED})`,
  );
  const withdrawDoubted = db.prepare<{ registry: string }>(
    `UPDATE entry SET withdrawn = 1 WHERE registry = @registry AND withdrawn = 0 AND pass < ${DOUBTED}`,
  );
  const doubt = db.prepare<{ registry: string; known: number; kept: number; at: string }>(
    `UPDATE registry SET doubted_pass = pass, doubted_at = @at, kept_entries = @kept, known_entries = @known
     WHERE id = @registry`,
  );
  const settle = db.prepare<[string]>(`UPDATE registry SET ${SETTLED} WHERE id = ? AND doubted_pass IS NOT NULL`);
  const stale = db.prepare(STALE);
  const dropOld = db.prepare<{ registry: string }>(
    `DELETE FROM refused_entry WHERE registry = @registry AND pass < ${PASS}`,
  );
  const complete = db.prepare<{ registry: string; at: string }>(
    // Not later than the beginning of the pass: an entry that changed on a page already read would be missed for ever, and
    // so would everything after one date in the future.
    `UPDATE registry SET cursor = NULL, failed_resumes = 0, pass_since = NULL, completed_at = @at, pass_started_at = NULL,
       updated_since = nullif(max(coalesce(updated_since, ''), min(pass_started_at, coalesce(
         (SELECT max(updated_at) FROM entry WHERE entry.registry = @registry AND entry.pass = registry.pass), ''))), '')
     WHERE id = @registry`,
  );
  return {
    all: () => all.all(),
    open(id: string, base: string) {
      const state = find.get(id);
      if (state?.base === base) return state;
      reset.run(id, base);
      return find.get(id)!;
    },
    beginPass: (id: string, since: string | null, at: string) => void begin.run(since, at, id),
    saveCursor: (id: string, cursor: string) => void saveCursor.run(cursor, id),
    countFailedResume: (id: string) => failed.get(id) ?? 0,
    hasSeenAny(id: string) {
      const { seen, known } = lost.get({ registry: id })!;
      return seen === 1 || known === 0;
    },
    missing: (id: string) => missing.get({ registry: id })!,
    withdrawUnseen(id: string, which: 'all' | 'again') {
      const { changes } = withdraw.run({ registry: id, which });
      if (changes > 0) stale.run();
      return changes;
    },
    doubt: (id: string, counts: { known: number; kept: number }, at: string) =>
      void doubt.run({ registry: id, ...counts, at }),
    acceptDoubted: db.transaction((id: string) => {
      const { changes } = withdrawDoubted.run({ registry: id });
      if (changes > 0) stale.run();
      settle.run(id);
      return changes;
    }),
    settle: (id: string) => void settle.run(id),
    dropOldRefusals: (id: string) => void dropOld.run({ registry: id }),
    completePass: (id: string, at: string) => void complete.run({ registry: id, at }),
  };
}

function entries(db: Sqlite) {
  const find = db.prepare<
    { registry: string; nativeId: string },
    Omit<KnownEntry, 'listed' | 'inThisPass'> & { listed: number; inThisPass: number }
  >(
    `SELECT entry_hash hash, updated_at updatedAt, withdrawn = 0 listed, pass = ${PASS} inThisPass
     FROM entry WHERE registry = @registry AND native_id = @nativeId`,
  );
  const touch = db.prepare<{ registry: string; nativeId: string; at: string }>(
    `UPDATE entry SET seen_at = @at, pass = ${PASS} WHERE registry = @registry AND native_id = @nativeId`,
  );
  const upsert = db.prepare(
    `INSERT INTO entry (registry, native_id, server_id, home_id, status, status_message, updated_at, record, entry_hash,
       visibility, first_seen_at, seen_at, pass)
     VALUES (@registry, @nativeId, @serverId, @serverId, @status, @message, @updatedAt, @record, @hash, @visibility, @at, @at,
       ${PASS})
     ON CONFLICT (registry, native_id) DO UPDATE SET visibility = excluded.visibility,
       server_id = coalesce(excluded.server_id, iif(visibility = excluded.visibility, server_id, NULL)),
       home_id = coalesce(iif(visibility = excluded.visibility, home_id, NULL), excluded.home_id), status = excluded.status,
       status_message = excluded.status_message, updated_at = excluded.updated_at, record = excluded.record,
       entry_hash = excluded.entry_hash, seen_at = excluded.seen_at, pass = excluded.pass, withdrawn = 0`,
  );
  const leaveServer = changedMark(db);
  const shown = db.prepare<[number], StoredEntry>(
    `SELECT registry, native_id nativeId, iif(withdrawn, 'deleted', status) status,
       iif(withdrawn AND status <> 'deleted', 'no longer listed', status_message) statusMessage, updated_at updatedAt, seen_at seenAt,
       standing, joined_by joinedBy
     FROM entry WHERE server_id = ? ORDER BY registry, native_id`,
  );
  const listed = db.prepare<[string], { id: string }>(
    `SELECT native_id id FROM entry WHERE registry = ? AND withdrawn = 0 AND status <> 'deleted' ORDER BY native_id`,
  );
  const recordColumns = `registry, native_id nativeId, status, status_message statusMessage, updated_at updatedAt, record,
    withdrawn = 0 listed, standing, visibility`;
  const recordOf = db.prepare<[number], RecordRow>(`SELECT ${recordColumns} FROM entry WHERE id = ?`);
  const records = db.prepare<[number], RecordRow>(
    `SELECT ${recordColumns} FROM entry WHERE server_id = ? ORDER BY registry, native_id`,
  );
  const stale = db.prepare(STALE);
  const hashOf = ({ server, status, statusMessage, updatedAt, visibility }: RegistryEntry) =>
    sha256(canonicalJson({ server, status, statusMessage, updatedAt, ...(isPrivate(visibility) && { visibility }) }));
  return {
    find(registry: string, nativeId: string): KnownEntry | undefined {
      const row = find.get({ registry, nativeId });
      return row && { ...row, listed: row.listed === 1, inThisPass: row.inThisPass === 1 };
    },
    hashOf,
    touch: (registry: string, nativeId: string, at: string) => void touch.run({ registry, nativeId, at }),
    putEntry(registry: string, entry: RegistryEntry, serverId: number | undefined, at: string) {
      const { nativeId, status, statusMessage: message = null, updatedAt = null } = entry;
      const record = canonicalJson(entry.server);
      const hash = hashOf(entry);
      const { visibility = 'public' } = entry;
      leaveServer({ registry, nativeId, visibility, at });
      const row = { status, message, updatedAt, record, hash, visibility };
      upsert.run({ registry, nativeId, serverId: serverId ?? null, ...row, at });
      stale.run();
    },
    listedIds: (registry: string) => listed.all(registry).map(({ id }) => id),
    entriesOf: (serverId: number) => shown.all(serverId),
    recordsOf: (serverId: number) => records.all(serverId).map(fromRow),
    record(entryId: number) {
      const row = recordOf.get(entryId);
      return row && fromRow(row);
    },
  };
}

function refusals(db: Sqlite) {
  const refuse = db.prepare(
    `INSERT INTO refused_entry (registry, label, native_id, reason, seen_at, pass)
     VALUES (@registry, @label, @nativeId, @reason, @at, ${PASS})
     ON CONFLICT (registry, label) DO UPDATE SET native_id = excluded.native_id, reason = excluded.reason,
       seen_at = excluded.seen_at, pass = excluded.pass`,
  );
  const accept = db.prepare<{ registry: string; nativeId: string }>(
    `DELETE FROM refused_entry WHERE registry = @registry AND native_id = @nativeId AND pass < ${PASS}`,
  );
  const refusedIds = db
    .prepare<{ registry: string; here: number }, string>(
      `SELECT DISTINCT native_id FROM refused_entry
       WHERE registry = @registry AND native_id IS NOT NULL AND (pass = ${PASS}) = @here`,
    )
    .pluck();
  const list = db.prepare<{ registry: string | null }, { registry: string; label: string; reason: string }>(
    `SELECT registry, label, reason FROM refused_entry WHERE @registry IS NULL OR registry = @registry
     ORDER BY registry, label`,
  );
  return {
    refuse: (registry: string, { label, reason, nativeId }: RefusedEntry, at: string) =>
      void refuse.run({ registry, label, reason, nativeId: nativeId ?? null, at }),
    accept: (registry: string, nativeId: string) => void accept.run({ registry, nativeId }),
    refusedIds: (registry: string, when: 'this-pass' | 'earlier') =>
      refusedIds.all({ registry, here: Number(when === 'this-pass') }),
    refusals: (registry?: string) => list.all({ registry: registry ?? null }),
  };
}
