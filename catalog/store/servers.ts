import { canonicalJson, sha256 } from '../definition-hash.ts';
import type { EntryStatus } from '../model/registry-entry.ts';
import type { PackageSpec, RemoteSpec, ServerJson } from '../model/server-json.ts';
import { serverSlug, slugSuffix } from '../slug.ts';
import type { Sqlite } from './database.ts';

/** A server as the catalogue keeps it: our identity, merged from entries. */
export interface Server {
  id: number;
  identity: string;
  slug: string;
  name: string;
  title: string | null;
  description: string;
  version: string | null;
  websiteUrl: string | null;
  repositoryUrl: string | null;
  repositorySubfolder: string | null;
  status: EntryStatus;
  statusMessage: string | null;
  recordHash: string;
  firstSeenAt: string;
  changedAt: string;
}

/** What a stage writes: a record in server.json form with its status. */
export interface ServerRecord {
  identity: string;
  server: Pick<ServerJson, 'name' | 'description'> & Partial<ServerJson>;
  status: EntryStatus;
  statusMessage?: string | undefined;
}

export interface ServerTable {
  /** Inserts or updates by identity; packages and remotes are replaced when the record changed. */
  put(record: ServerRecord, at: string): { id: number; slug: string; changed: boolean };
  byIdentity(identity: string): Server | undefined;
  bySlug(slug: string): Server | undefined;
  /** All servers in the order of their slugs. */
  all(): IterableIterator<Server>;
  packagesOf(serverId: number): PackageSpec[];
  remotesOf(serverId: number): RemoteSpec[];
}

const COLUMNS = `id, identity, slug, name, title, description, version, website_url websiteUrl, repository_url repositoryUrl,
  repository_subfolder repositorySubfolder, status, status_message statusMessage, record_hash recordHash,
  first_seen_at firstSeenAt, changed_at changedAt`;

/** Servers with their packages and remotes. */
export function servers(db: Sqlite): ServerTable {
  const byIdentity = db.prepare<[string], Server>(`SELECT ${COLUMNS} FROM server WHERE identity = ?`);
  const bySlug = db.prepare<[string], Server>(`SELECT ${COLUMNS} FROM server WHERE slug = ?`);
  const packagesOf = db.prepare<[number], { spec: string }>(
    `SELECT spec FROM package WHERE server_id = ? ORDER BY position`,
  );
  const remotesOf = db.prepare<[number], RemoteSpec>(
    `SELECT type, url FROM remote WHERE server_id = ? ORDER BY position`,
  );
  const insert = db.prepare(
    `INSERT INTO server (identity, slug, name, title, description, version, website_url, repository_url, repository_subfolder,
       status, status_message, record_hash, first_seen_at, changed_at)
     VALUES (@identity, @slug, @name, @title, @description, @version, @websiteUrl, @repositoryUrl, @repositorySubfolder,
       @status, @statusMessage, @recordHash, @at, @at)`,
  );
  const update = db.prepare(
    `UPDATE server SET name = @name, title = @title, description = @description, version = @version, website_url = @websiteUrl,
       repository_url = @repositoryUrl, repository_subfolder = @repositorySubfolder, status = @status,
       status_message = @statusMessage, record_hash = @recordHash, changed_at = @at WHERE identity = @identity`,
  );

  const freeSlug = (identity: string, name: string) => {
    const wanted = serverSlug(name);
    return bySlug.get(wanted) === undefined ? wanted : `${wanted}-${slugSuffix(identity)}`;
  };

  const replaceWays = (id: number, { packages = [], remotes = [] }: Partial<ServerJson>) => {
    db.prepare(`DELETE FROM package WHERE server_id = ?`).run(id);
    db.prepare(`DELETE FROM remote WHERE server_id = ?`).run(id);
    const addPackage = db.prepare(`INSERT INTO package VALUES (?, ?, ?, ?, ?, ?, ?)`);
    packages.forEach((spec, i) =>
      addPackage.run(
        id,
        i,
        spec.registryType,
        spec.identifier,
        spec.version ?? null,
        spec.transport.type,
        canonicalJson(spec),
      ),
    );
    const addRemote = db.prepare(`INSERT INTO remote VALUES (?, ?, ?, ?)`);
    remotes.forEach((remote, i) => addRemote.run(id, i, remote.type, remote.url));
  };

  return {
    put({ identity, server, status, statusMessage }, at) {
      const { name, title, description, version, websiteUrl, repository } = server;
      const recordHash = sha256(canonicalJson({ server, status, statusMessage }));
      const before = byIdentity.get(identity);
      if (before?.recordHash === recordHash) return { id: before.id, slug: before.slug, changed: false };
      const row = {
        identity,
        name,
        title: title ?? null,
        description,
        version: version ?? null,
        websiteUrl: websiteUrl ?? null,
        repositoryUrl: repository?.url ?? null,
        repositorySubfolder: repository?.subfolder ?? null,
        status,
        statusMessage: statusMessage ?? null,
        recordHash,
        at,
      };
      if (before !== undefined) {
        update.run(row);
        replaceWays(before.id, server);
        return { id: before.id, slug: before.slug, changed: true };
      }
      const slug = freeSlug(identity, name);
      const id = Number(insert.run({ ...row, slug }).lastInsertRowid);
      replaceWays(id, server);
      return { id, slug, changed: true };
    },
    byIdentity: (identity) => byIdentity.get(identity),
    bySlug: (slug) => bySlug.get(slug),
    all: () => db.prepare<[], Server>(`SELECT ${COLUMNS} FROM server ORDER BY slug COLLATE BINARY`).iterate(),
    packagesOf: (serverId) => packagesOf.all(serverId).map((row) => JSON.parse(row.spec) as PackageSpec),
    remotesOf: (serverId) => remotesOf.all(serverId),
  };
}
