import type { EntryStatus, RegistryEntry } from '../model/registry-entry.ts';
import { canonicalJson, sha256 } from '../definition-hash.ts';
import type { Sqlite } from './database.ts';

/** How far the listing of one registry has come. */
export interface RegistryState {
  id: string;
  base: string;
  /** Where an unfinished pass goes on; null between passes. */
  cursor: string | null;
  passStartedAt: string | null;
  passSince: string | null;
  /** The largest `updatedAt` of all finished passes, for the next incremental one. */
  updatedSince: string | null;
  completedAt: string | null;
}

export interface StoredEntry {
  registry: string;
  nativeId: string;
  status: EntryStatus;
  statusMessage: string | null;
  updatedAt: string | null;
  seenAt: string;
}

export interface RegistryTable {
  /** The state of a registry, created when it is new; another base starts over. */
  open(id: string, base: string): RegistryState;
  beginPass(id: string, since: string | null, at: string): void;
  saveCursor(id: string, cursor: string): void;
  /** Ends a pass and keeps the largest `updatedAt` seen so far. */
  completePass(id: string, at: string): void;
  /** Inserts or updates an entry. `changed` tells whether record or status differ from what was stored. */
  putEntry(registry: string, entry: RegistryEntry, serverId: number, at: string): { changed: boolean };
  /** The server that an entry was assigned to before, if any. */
  serverOf(registry: string, nativeId: string): number | undefined;
  /** Marks entries of a full listing that were not seen since `passStartedAt` as deleted; returns their server ids. */
  withdrawUnseen(registry: string, passStartedAt: string): number[];
  refuse(registry: string, label: string, reason: string, at: string): void;
  refusals(registry?: string): { registry: string; label: string; reason: string }[];
  entriesOf(serverId: number): StoredEntry[];
  /** The entries of a server with their records, for merging; the one of `except` (registry, native id) left out. */
  recordsOf(serverId: number, except?: { registry: string; nativeId: string }): RegistryEntry[];
}

/** Registries, their entries as they say them, and the records that were refused. */
export function registries(db: Sqlite): RegistryTable {
  const find = db.prepare<[string], RegistryState>(
    `SELECT id, base, cursor, pass_started_at passStartedAt, pass_since passSince, updated_since updatedSince,
            completed_at completedAt FROM registry WHERE id = ?`,
  );
  const reset = db.prepare<[string, string]>(
    `INSERT INTO registry (id, base) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET base = excluded.base,
       cursor = NULL, pass_started_at = NULL, pass_since = NULL, updated_since = NULL, completed_at = NULL`,
  );
  const known = db.prepare<
    [string, string],
    { hash: string; status: string; message: string | null; serverId: number }
  >(
    `SELECT record_hash hash, status, status_message message, server_id serverId FROM entry WHERE registry = ? AND native_id = ?`,
  );
  const upsert = db.prepare(
    `INSERT INTO entry (registry, native_id, server_id, status, status_message, updated_at, record, record_hash, first_seen_at, seen_at)
     VALUES (@registry, @nativeId, @serverId, @status, @message, @updatedAt, @record, @hash, @at, @at)
     ON CONFLICT (registry, native_id) DO UPDATE SET server_id = excluded.server_id, status = excluded.status,
       status_message = excluded.status_message, updated_at = excluded.updated_at, record = excluded.record,
       record_hash = excluded.record_hash, seen_at = excluded.seen_at`,
  );
  return {
    open(id, base) {
      const state = find.get(id);
      if (state?.base === base) return state;
      reset.run(id, base);
      return find.get(id)!;
    },
    beginPass(id, since, at) {
      db.prepare(`UPDATE registry SET cursor = NULL, pass_since = ?, pass_started_at = ? WHERE id = ?`).run(
        since,
        at,
        id,
      );
    },
    saveCursor(id, cursor) {
      db.prepare(`UPDATE registry SET cursor = ? WHERE id = ?`).run(cursor, id);
    },
    completePass(id, at) {
      db.prepare(
        `UPDATE registry SET cursor = NULL, pass_started_at = NULL, pass_since = NULL, completed_at = ?,
           updated_since = (SELECT max(updated_at) FROM entry WHERE registry = ?) WHERE id = ?`,
      ).run(at, id, id);
    },
    putEntry(registry, entry, serverId, at) {
      const record = canonicalJson(entry.server);
      const hash = sha256(record);
      const before = known.get(registry, entry.nativeId);
      const message = entry.statusMessage ?? null;
      upsert.run({
        registry,
        nativeId: entry.nativeId,
        serverId,
        status: entry.status,
        message,
        updatedAt: entry.updatedAt ?? null,
        record,
        hash,
        at,
      });
      return { changed: before?.hash !== hash || before.status !== entry.status || before.message !== message };
    },
    serverOf: (registry, nativeId) => known.get(registry, nativeId)?.serverId,
    withdrawUnseen(registry, passStartedAt) {
      const gone = db.prepare<[string, string], { serverId: number }>(
        `UPDATE entry SET status = 'deleted', status_message = 'no longer listed'
         WHERE registry = ? AND seen_at < ? AND status <> 'deleted' RETURNING server_id serverId`,
      );
      return gone.all(registry, passStartedAt).map((row) => row.serverId);
    },
    refuse(registry, label, reason, at) {
      db.prepare(
        `INSERT INTO refused_entry (registry, label, reason, seen_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (registry, label) DO UPDATE SET reason = excluded.reason, seen_at = excluded.seen_at`,
      ).run(registry, label, reason, at);
    },
    refusals: (registry) =>
      db
        .prepare<[string | null], { registry: string; label: string; reason: string }>(
          `SELECT registry, label, reason FROM refused_entry WHERE ?1 IS NULL OR registry = ?1 ORDER BY registry, label`,
        )
        .all(registry ?? null),
    entriesOf: (serverId) =>
      db
        .prepare<[number], StoredEntry>(
          `SELECT registry, native_id nativeId, status, status_message statusMessage, updated_at updatedAt, seen_at seenAt
           FROM entry WHERE server_id = ? ORDER BY registry, native_id`,
        )
        .all(serverId),
    recordsOf: (serverId, except) =>
      db
        .prepare<[number], Omit<RegistryEntry, 'server'> & { registry: string; record: string }>(
          `SELECT registry, native_id nativeId, status, status_message statusMessage, updated_at updatedAt, record FROM entry
           WHERE server_id = ? ORDER BY registry, native_id`,
        )
        .all(serverId)
        .filter((row) => row.registry !== except?.registry || row.nativeId !== except.nativeId)
        .map(({ registry: _, record, ...row }) => ({
          ...row,
          statusMessage: row.statusMessage ?? undefined,
          updatedAt: row.updatedAt ?? undefined,
          server: JSON.parse(record) as RegistryEntry['server'],
        })),
  };
}
