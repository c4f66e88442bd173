/** The only file that imports better-sqlite3: opening, pragmas, migrations, closing, and the writer's lock. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { Fatal, Rejected } from '../errors.ts';
import { makeFolder } from '../make-folder.ts';

export type Sqlite = Database.Database;

/** A numbered step from schema version n-1 to n; steps are only ever appended. */
export interface Migration {
  version: number;
  sql: string;
}

interface OpenOptions {
  /** A read-only connection never migrates; an older schema is then an error. */
  readonly?: boolean;
  /**
   * A file that is written once, by one connection, and thrown away when that is interrupted: no journal, no syncs, and so
   * none that readers would need. One in WAL cannot be read where nothing can be written beside it.
   */
  once?: boolean;
  /** Every step in order, the first with version 1. */
  migrations: readonly Migration[];
  /** Tells our files from those of other programs: https://sqlite.org/pragma.html#pragma_application_id */
  applicationId: number;
  /** What the file is called in messages. */
  what: string;
  /** What to do where it is damaged or another program's. */
  remedy?: string;
}

/** Milliseconds that a statement waits for another process's transaction. */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens a SQLite file with the settings that every part relies on (WAL, foreign keys, a busy timeout) and brings its
 * schema up to date, one transaction per step: a killed migration leaves the version before it.
 *
 * @throws Rejected when the file does not exist (read-only), cannot be created, is not SQLite, belongs to another program,
 *   or has a schema that is newer than this program (read-only: or older)
 */
export function openDatabase(path: string, options: OpenOptions): Sqlite {
  const { readonly = false, once = false, migrations, applicationId, what } = options;
  const db = connect(path, readonly, what);
  try {
    const latest = migrations.at(-1)?.version ?? 0;
    const found = versionOf(db, path, options);
    if (found > latest) {
      throw new Rejected(`${what} ${path} has schema version ${found}; this program knows ${latest}`, {
        hint: 'Use the version of Toolgate that wrote it, or a newer one.',
      });
    }
    if (readonly) {
      if (found < latest) {
        throw new Rejected(`${what} ${path} has schema version ${found}, ${latest} is needed`, {
          hint: 'Any writing command, such as `toolgate classify`, brings it up to date.',
        });
      }
      return db;
    }
    db.pragma(`journal_mode = ${once ? 'OFF' : 'WAL'}`);
    // FULL: a finished launch must survive a power cut too, and a crawl commits a few times a second at most.
    db.pragma(`synchronous = ${once ? 'OFF' : 'FULL'}`);
    db.pragma('foreign_keys = ON');
    for (const step of migrations.filter((candidate) => candidate.version > found)) migrate(db, step, applicationId);
    return db;
  } catch (error) {
    db.close();
    if (isSqliteError(error, 'SQLITE_READONLY')) {
      throw new Rejected(`cannot write to ${what} ${path}`, {
        cause: error,
        hint: 'Check the rights to the file and its folder.',
      });
    }
    throw error;
  }
}

/**
 * Closes a connection. A writer first moves what it can of the write-ahead log into the file, because a reader that is
 * still open would otherwise keep SQLite from doing so.
 */
export function closeDatabase(db: Sqlite): void {
  try {
    if (db.open && !db.readonly) {
      // Do not wait for readers: what they hold back is moved by the next writer.
      db.pragma('busy_timeout = 0');
      db.pragma('wal_checkpoint(TRUNCATE)');
    }
  } catch (error) {
    // Where the file cannot be written to, there is nothing to move, and the reason for closing is the better message.
    if (!isSqliteError(error, 'SQLITE_READONLY')) throw error;
  } finally {
    db.close();
  }
}

function connect(path: string, readonly: boolean, what: string): Sqlite {
  try {
    if (!readonly) makeFolder(dirname(path));
    return new Database(path, { readonly, fileMustExist: readonly, timeout: BUSY_TIMEOUT_MS });
  } catch (cause) {
    const problem = readonly && !existsSync(path) ? 'there is no' : 'cannot open';
    throw new Rejected(`${problem} ${what} ${path}`, { cause, hint: 'Check the path given with --db.' });
  }
}

/** The schema version of a file that is ours or empty. */
function versionOf(db: Sqlite, path: string, { what, applicationId, remedy }: OpenOptions): number {
  const foreign = (reason: string, cause?: unknown) =>
    new Rejected(`${path} is no Toolgate ${what}: ${reason}`, {
      cause,
      hint: remedy ?? 'Check the path given with --db.',
    });
  let found: { version: number; application: number; objects: number };
  try {
    const number = (pragma: string) => Number(db.pragma(pragma, { simple: true }));
    found = {
      version: number('user_version'),
      application: number('application_id'),
      objects: db.prepare<[], { n: number }>(`SELECT count(*) n FROM sqlite_schema`).get()!.n,
    };
  } catch (cause) {
    if (isSqliteError(cause, 'SQLITE_NOTADB')) throw foreign('it is not a SQLite file', cause);
    const hint = isSqliteError(cause, 'SQLITE_CORRUPT') ? remedy : undefined;
    throw new Rejected(`cannot read ${what} ${path}`, {
      cause,
      hint: hint ?? 'Check the file and the rights to its folder.',
    });
  }
  const empty = found.version === 0 && found.objects === 0;
  if (!empty && found.application !== applicationId) throw foreign('another program wrote it');
  return found.version;
}

function migrate(db: Sqlite, step: Migration, applicationId: number): void {
  db.transaction(() => {
    // Another process may have taken the step since the version was read; the immediate lock settles it.
    if (Number(db.pragma('user_version', { simple: true })) >= step.version) return;
    db.exec(step.sql);
    db.pragma(`application_id = ${applicationId}`);
    db.pragma(`user_version = ${step.version}`);
  }).immediate();
}

/** Locks that are held: a connection that nobody refers to is closed with the garbage, and its lock would be gone. */
const HELD = new Set<Sqlite>();

/**
 * Takes the writer's lock of a catalogue for as long as the process lives: an exclusive transaction on a file beside it,
 * so that the operating system gives it back even after a kill. Paths that lead to the same file share one lock.
 *
 * @returns a function that releases it
 * @throws Fatal when another process holds it, Rejected when no lock file can be made there
 */
export function lockCatalogue(path: string): () => void {
  let lock: Sqlite | undefined;
  try {
    if (existsSync(path) && !statSync(path).isFile()) throw new TypeError('it is no file');
    makeFolder(dirname(path));
    lock = new Database(`${realPath(path)}.lock`, { timeout: 0 });
    const held = lock.exec('BEGIN EXCLUSIVE');
    HELD.add(held);
    return () => {
      HELD.delete(held);
      held.close();
    };
  } catch (cause) {
    lock?.close();
    if (!isSqliteError(cause, 'SQLITE_BUSY')) {
      throw new Rejected(`cannot write to ${path}`, { cause, hint: 'Check the path and the rights to its folder.' });
    }
    throw new Fatal(`another Toolgate process is writing to ${path}`, {
      cause,
      hint: 'Wait until it has ended, or give this one another place to write to.',
    });
  }
}

/** Begins a read transaction now: `BEGIN` alone would see what is there at the first read after it. */
export function beginReading(db: Sqlite): void {
  db.exec('BEGIN');
  db.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/**
 * Keeps every process from writing to a database, so that several connections can begin to read it at one and the same
 * state. Whoever writes meanwhile waits, up to their busy timeout: hold it for moments.
 *
 * @returns a function that lets them write again; it does nothing where the file cannot be written to at all
 * @throws Fatal when somebody else writes for longer than the busy timeout
 */
export function holdWriters(path: string): () => void {
  let db: Sqlite | undefined;
  try {
    db = new Database(path, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
    const held = db.exec('BEGIN IMMEDIATE');
    return () => held.close();
  } catch (cause) {
    db?.close();
    if (isSqliteError(cause, 'SQLITE_READONLY') || isSqliteError(cause, 'SQLITE_CANTOPEN')) return () => {};
    if (!isSqliteError(cause, 'SQLITE_BUSY')) throw cause;
    throw new Fatal(`another process has been writing to ${path} for ${BUSY_TIMEOUT_MS / 1000} seconds`, {
      cause,
      hint: 'Try again when it has ended.',
    });
  }
}

/** The path without symbolic links; the file itself need not exist yet. */
function realPath(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
}

function isSqliteError(error: unknown, code: string): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith(code);
}
