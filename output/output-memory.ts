import type { Migration, Sqlite } from '../catalog/store/database.ts';

const MIGRATIONS: Migration[] = [
  {
    version: 1,
    sql: `
      CREATE TABLE file (
        -- relative to the folder, with forward slashes
        path TEXT PRIMARY KEY,
        -- hash of everything that the file was made from
        key TEXT NOT NULL,
        -- SHA-256 of the bytes that stand there, and when they last changed
        hash TEXT NOT NULL,
        changed_at TEXT NOT NULL,
        -- size and date of the file itself, to notice that somebody else changed it
        size INTEGER NOT NULL,
        modified REAL NOT NULL,
        -- number of the last pass that wanted the file
        pass INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE pass (number INTEGER NOT NULL) STRICT;
      INSERT INTO pass VALUES (0);
    `,
  },
];

/** How the memory is opened; the application id is "TGOU" in ASCII. */
export const OUTPUT_DATABASE = { migrations: MIGRATIONS, applicationId: 0x54474f55, what: 'output state' };

/** Files per transaction: one each would cost a sync per file, one for all would lose a long build. */
const BATCH = 1000;

/** Size in bytes and date in milliseconds of a file. */
export interface Stamp {
  size: number;
  modified: number;
}

export interface KnownFile extends Stamp {
  key: string;
  hash: string;
  /** Whether the present pass wants it. */
  wanted: boolean;
}

/** What is remembered of the published files. Changes are stored in batches, the last one by {@link FileMemory.commit}. */
export interface FileMemory {
  find(path: string): KnownFile | undefined;
  want(path: string): void;
  /** Stores at once that a file will stand there, so that one left by a killed process is known to be ours. */
  announce(path: string): void;
  save(path: string, key: string, hash: string, stamp: Stamp): void;
  forget(path: string): void;
  /** Files that the present pass does not want. */
  unwanted(): string[];
  /** Files anywhere inside a folder. */
  inside(folder: string): string[];
  commit(): void;
}

/** Begins a pass over the files of a published folder. */
export function outputMemory(db: Sqlite): FileMemory {
  const pass = db.prepare<[], { number: number }>(`UPDATE pass SET number = number + 1 RETURNING number`).get()!.number;
  const find = db.prepare<[number, string], Omit<KnownFile, 'wanted'> & { wanted: number }>(
    `SELECT key, hash, size, modified, pass = ? wanted FROM file WHERE path = ?`,
  );
  const want = db.prepare<[number, string]>(`UPDATE file SET pass = ? WHERE path = ?`);
  const save = db.prepare(
    `INSERT INTO file (path, key, hash, changed_at, size, modified, pass)
     VALUES (@path, @key, @hash, @at, @size, @modified, @pass)
     ON CONFLICT (path) DO UPDATE SET key = excluded.key, pass = excluded.pass, size = excluded.size,
       modified = excluded.modified,
       changed_at = iif(hash = excluded.hash, changed_at, excluded.changed_at), hash = excluded.hash`,
  );
  const announce = db.prepare(
    `INSERT INTO file (path, key, hash, changed_at, size, modified, pass) VALUES (@path, '', '', @at, -1, 0, @pass)`,
  );
  const forget = db.prepare<[string]>(`DELETE FROM file WHERE path = ?`);
  const unwanted = db.prepare<[number], { path: string }>(`SELECT path FROM file WHERE pass < ? ORDER BY path`);
  // '0' is the character after '/'.
  const inside = db.prepare<[string, string], { path: string }>(`SELECT path FROM file WHERE path > ? AND path < ?`);

  let pending = 0;
  const commit = () => {
    if (db.inTransaction) db.exec('COMMIT');
    pending = 0;
  };
  const change = (run: () => unknown) => {
    if (!db.inTransaction) db.exec('BEGIN');
    run();
    pending += 1;
    if (pending >= BATCH) commit();
  };

  return {
    find(path) {
      const row = find.get(pass, path);
      return row && { ...row, wanted: row.wanted === 1 };
    },
    want: (path) => change(() => want.run(pass, path)),
    announce(path) {
      commit();
      announce.run({ path, at: new Date().toISOString(), pass });
    },
    save: (path, key, hash, stamp) =>
      change(() => save.run({ path, key, hash, ...stamp, at: new Date().toISOString(), pass })),
    forget: (path) => change(() => forget.run(path)),
    unwanted: () => unwanted.all(pass).map((row) => row.path),
    inside: (folder) => inside.all(`${folder}/`, `${folder}0`).map((row) => row.path),
    commit,
  };
}
