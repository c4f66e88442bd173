import { WITHOUT_MEMORY } from './open-root.ts';
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
  {
    version: 2,
    sql: `
      -- the part that a file belongs to; empty for files of no part
      ALTER TABLE file ADD COLUMN part TEXT NOT NULL DEFAULT '';
      CREATE INDEX file_part ON file (part) WHERE part <> '';
      CREATE TABLE part (
        name TEXT PRIMARY KEY,
        -- what it was finished with; empty while it is being made
        stamp TEXT NOT NULL,
        -- number of the last pass that wanted it, and of the last one that wanted all of its files unseen
        pass INTEGER NOT NULL,
        kept INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
      -- what a part adds to lists over all parts
      CREATE TABLE piece (
        list TEXT NOT NULL,
        part TEXT NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (list, part)
      ) STRICT;
      CREATE INDEX piece_part ON piece (part);
    `,
  },
  {
    version: 3,
    sql: `
      -- files that stood there and were pruned, and when
      CREATE TABLE removed_file (path TEXT PRIMARY KEY, removed_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
  {
    version: 4,
    sql: `
      -- how many files it was finished with: a part of which one is missing is not whole, whoever took it
      ALTER TABLE part ADD COLUMN files INTEGER NOT NULL DEFAULT -1;
    `,
  },
  {
    version: 5,
    sql: `
      -- one list lies together: each is read as a whole, and many of them in every pass
      CREATE TABLE piece_of_list (
        list TEXT NOT NULL,
        part TEXT NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (list, part)
      ) STRICT, WITHOUT ROWID;
      INSERT INTO piece_of_list SELECT list, part, bytes FROM piece;
      DROP TABLE piece;
      ALTER TABLE piece_of_list RENAME TO piece;
      CREATE INDEX piece_part ON piece (part);
      -- files of no part are asked for one by one
      CREATE INDEX file_loose ON file (path) WHERE part = '';
      -- how many of its files are pages
      ALTER TABLE part ADD COLUMN pages INTEGER NOT NULL DEFAULT -1;
      UPDATE part SET pages = (SELECT count(*) FROM file WHERE part = part.name AND part <> '' AND path LIKE '%.html');
      -- the last pass that came to its end
      ALTER TABLE pass ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;
    `,
  },
  {
    version: 6,
    sql: `
      -- since which start of the machine that pass ended; empty when nobody knows
      ALTER TABLE pass ADD COLUMN boot TEXT NOT NULL DEFAULT '';
    `,
  },
];

/** How the files of pages end; their number is remembered for each part. Migration 5 says the same for what was there before. */
export const PAGE_SUFFIX = '.html';

/** How the memory is opened; the application id is "TGOU" in ASCII. */
export const OUTPUT_DATABASE = {
  migrations: MIGRATIONS,
  applicationId: 0x54474f55,
  what: 'memory of a published folder',
  remedy: WITHOUT_MEMORY,
};

/** Files per transaction: one each would cost a sync per file, one for all would lose a long build. */
const BATCH = 1000;

/** Pruned files that are remembered. */
const MOST_REMOVED = 100_000;

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

/** A file whose bytes changed, or that was pruned. */
export interface ChangedFile {
  path: string;
  at: string;
  removed: boolean;
}

/** What a part was finished with. */
export interface FinishedPart {
  stamp: string;
  files: number;
  /** Those of them that are HTML. */
  pages: number;
}

/** A file of a part, as it was published. */
export interface PartFile extends Stamp {
  path: string;
  key: string;
  hash: string;
}

/** What is remembered of the published files. Changes are stored in batches, the last one by {@link FileMemory.commit}. */
export interface FileMemory {
  /** Number of this pass. */
  readonly pass: number;
  /** Whether the pass before it came to its end. */
  readonly endedBefore: boolean;
  /** Whether the machine runs since before that end: a power cut loses what the system had not yet brought to the disk. */
  readonly sameBoot: boolean;
  find(path: string): KnownFile | undefined;
  want(path: string): void;
  /** Stores at once that files will stand there, so that those left by a killed process are known to be ours. */
  announce(paths: Iterable<string>): void;
  save(path: string, key: string, hash: string, stamp: Stamp, part: string): void;
  /** Notes another size and date of a file that has its bytes still; that it was looked at does not make it wanted. */
  restamp(path: string, stamp: Stamp): void;
  /** Forgets a file that is gone, and notes that it was there; both are stored together. */
  remove(path: string, gone?: string): void;
  /** Files that the present pass does not want. */
  unwanted(): string[];
  /** Files anywhere inside a folder. */
  inside(folder: string): string[];
  finishedOf(part: string): FinishedPart | undefined;
  /** Whether a part was finished once, by this pass or an earlier one, whatever became of it since. */
  wasFinished(part: string): boolean;
  /** All parts that stand whole, with the number of their files. */
  finishedParts(): { name: string; files: number }[];
  filesOf(part: string): PartFile[];
  /** Wants a part with all of its files. */
  keep(part: string): void;
  /** Wants a part whose files are wanted one by one; it has no stamp until it is finished. */
  begin(part: string): void;
  /** Says that a part stands whole, with what it adds to lists. */
  finish(part: string, stamp: string, pieces: ReadonlyMap<string, Uint8Array>): void;
  /** What the parts that are wanted add to a list, in the order of their names. */
  pieces(list: string): IterableIterator<Uint8Array>;
  /** Forgets the parts that the present pass does not want and that have no files any more. */
  forgetParts(): void;
  /** The files that changed last or were pruned, newest first. */
  changed(most: number): ChangedFile[];
  /** Says that this pass came to its end. */
  end(): void;
  commit(): void;
}

/** The bytes of a list's pieces; bound to its name and the number of the pass. */
export const PIECES = `SELECT bytes FROM piece JOIN part ON part.name = piece.part
  WHERE list = ? AND pass = ? ORDER BY piece.part`;

/** The bytes of one piece; bound to the list and the part. */
export const PIECE = `SELECT bytes FROM piece WHERE list = ? AND part = ?`;

/**
 * Begins a pass over the files of a published folder.
 *
 * @param boot names the present start of the machine, see {@link bootId}
 */
export function outputMemory(db: Sqlite, boot: string | undefined): FileMemory {
  const {
    number: pass,
    ended,
    boot: bootBefore,
  } = db
    .prepare<[], { number: number; ended: number; boot: string }>(
      `UPDATE pass SET number = number + 1 RETURNING number, ended, boot`,
    )
    .get()!;
  const end = db.prepare<[string]>(`UPDATE pass SET ended = number, boot = ?`);
  const kept = `EXISTS (SELECT 1 FROM part WHERE part.name = file.part AND part.kept = @pass)`;
  const find = db.prepare<{ pass: number; path: string }, Omit<KnownFile, 'wanted'> & { wanted: number }>(
    `SELECT key, hash, size, modified, file.pass = @pass OR ${kept} wanted FROM file WHERE path = @path`,
  );
  const want = db.prepare<[number, string]>(`UPDATE file SET pass = ? WHERE path = ?`);
  const save = db.prepare(
    `INSERT INTO file (path, key, hash, changed_at, size, modified, pass, part)
     VALUES (@path, @key, @hash, @at, @size, @modified, @pass, @part)
     ON CONFLICT (path) DO UPDATE SET key = excluded.key, pass = excluded.pass, size = excluded.size,
       modified = excluded.modified, part = excluded.part,
       changed_at = iif(hash = excluded.hash, changed_at, excluded.changed_at), hash = excluded.hash`,
  );
  const restamp = db.prepare<Stamp & { path: string }>(
    `UPDATE file SET size = @size, modified = @modified WHERE path = @path`,
  );
  const announce = db.prepare(
    `INSERT INTO file (path, key, hash, changed_at, size, modified, pass) VALUES (@path, '', '', @at, -1, 0, @pass)
     ON CONFLICT (path) DO NOTHING`,
  );
  const forget = db.prepare<[string]>(`DELETE FROM file WHERE path = ?`);
  // What a part lost while nobody wanted it is missing when it is wanted again.
  const breakPart = db.prepare<[string, number]>(
    `UPDATE part SET stamp = '' WHERE name = (SELECT part FROM file WHERE path = ?) AND pass < ?`,
  );
  // By way of the parts: of those that were kept, no file is looked up.
  const unwanted = db.prepare<{ pass: number }, { path: string }>(
    `SELECT path FROM file INDEXED BY file_loose WHERE part = '' AND pass < @pass
     UNION ALL SELECT path FROM part CROSS JOIN file ON file.part = part.name AND file.part <> ''
       WHERE part.kept <> @pass AND file.pass < @pass
     ORDER BY path`,
  );
  // '0' is the character after '/'.
  const inside = db.prepare<[string, string], { path: string }>(`SELECT path FROM file WHERE path > ? AND path < ?`);
  const finishedOf = db.prepare<[string], FinishedPart>(
    `SELECT stamp, files, pages FROM part WHERE name = ? AND stamp <> ''`,
  );
  const wasFinished = db.prepare<[string], { n: number }>(`SELECT count(*) n FROM part WHERE name = ? AND files >= 0`);
  const finishedParts = db.prepare<[], { name: string; files: number }>(
    `SELECT name, files FROM part WHERE stamp <> '' ORDER BY name`,
  );
  // The second term is for the planner: the index leaves files of no part out.
  const filesOf = db.prepare<[string], PartFile>(
    `SELECT path, key, hash, size, modified FROM file WHERE part = ? AND part <> ''`,
  );
  const keep = db.prepare<{ pass: number; part: string }>(
    `UPDATE part SET pass = @pass, kept = @pass WHERE name = @part`,
  );
  const putPart = db.prepare<{ pass: number; part: string; stamp: string }>(
    `INSERT INTO part (name, stamp, pass, kept) VALUES (@part, @stamp, @pass, 0)
     ON CONFLICT (name) DO UPDATE SET stamp = excluded.stamp, pass = excluded.pass, kept = 0`,
  );
  const countFiles = db.prepare<{ pass: number; part: string }>(
    `UPDATE part SET (files, pages) = (SELECT count(*), count(*) FILTER (WHERE path LIKE '%${PAGE_SUFFIX}')
       FROM file WHERE part = @part AND part <> '' AND pass = @pass) WHERE name = @part`,
  );
  const clearPieces = db.prepare<[string]>(`DELETE FROM piece WHERE part = ?`);
  const addPiece = db.prepare<[string, string, Uint8Array]>(`INSERT INTO piece (list, part, bytes) VALUES (?, ?, ?)`);
  const pieces = db.prepare<[string, number], { bytes: Uint8Array }>(PIECES);
  // Those whose files stand there still belong to what the present pass does not publish.
  const orphaned = `pass < ? AND NOT EXISTS (SELECT 1 FROM file WHERE file.part = part.name AND file.part <> '')`;
  const forgetPieces = db.prepare<[number]>(
    `DELETE FROM piece WHERE part IN (SELECT name FROM part WHERE ${orphaned})`,
  );
  const forgetParts = db.prepare<[number]>(`DELETE FROM part WHERE ${orphaned}`);

  const forgetRemoved = db.prepare<[number]>(
    `DELETE FROM removed_file WHERE path IN (SELECT path FROM removed_file ORDER BY removed_at DESC, path LIMIT -1 OFFSET ?)`,
  );
  const noteRemoved = db.prepare<[string, string]>(
    `INSERT INTO removed_file VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET removed_at = excluded.removed_at`,
  );
  // A file that is announced and not yet written has no hash.
  const changed = db.prepare<[number], { path: string; at: string; removed: number }>(
    `SELECT path, changed_at at, 0 removed FROM file WHERE hash <> ''
     UNION ALL SELECT path, removed_at, 1 FROM removed_file gone WHERE path NOT IN (SELECT path FROM file)
       AND NOT (path LIKE '%/' AND EXISTS (SELECT 1 FROM file
         WHERE file.path > gone.path AND file.path < substr(gone.path, 1, length(gone.path) - 1) || '0'))
     ORDER BY at DESC, path LIMIT ?`,
  );

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
    pass,
    endedBefore: ended === pass - 1,
    sameBoot: bootBefore === boot,
    find(path) {
      const row = find.get({ pass, path });
      return row && { ...row, wanted: row.wanted === 1 };
    },
    want: (path) => change(() => want.run(pass, path)),
    announce(paths) {
      const at = new Date().toISOString();
      for (const path of paths) change(() => announce.run({ path, at, pass }));
      commit();
    },
    save: (path, key, hash, stamp, part) =>
      change(() => save.run({ path, key, hash, ...stamp, at: new Date().toISOString(), pass, part })),
    restamp: (path, stamp) => change(() => restamp.run({ path, ...stamp })),
    remove: (path, gone = path) =>
      change(() => {
        breakPart.run(path, pass);
        forget.run(path);
        noteRemoved.run(gone, new Date().toISOString());
      }),
    unwanted: () => unwanted.all({ pass }).map((row) => row.path),
    inside: (folder) => inside.all(`${folder}/`, `${folder}0`).map((row) => row.path),
    finishedOf: (part) => finishedOf.get(part),
    wasFinished: (part) => wasFinished.get(part)!.n > 0,
    finishedParts: () => finishedParts.all(),
    filesOf: (part) => filesOf.all(part),
    keep: (part) => change(() => keep.run({ part, pass })),
    begin: (part) => change(() => putPart.run({ part, stamp: '', pass })),
    finish: (part, stamp, added) =>
      change(() => {
        clearPieces.run(part);
        for (const [list, bytes] of added) addPiece.run(list, part, bytes);
        putPart.run({ part, stamp, pass });
        countFiles.run({ part, pass });
      }),
    *pieces(list) {
      for (const { bytes } of pieces.iterate(list, pass)) yield bytes;
    },
    forgetParts() {
      forgetPieces.run(pass);
      forgetParts.run(pass);
      forgetRemoved.run(MOST_REMOVED);
    },
    changed: (most) => changed.all(most).map(({ removed, ...row }) => ({ ...row, removed: removed === 1 })),
    end: () => change(() => end.run(boot ?? '')),
    commit,
  };
}
