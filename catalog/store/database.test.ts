import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../../test/child-process.ts';
import { SLOW_MIGRATIONS } from '../../test/programs/slow-migrations.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { Fatal, Rejected } from '../errors.ts';
import { closeDatabase, lockCatalogue, openDatabase } from './database.ts';
import { openStore } from './open.ts';

const ONE = { what: 'test file', applicationId: 1, migrations: [{ version: 1, sql: `CREATE TABLE t (a);` }] };
const TWO = { ...ONE, migrations: [...ONE.migrations, { version: 2, sql: `ALTER TABLE t ADD COLUMN b;` }] };

const tablesOf = (path: string) => {
  const db = new Database(path, { readonly: true });
  const tables = db.prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
  const version = db.pragma('user_version', { simple: true });
  db.close();
  return { tables: tables.map((row) => row.name), version };
};

/** A problem that is told with its path and a hint. */
const rejectedFor = (problem: RegExp) => (work: () => unknown) => {
  expect(work).toThrow(Rejected);
  expect(work).toThrow(problem);
  expect(work).toThrow(expect.objectContaining({ hint: expect.stringMatching(/./) }));
};

describe('catalog/store/database.test.ts', () => {
  it('creates the file and its folders, and brings an older one up to date', () => {
    const path = join(temporaryFolder(), 'a/b/c.sqlite');
    openDatabase(path, ONE).close();
    const db = openDatabase(path, TWO);
    expect(db.pragma('table_info(t)')).toHaveLength(2);
    expect([db.pragma('journal_mode', { simple: true }), db.pragma('foreign_keys', { simple: true })]).toEqual([
      'wal',
      1,
    ]);
    db.close();
    openDatabase(path, TWO).close();
  });

  it('refuses what it cannot read, and says which file', () => {
    const folder = temporaryFolder();
    const path = (name: string) => join(folder, name);
    const open = (name: string, readonly: boolean) => () => openDatabase(path(name), { ...ONE, readonly });

    rejectedFor(/there is no test file .*missing\.sqlite/)(open('missing.sqlite', true));
    expect(existsSync(path('missing.sqlite'))).toBe(false);

    writeFileSync(path('text'), 'This is no database, whatever it is called. '.repeat(50));
    rejectedFor(/text is no Toolgate test file: it is not a SQLite file/)(open('text', false));
    rejectedFor(/not a SQLite file/)(open('text', true));
    expect(readFileSync(path('text'), 'utf8')).toMatch(/^This is no database/);

    mkdirSync(path('folder'));
    rejectedFor(/cannot open test file .*folder/)(open('folder', false));
    rejectedFor(/cannot open test file .*text\/inside/)(open('text/inside', false));

    openDatabase(path('newer.sqlite'), TWO).close();
    rejectedFor(/newer\.sqlite has schema version 2; this program knows 1/)(open('newer.sqlite', false));
    openDatabase(path('older.sqlite'), ONE).close();
    rejectedFor(/older\.sqlite has schema version 1, 2 is needed/)(() =>
      openDatabase(path('older.sqlite'), { ...TWO, readonly: true }),
    );
  });

  it('never writes into the database of another program', () => {
    const folder = temporaryFolder();
    for (const [name, setup] of Object.entries({
      unversioned: `CREATE TABLE bookmarks (a)`,
      versioned: `CREATE TABLE bookmarks (a); PRAGMA user_version = 1`,
    })) {
      const path = join(folder, name);
      const other = new Database(path);
      other.exec(setup);
      other.close();
      rejectedFor(/another program wrote it/)(() => openDatabase(path, ONE));
      expect(tablesOf(path).tables).toEqual(['bookmarks']);
    }
    openDatabase(join(folder, 'output'), { ...ONE, applicationId: 2 }).close();
    rejectedFor(/another program/)(() => openDatabase(join(folder, 'output'), ONE));
  });

  it('leaves nothing of a migration that fails', () => {
    const path = join(temporaryFolder(), 'x.sqlite');
    const broken = { version: 2, sql: `CREATE TABLE half (a); CREATE TABLE t (again);` };
    expect(() => openDatabase(path, { ...ONE, migrations: [...ONE.migrations, broken] })).toThrow('already exists');
    expect(tablesOf(path)).toEqual({ tables: ['t'], version: 1 });
    openDatabase(path, TWO).close();
  });

  it('leaves nothing of a migration that is killed', async () => {
    const path = join(temporaryFolder(), 'x.sqlite');
    const program = startProgram('migrate-slowly.ts', path);
    // It is in the middle as soon as version 1 stands there and nobody else may write.
    const inside = () => {
      if (!existsSync(path) || statSync(path).size === 0) return false;
      const db = new Database(path, { timeout: 0 });
      let version: unknown;
      try {
        version = db.pragma('user_version', { simple: true });
        if (version === 1) db.exec('BEGIN IMMEDIATE; ROLLBACK');
        return false;
      } catch {
        return version === 1;
      } finally {
        db.close();
      }
    };
    while (!inside()) await sleep(5);
    await program.kill();
    expect(tablesOf(path)).toEqual({ tables: ['first'], version: 1 });
    const [first, second] = SLOW_MIGRATIONS.migrations;
    const finite = { version: 2, sql: second!.sql.split('WITH')[0]! };
    const db = openDatabase(path, { ...SLOW_MIGRATIONS, migrations: [first!, finite] });
    expect(db.prepare(`SELECT first.a x, half.a y FROM first, half`).all()).toEqual([{ x: 2, y: 1 }]);
    db.close();
  });

  it('moves the write-ahead log into the file when a writer closes, also under the eyes of a reader', () => {
    const path = join(temporaryFolder(), 'x.sqlite');
    const writer = openDatabase(path, ONE);
    const reader = openDatabase(path, { ...ONE, readonly: true });
    writer.exec(`INSERT INTO t VALUES (1)`);
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    closeDatabase(writer);
    expect(statSync(`${path}-wal`).size).toBe(0);
    expect(reader.prepare(`SELECT a FROM t`).all()).toEqual([{ a: 1 }]);
    reader.close();
    closeDatabase(openDatabase(path, ONE));
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
  });

  it('lets one process write at a time, and the next one as soon as that is gone, however it ended', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'new/catalogue.sqlite');
    const program = startProgram('hold-catalogue.ts', path);
    await program.said('holding');
    expect(() => lockCatalogue(path)).toThrow(Fatal);
    expect(() => lockCatalogue(path)).toThrow(/another Toolgate process is writing to .*catalogue\.sqlite/);
    // Another name of the same file is no way around.
    symlinkSync(path, join(folder, 'link.sqlite'));
    expect(() => lockCatalogue(join(folder, 'link.sqlite'))).toThrow(Fatal);
    // Readers need no lock.
    const reader = openStore(path, { readonly: true });
    expect(reader.runs.latest(5)).toMatchObject([{ id: 1, status: 'running' }]);
    reader.close();

    await program.kill();
    const release = lockCatalogue(path);
    expect(() => lockCatalogue(path)).toThrow(Fatal);
    // What the killed process had stored is there, and known as stopped.
    const store = openStore(path);
    store.runs.begin('crawl', '2026-01-02T00:00:00.000Z');
    expect(store.runs.latest(5).map((run) => run.status)).toEqual(['running', 'stopped']);
    store.close();
    release();
    lockCatalogue(path)();
  });

  it('says so when no lock can be made, instead of blaming another process', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    rejectedFor(/cannot write to .*file\/x/)(() => lockCatalogue(join(folder, 'file/x')));
    mkdirSync(join(folder, 'x.lock'));
    rejectedFor(/cannot write to/)(() => lockCatalogue(join(folder, 'x')));
    expect(existsSync(join(folder, 'x'))).toBe(false);
  });
});
