/**
 * The published folder: writes only bytes that changed, remembers what every file was made from, and prunes what is no
 * longer wanted. Its memory is a small SQLite file inside the folder, so that deleting the folder forgets everything.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { openDatabase, type Migration } from '../catalog/store/database.ts';
import { Rejected } from '../catalog/errors.ts';

/** Where the memory and temporary files live inside the published folder; servers do not serve dot folders. */
export const STATE_FOLDER = '.toolgate';

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
        -- number of the last pass that wanted the file
        pass INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE pass (number INTEGER NOT NULL) STRICT;
      INSERT INTO pass VALUES (0);
    `,
  },
];

/** What became of one file. */
export type Written = 'written' | 'same';

export interface OutputDirectory {
  readonly root: string;
  /**
   * Says that `path` is wanted, made from something with this key.
   *
   * @returns true when the file stands there already, made from the same; then nothing needs to be written
   */
  isCurrent(path: string, key: string): boolean;
  /** Writes a file unless the same bytes stand there, and remembers its key. */
  write(path: string, key: string, content: string | Uint8Array): Written;
  /** Takes a finished file from elsewhere on the same file system, like {@link write}. */
  adopt(path: string, key: string, from: string): Written;
  /** Deletes every file that nobody wanted since the folder was opened, and folders left empty; returns how many. */
  prune(): number;
  /** A folder for temporary files, on the same file system. */
  temporary(name: string): string;
  close(): void;
}

/**
 * Opens a published folder for one pass over all of its files.
 *
 * @throws Rejected when the folder holds files that Toolgate did not put there, so that `--out .` destroys nothing.
 */
export function openOutput(root: string): OutputDirectory {
  const base = resolve(root);
  const state = join(base, STATE_FOLDER);
  refuseForeignFolder(base, state);
  const db = openDatabase(join(state, 'output.sqlite'), { migrations: MIGRATIONS, what: 'output state' });
  // The files are the truth, this is only a memory of them: after a power cut a file is written once more.
  db.pragma('synchronous = NORMAL');
  const pass = db.prepare<[], { number: number }>(`UPDATE pass SET number = number + 1 RETURNING number`).get()!.number;
  const find = db.prepare<[string], { key: string; hash: string }>(`SELECT key, hash FROM file WHERE path = ?`);
  const want = db.prepare<[number, string]>(`UPDATE file SET pass = ? WHERE path = ?`);
  const save = db.prepare(
    `INSERT INTO file (path, key, hash, changed_at, pass) VALUES (@path, @key, @hash, @at, @pass)
     ON CONFLICT (path) DO UPDATE SET key = excluded.key, pass = excluded.pass,
       changed_at = CASE WHEN hash = excluded.hash THEN changed_at ELSE excluded.changed_at END, hash = excluded.hash`,
  );
  let pending = 0;
  const batch = () => {
    // One transaction per thousand files: per file would cost a sync each, one for all would lose a long build.
    if (!db.inTransaction) db.exec('BEGIN');
    pending += 1;
    if (pending >= 1000) commit();
  };
  const commit = () => {
    if (db.inTransaction) db.exec('COMMIT');
    pending = 0;
  };

  const locate = (path: string) => {
    const target = resolve(base, path);
    if (!target.startsWith(base + sep) || target.startsWith(state))
      throw new TypeError(`path leaves the folder: ${path}`);
    return target;
  };

  const place = (path: string, key: string, hash: string, put: (target: string) => void): Written => {
    const target = locate(path);
    const same = find.get(path)?.hash === hash && existsSync(target);
    if (!same) {
      mkdirSync(dirname(target), { recursive: true });
      put(target);
    }
    // Remembered after the file is in place: a crash in between repeats work and never hides a stale file.
    batch();
    save.run({ path, key, hash, at: new Date().toISOString(), pass });
    return same ? 'same' : 'written';
  };

  return {
    root: base,
    isCurrent(path, key) {
      const known = find.get(path);
      if (known === undefined) return false;
      batch();
      want.run(pass, path);
      return known.key === key && existsSync(locate(path));
    },
    write: (path, key, content) =>
      place(path, key, hashOf(content), (target) => {
        // Written beside and renamed, so that a reader never sees half a file.
        const half = `${target}.part`;
        writeFileSync(half, content);
        renameSync(half, target);
      }),
    adopt: (path, key, from) => place(path, key, hashOf(readFileSync(from)), (target) => renameSync(from, target)),
    prune() {
      commit();
      const unwanted = db.prepare<[number], { path: string }>(`SELECT path FROM file WHERE pass < ?`).all(pass);
      const forget = db.prepare<[string]>(`DELETE FROM file WHERE path = ?`);
      for (const { path } of unwanted) {
        rmSync(locate(path), { force: true });
        removeEmptyFolders(dirname(locate(path)), base);
        batch();
        forget.run(path);
      }
      commit();
      return unwanted.length;
    },
    temporary: (name) => join(state, name),
    close() {
      commit();
      db.close();
    },
  };
}

function refuseForeignFolder(base: string, state: string): void {
  if (existsSync(state) || !existsSync(join(base, 'package.json'))) return;
  throw new Rejected(`${base} is a source folder, not an output folder`, {
    hint: 'Give --out a folder of its own, such as dist.',
  });
}

function removeEmptyFolders(folder: string, base: string): void {
  for (let at = folder; at.startsWith(base + sep); at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      return; // Not empty: something else lives there.
    }
  }
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
