import { canonicalJson, sha256 } from '../definition-hash.ts';
import type { EntryStatus, Visibility } from '../model/registry-entry.ts';
import type { PackageSpec, RemoteSpec, ServerJson } from '../model/server-json.ts';
import { freeSlug, serverSlug } from '../slug.ts';
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
  visibility: Visibility;
}

/** What a stage writes: a record in server.json form with its status. */
export interface ServerRecord {
  identity: string;
  server: Pick<ServerJson, 'name' | 'description'> & Partial<ServerJson>;
  status: EntryStatus;
  statusMessage?: string | undefined;
}

export interface ServerTable {
  /** Inserts or updates by identity; packages and remotes are replaced when the record changed. The slug never changes. */
  put(record: ServerRecord, at: string): { id: number; slug: string; changed: boolean };
  /** Updates a server by its number, whatever it is called now. */
  update(id: number, record: Omit<ServerRecord, 'identity'>, at: string): void;
  /**
   * Inserts a server with a proven name: it gets the address of its name even when a server holds it whose name is not
   * proven, which then gets another one. Imported servers keep theirs.
   */
  insertOwner(record: ServerRecord, at: string): { id: number; slug: string };
  /** Hides a server that nothing speaks for any more; its tools and launches stay, and {@link put} brings it back. */
  withdraw(id: number, message: string, at: string): void;
  byId(id: number): Server | undefined;
  byIdentity(identity: string): Server | undefined;
  /** Letter case does not count. */
  bySlug(slug: string): Server | undefined;
  /** The server that is shown under a name; of several, the one seen first. Walks all servers: for commands. */
  byName(name: string): Server | undefined;
  /** All servers in the order of their slugs. While the walk lasts, this connection cannot write. */
  all(): IterableIterator<Server>;
  packagesOf(serverId: number): PackageSpec[];
  remotesOf(serverId: number): RemoteSpec[];
  /** URLs of the remotes of all servers that are shown and public, sorted, each once. Walks all of them: once per listing. */
  remoteUrls(): string[];
}

const COLUMNS = `id, identity, slug, name, title, description, version, website_url websiteUrl, repository_url repositoryUrl,
  repository_subfolder repositorySubfolder, status, status_message statusMessage, record_hash recordHash,
  first_seen_at firstSeenAt, changed_at changedAt, visibility`;

/** Servers with their packages and remotes. */
export function servers(db: Sqlite): ServerTable {
  const byId = db.prepare<[number], Server>(`SELECT ${COLUMNS} FROM server WHERE id = ?`);
  const byIdentity = db.prepare<[string], Server>(`SELECT ${COLUMNS} FROM server WHERE identity = ?`);
  const bySlug = db.prepare<[string], Server>(`SELECT ${COLUMNS} FROM server WHERE slug = ?`);
  const byName = db.prepare<[string], Server>(
    `SELECT ${COLUMNS} FROM server WHERE name = ? ORDER BY status = 'deleted', id LIMIT 1`,
  );
  const packagesOf = db.prepare<[number], { spec: string }>(
    `SELECT spec FROM package WHERE server_id = ? ORDER BY position`,
  );
  const remotesOf = db.prepare<[number], RemoteSpec>(
    `SELECT type, url FROM remote WHERE server_id = ? ORDER BY position`,
  );
  const remoteUrls = db.prepare<[], { url: string }>(
    `SELECT DISTINCT url FROM remote JOIN server ON server.id = remote.server_id
     WHERE server.status <> 'deleted' AND visibility = 'public' ORDER BY url`,
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
       status_message = @statusMessage, record_hash = @recordHash, changed_at = @at WHERE id = @id`,
  );
  const giveUpSlug = db.prepare<[string, number]>(`UPDATE server SET slug = ? WHERE id = ?`);
  const holder = db.prepare<[string], { id: number; identity: string }>(
    `SELECT id, identity FROM server WHERE slug = ? AND name_proven = 0 AND identity NOT LIKE 'import:%'`,
  );

  const withdraw = db.prepare<[string, string, number]>(
    // The hash is of no record: whatever is put next is a change.
    `UPDATE server SET status = 'deleted', status_message = ?, record_hash = 'withdrawn', changed_at = ? WHERE id = ?`,
  );
  const clearPackages = db.prepare<[number]>(`DELETE FROM package WHERE server_id = ?`);
  const clearRemotes = db.prepare<[number]>(`DELETE FROM remote WHERE server_id = ?`);
  const addPackage = db.prepare(
    `INSERT INTO package (server_id, position, registry_type, identifier, version, transport, spec)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const addRemote = db.prepare(`INSERT INTO remote (server_id, position, type, url) VALUES (?, ?, ?, ?)`);

  const replaceWays = (id: number, { packages = [], remotes = [] }: Partial<ServerJson>) => {
    clearPackages.run(id);
    clearRemotes.run(id);
    packages.forEach((spec, i) => {
      const { registryType, identifier, version = null, transport } = spec;
      addPackage.run(id, i, registryType, identifier, version, transport.type, canonicalJson(spec));
    });
    remotes.forEach((remote, i) => addRemote.run(id, i, remote.type, remote.url));
  };

  const rowOf = ({ server, status, statusMessage }: Omit<ServerRecord, 'identity'>, at: string) => ({
    name: server.name,
    title: server.title ?? null,
    description: server.description,
    version: server.version ?? null,
    websiteUrl: server.websiteUrl ?? null,
    repositoryUrl: server.repository?.url ?? null,
    repositorySubfolder: server.repository?.subfolder ?? null,
    status,
    statusMessage: statusMessage ?? null,
    recordHash: sha256(canonicalJson({ server, status, statusMessage })),
    at,
  });
  const insertRow = (record: ServerRecord, slug: string, at: string) => {
    const { identity, server } = record;
    const id = Number(insert.run({ ...rowOf(record, at), identity, slug }).lastInsertRowid);
    replaceWays(id, server);
    return { id, slug };
  };
  const isTaken = (slug: string) => bySlug.get(slug) !== undefined;
  const updateRow = (before: Server, record: Omit<ServerRecord, 'identity'>, at: string): boolean => {
    const row = rowOf(record, at);
    if (before.recordHash === row.recordHash) return false;
    update.run({ ...row, id: before.id });
    replaceWays(before.id, record.server);
    return true;
  };

  const put: ServerTable['put'] = (record, at) => {
    const before = byIdentity.get(record.identity);
    if (before !== undefined) return { id: before.id, slug: before.slug, changed: updateRow(before, record, at) };
    const slug = freeSlug(serverSlug(record.server.name), record.identity, isTaken);
    return { ...insertRow(record, slug, at), changed: true };
  };
  const insertOwner: ServerTable['insertOwner'] = (record, at) => {
    const wanted = serverSlug(record.server.name);
    const held = holder.get(wanted);
    if (held !== undefined) giveUpSlug.run(freeSlug(wanted, held.identity, isTaken), held.id);
    return insertRow(record, freeSlug(wanted, record.identity, isTaken), at);
  };

  return {
    put: db.transaction(put),
    insertOwner: db.transaction(insertOwner),
    update: db.transaction((id: number, record: Omit<ServerRecord, 'identity'>, at: string) => {
      const before = byId.get(id);
      if (before === undefined) throw new TypeError(`there is no server ${id}`);
      updateRow(before, record, at);
    }),
    withdraw: (id, message, at) => void withdraw.run(message, at, id),
    byId: (id) => byId.get(id),
    byIdentity: (identity) => byIdentity.get(identity),
    bySlug: (slug) => bySlug.get(slug),
    byName: (name) => byName.get(name),
    // A statement of its own for each walk, since two can be under way at once. Slugs are lower case, so the order of the
    // index, which ignores case, is the order of their characters.
    all: () => db.prepare<[], Server>(`SELECT ${COLUMNS} FROM server ORDER BY slug`).iterate(),
    packagesOf: (serverId) => packagesOf.all(serverId).map((row) => JSON.parse(row.spec) as PackageSpec),
    remoteUrls: () => remoteUrls.all().map(({ url }) => url),
    remotesOf: (serverId) => remotesOf.all(serverId),
  };
}
