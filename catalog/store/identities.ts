import type { ClaimKind, EntryClaim } from '../model/entry-claim.ts';
import type { Visibility } from '../model/registry-entry.ts';
import type { EntryConflict } from '../model/entry-conflict.ts';
import { IdentityReport } from '../model/identity-report.ts';
import type { Sqlite } from './database.ts';

/** An entry as the resolution sees it: what it claims, and where it stands now. */
export interface IdentifiedEntry {
  id: number;
  registry: string;
  /** Whether its registry lists it, or has taken it down; false when it is only missing. */
  live: boolean;
  claims: EntryClaim[];
}

/** Where an entry stands. */
export interface EntryPlace {
  /** Null until it has been identified. */
  serverId: number | null;
  homeId: number | null;
  standing: 'owner' | 'claimant';
  joinedBy: ClaimKind | null;
}

/** An entry with what is stored of its place. */
export interface PlacedEntry extends IdentifiedEntry, EntryPlace {
  /** Private entries are servers of their own. */
  visibility: Visibility;
  nativeId: string;
  /** Changes with the entry, and when it is listed again or not any more. */
  hash: string;
}

/** What the resolution of a server's entries adds to it. */
export interface ServerIdentity {
  membersHash: string;
  nameProven: boolean;
  conflicts: EntryConflict[];
  visibility: Visibility;
}

/** A package's own word about the server that it belongs to, as a launch found it. */
export interface PackageStatement {
  /** Key as in claims: `package:npm:@acme/notes`. */
  package: string;
  /** Names of servers; empty when it states none. */
  mcpNames: readonly string[];
  version: string;
  checkedAt: string;
}

export interface IdentityTable {
  /** The rules that the present servers were made by, and whether entries changed since. */
  state(): { version: string; stale: boolean; report: IdentityReport };
  /** Says that the servers fit the entries. */
  finish(version: string, report: IdentityReport): void;
  /** Entries whose claims were not made by these rules from what the entry says now; at most `limit`. */
  unread(version: string, limit: number): { id: number; of: string }[];
  putClaims(entryId: number, of: string, claims: readonly EntryClaim[]): void;
  /** Every entry, in the order of their numbers. */
  entries(): PlacedEntry[];
  /** Keys of packages and remotes that public entries of other registries name now. */
  claimedElsewhere(registry: string): Set<string>;
  place(entryId: number, place: EntryPlace): void;
  identityOf(serverId: number): ServerIdentity & { copies: number };
  setIdentity(serverId: number, identity: ServerIdentity): void;
  /** Servers that are part of another one now, and of which. */
  merged(): Map<number, number>;
  /** Makes the addresses of a server lead to another one, or to itself again. */
  setMerged(serverId: number, into: number | null): void;
  /** Counts for each server how many others have the same description. */
  countCopies(): void;
  /** Servers whose description others have as well. */
  copied(): number;
  /** Stores what a package says of itself; entries that name it are judged again when that is news. */
  putStatement(statement: PackageStatement): void;
  /** The newest statement about a package. */
  statementOf(packageKey: string): PackageStatement | undefined;
  /** Every name that each package has ever stated, lower case. */
  statedNames(): Map<string, Set<string>>;
}

/** A description with fewer characters than this is no copy of another one. */
const SHORTEST_COPY = 20;

const sameText = (text: string) => text.trim().replace(/\s+/g, ' ').toLowerCase();

/** Which entries are which server. */
export function identities(db: Sqlite): IdentityTable {
  return { ...resolution(db), ...statements(db) };
}

function resolution(db: Sqlite) {
  const state = db.prepare<[], { version: string; stale: number; report: string }>(
    `SELECT version, stale, report FROM identity_state`,
  );
  const finish = db.prepare<[string, string]>(`UPDATE identity_state SET version = ?, stale = 0, report = ?`);
  const unread = db.prepare<{ version: string; limit: number }, { id: number; of: string }>(
    `SELECT id, entry_hash || ' ' || @version "of" FROM entry
     WHERE claims_of IS NOT entry_hash || ' ' || @version ORDER BY id LIMIT @limit`,
  );
  const clearClaims = db.prepare<[number]>(`DELETE FROM entry_claim WHERE entry_id = ?`);
  const addClaim = db.prepare<[number, number, string, string]>(
    `INSERT INTO entry_claim (entry_id, position, key, proof) VALUES (?, ?, ?, ?)`,
  );
  const setClaimsOf = db.prepare<[string, number]>(`UPDATE entry SET claims_of = ? WHERE id = ?`);
  const entries = db.prepare<[], Omit<PlacedEntry, 'claims' | 'live'> & { live: number }>(
    `SELECT id, registry, native_id nativeId, withdrawn = 0 OR status = 'deleted' live, server_id serverId, home_id homeId,
       visibility, standing, joined_by joinedBy, entry_hash || withdrawn hash
     FROM entry ORDER BY id`,
  );
  const claims = db.prepare<[], EntryClaim & { entryId: number }>(
    `SELECT entry_id entryId, key, proof FROM entry_claim ORDER BY entry_id, position`,
  );
  const elsewhere = db.prepare<[string], { key: string }>(
    `SELECT DISTINCT key FROM entry JOIN entry_claim ON entry_claim.entry_id = entry.id
     WHERE registry <> ? AND withdrawn = 0 AND status <> 'deleted' AND visibility = 'public'
       AND (key LIKE 'package:%' OR key LIKE 'remote:%')`,
  );
  const place = db.prepare(
    `UPDATE entry SET server_id = @serverId, home_id = @homeId, standing = @standing, joined_by = @joinedBy WHERE id = @id`,
  );
  const identityOf = db.prepare<
    [number],
    { membersHash: string | null; nameProven: number; conflicts: string; visibility: Visibility; copies: number }
  >(`SELECT members_hash membersHash, name_proven nameProven, conflicts, visibility, copies FROM server WHERE id = ?`);
  const setIdentity = db.prepare<[string, number, string, Visibility, number]>(
    `UPDATE server SET members_hash = ?, name_proven = ?, conflicts = ?, visibility = ? WHERE id = ?`,
  );
  const merged = db.prepare<[], { id: number; into: number }>(
    `SELECT id, merged_into "into" FROM server WHERE merged_into IS NOT NULL`,
  );
  const setMerged = db.prepare<[number | null, number]>(`UPDATE server SET merged_into = ? WHERE id = ?`);
  const described = db.prepare<[], { id: number; description: string; copies: number }>(
    `SELECT id, description, copies FROM server WHERE status <> 'deleted' AND visibility = 'public' AND description <> ''`,
  );
  const setCopies = db.prepare<[number, number]>(`UPDATE server SET copies = ? WHERE id = ?`);
  const copied = db.prepare<[], { n: number }>(
    `SELECT count(*) n FROM server WHERE status <> 'deleted' AND copies > 0`,
  );
  return {
    state() {
      const { version, stale, report } = state.get()!;
      return { version, stale: stale === 1, report: IdentityReport.parse(JSON.parse(report)) };
    },
    finish: (version: string, report: IdentityReport) => void finish.run(version, JSON.stringify(report)),
    unread: (version: string, limit: number) => unread.all({ version, limit }),
    putClaims(entryId: number, of: string, list: readonly EntryClaim[]) {
      clearClaims.run(entryId);
      list.forEach(({ key, proof }, i) => addClaim.run(entryId, i, key, proof));
      setClaimsOf.run(of, entryId);
    },
    entries() {
      const list: PlacedEntry[] = entries.all().map((row) => ({ ...row, live: row.live === 1, claims: [] }));
      const byId = new Map(list.map((entry) => [entry.id, entry]));
      for (const { entryId, key, proof } of claims.iterate()) byId.get(entryId)?.claims.push({ key, proof });
      return list;
    },
    claimedElsewhere: (registry: string) => new Set(elsewhere.all(registry).map(({ key }) => key)),
    place: (id: number, to: EntryPlace) => void place.run({ id, ...to }),
    identityOf(serverId: number) {
      const row = identityOf.get(serverId);
      return {
        membersHash: row?.membersHash ?? '',
        nameProven: row?.nameProven === 1,
        conflicts: JSON.parse(row?.conflicts ?? '[]') as EntryConflict[],
        visibility: row?.visibility ?? 'public',
        copies: row?.copies ?? 0,
      };
    },
    setIdentity: (serverId: number, identity: ServerIdentity) => {
      const { membersHash, nameProven, conflicts, visibility } = identity;
      setIdentity.run(membersHash, Number(nameProven), JSON.stringify(conflicts), visibility, serverId);
    },
    merged: () => new Map(merged.all().map(({ id, into }) => [id, into])),
    setMerged: (serverId: number, into: number | null) => void setMerged.run(into, serverId),
    countCopies() {
      const same = Map.groupBy(described.all(), ({ description }) => sameText(description));
      for (const [text, servers] of same) {
        // A few words say the same by chance.
        const copies = text.length < SHORTEST_COPY ? 0 : servers.length - 1;
        for (const server of servers) if (server.copies !== copies) setCopies.run(copies, server.id);
      }
    },
    copied: () => copied.get()!.n,
  };
}

function statements(db: Sqlite) {
  const known = db.prepare<[string], { name: string }>(`SELECT mcp_name name FROM package_statement WHERE package = ?`);
  const upsert = db.prepare(
    `INSERT INTO package_statement (package, mcp_name, version, checked_at) VALUES (@package, @name, @version, @checkedAt)
     ON CONFLICT (package, mcp_name) DO UPDATE SET version = excluded.version, checked_at = excluded.checked_at`,
  );
  const judgeAgain = db.prepare<[string]>(
    `UPDATE entry SET claims_of = NULL WHERE id IN (SELECT entry_id FROM entry_claim WHERE key = ?)`,
  );
  const stale = db.prepare(`UPDATE identity_state SET stale = 1`);
  const newest = db.prepare<{ key: string }, { name: string; version: string; checkedAt: string }>(
    `SELECT mcp_name name, version, checked_at checkedAt FROM package_statement
     WHERE package = @key AND checked_at = (SELECT max(checked_at) FROM package_statement WHERE package = @key)
     ORDER BY mcp_name`,
  );
  const stated = db.prepare<[], { package: string; name: string }>(
    `SELECT package, lower(mcp_name) name FROM package_statement WHERE mcp_name <> ''`,
  );
  const put = ({ package: key, mcpNames, version, checkedAt }: PackageStatement) => {
    const before = new Set(known.all(key).map(({ name }) => name));
    const names = mcpNames.length === 0 ? [''] : mcpNames;
    for (const name of names) upsert.run({ package: key, name, version, checkedAt });
    if (names.every((name) => name === '' || before.has(name))) return;
    judgeAgain.run(key);
    stale.run();
  };
  return {
    putStatement: db.transaction(put),
    statementOf(packageKey: string): PackageStatement | undefined {
      const rows = newest.all({ key: packageKey });
      const [row] = rows;
      if (row === undefined) return undefined;
      const mcpNames = rows.flatMap(({ name }) => (name === '' ? [] : [name]));
      return { package: packageKey, mcpNames, version: row.version, checkedAt: row.checkedAt };
    },
    statedNames() {
      const names = new Map<string, Set<string>>();
      for (const { package: key, name } of stated.iterate()) {
        names.set(key, (names.get(key) ?? new Set()).add(name));
      }
      return names;
    },
  };
}
