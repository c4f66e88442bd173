/** The only file that imports better-sqlite3: opening, pragmas, migrations, transactions. */
import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Fatal, Rejected } from '../errors.ts';

export type Sqlite = Database.Database;

/** A numbered step from schema version n-1 to n; steps are only ever appended. */
export interface Migration {
  version: number;
  sql: string;
}

interface OpenOptions {
  /** A read-only connection never migrates; an older schema is then an error. */
  readonly?: boolean;
  /** Every step in order, the first with version 1. */
  migrations: readonly Migration[];
  /** What the file is called in messages. */
  what?: string;
}

/**
 * Opens a SQLite file with the settings that every part relies on (WAL, foreign keys, a busy timeout) and brings its
 * schema up to date, one transaction per step.
 *
 * @throws Rejected when the file does not exist (read-only), is no database, or its schema is newer than this program.
 */
export function openDatabase(path: string, options: OpenOptions): Sqlite {
  const { readonly = false, migrations, what = 'catalogue' } = options;
  if (!readonly) mkdirSync(dirname(path), { recursive: true });
  const db = connect(path, readonly, what);
  try {
    const latest = migrations.at(-1)?.version ?? 0;
    const found = versionOf(db, path, what);
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
    db.pragma('journal_mode = WAL');
    // FULL: a finished launch must survive a power cut too, and a crawl commits a few times a second at most.
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    for (const step of migrations.filter((candidate) => candidate.version > found)) migrate(db, step);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function connect(path: string, readonly: boolean, what: string): Sqlite {
  try {
    return new Database(path, { readonly, fileMustExist: readonly, timeout: 10_000 });
  } catch (cause) {
    throw new Rejected(`cannot open ${what} ${path}`, { cause, hint: 'Check the path given with --db.' });
  }
}

function versionOf(db: Sqlite, path: string, what: string): number {
  try {
    return Number(db.pragma('user_version', { simple: true }));
  } catch (cause) {
    throw new Rejected(`${path} is no ${what}: it is not a SQLite file`, {
      cause,
      hint: 'Check the path given with --db.',
    });
  }
}

function migrate(db: Sqlite, step: Migration): void {
  db.transaction(() => {
    // Another process may have taken the step since the version was read; the immediate lock settles it.
    if (Number(db.pragma('user_version', { simple: true })) >= step.version) return;
    db.exec(step.sql);
    db.pragma(`user_version = ${step.version}`);
  }).immediate();
}

/**
 * Takes the writer's lock of a catalogue for as long as the process lives: an exclusive transaction on a file beside it,
 * so that the operating system gives it back even after a kill.
 *
 * @returns a function that releases it
 * @throws Fatal when another process holds it
 */
export function lockCatalogue(path: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const lock = new Database(`${path}.lock`, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    lock.close();
    throw new Fatal(`another Toolgate process is writing to ${path}`, {
      cause,
      hint: 'Wait until it has ended, or give this one another catalogue with --db.',
    });
  }
  return () => lock.close();
}
