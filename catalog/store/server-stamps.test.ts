import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeApiCatalogue } from '../../test/api/api-catalogue.ts';
import { identityWorld } from '../../test/identity-world.ts';
import { registryEntry } from '../../test/listed-registry.ts';
import { temporaryFolder } from '../../test/temporary-folder.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { openStore, type Store } from './open.ts';
import { catalogueReader } from './reader.ts';

/** What a reader is shown of each server, as text, and its stamp. */
interface Seen {
  text: string;
  stamp: string;
}

function seen(store: Store): Map<string, Seen> {
  const reader = catalogueReader(store);
  return new Map(
    store.serverStamps.all().map(({ slug, stamp }) => [slug, { text: JSON.stringify(reader.view(slug)), stamp }]),
  );
}

/** Servers that are shown otherwise than before under the same stamp. */
const unnoticed = (before: Map<string, Seen>, after: Map<string, Seen>) =>
  [...after].flatMap(([slug, { text, stamp }]) => {
    const known = before.get(slug);
    return known !== undefined && known.text !== text && known.stamp === stamp ? [slug] : [];
  });

interface Column {
  name: string;
  type: string;
  pk: number;
}

/** What a view holds and nobody is shown of it, or what never changes: definitions are named by their hash. */
const LEFT_OUT = new Set(['definition', 'entry.seen_at']);

/** Rows of a table that are tried. */
const MOST_ROWS = 2;

/**
 * Changes each column of rows of each table, deletes each row and puts it back, and says which of these changes showed
 * under an old stamp. Changes that the schema refuses, or that leave something unreadable, say nothing.
 */
function unnoticedChanges(store: Store): { tried: number; showed: number; missed: string[] } {
  const { db } = store;
  db.pragma('foreign_keys = OFF');
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'server_stamp'`,
    )
    .all();
  let tried = 0;
  let showed = 0;
  const missed: string[] = [];
  const attempt = (what: string, ...steps: (() => void)[]) => {
    db.exec('SAVEPOINT attempt');
    try {
      let before = seen(store);
      for (const step of steps) {
        step();
        tried += 1;
        const after = seen(store);
        showed += Number([...after].some(([slug, { text }]) => before.get(slug)?.text !== text));
        for (const slug of unnoticed(before, after)) missed.push(`${what}: ${slug}`);
        before = after;
      }
    } catch {
      // Refused by the schema, or unreadable.
    } finally {
      db.exec('ROLLBACK TO attempt; RELEASE attempt');
    }
  };
  for (const { name: table } of tables) {
    const columns = db.pragma(`table_info(${table})`) as Column[];
    const quoted = columns.map(({ name }) => `"${name}"`);
    const where = columns
      .filter(({ pk }) => pk > 0)
      .map(({ name }) => `"${name}" IS @${name}`)
      .join(' AND ');
    if (where === '' || LEFT_OUT.has(table)) continue;
    const rows = db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} LIMIT ${MOST_ROWS}`).all();
    for (const [i, row] of rows.entries()) {
      for (const { name, type } of columns) {
        if (LEFT_OUT.has(`${table}.${name}`)) continue;
        const other =
          type === 'INTEGER' || type === 'REAL' ? `1 - coalesce("${name}", 0)` : `coalesce("${name}", '') || 'x'`;
        attempt(`${table}.${name} of row ${i}`, () =>
          db.prepare(`UPDATE ${table} SET "${name}" = ${other} WHERE ${where}`).run(row),
        );
      }
      attempt(
        `${table} without or with row ${i}`,
        () => db.prepare(`DELETE FROM ${table} WHERE ${where}`).run(row),
        () =>
          db
            .prepare(`INSERT INTO ${table} (${quoted.join()}) VALUES (${columns.map(({ name }) => `@${name}`).join()})`)
            .run(row),
      );
    }
  }
  return { tried, showed, missed };
}

const notes = [{ registryType: 'npm', identifier: '@acme/notes', version: '1.0.0', transport: { type: 'stdio' } }];

describe('catalog/store/server-stamps.test.ts', () => {
  it('renews the stamp with every change that a reader sees of a server', { timeout: 120_000 }, () => {
    const path = join(temporaryFolder(), 'catalogue.sqlite');
    writeApiCatalogue(path);
    const store = openStore(path);
    // A tool that was gone and is back.
    const { id: serverId } = [...store.servers.all()].find((one) => store.tools.of(one.id).length > 1)!;
    const tools = store.tools.of(serverId).map(({ definition }) => definition);
    const list = { serverId, source: 'imported' as const, launchId: null, packageVersion: null };
    store.tools.replaceList({ ...list, tools: tools.slice(1), at: '2026-11-21T12:00:00.000Z' });
    store.tools.replaceList({ ...list, tools, at: '2026-11-21T13:00:00.000Z' });
    expect(store.db.prepare('SELECT count(*) FROM tool_absence').pluck().get()).toBe(1);
    const { tried, showed, missed } = unnoticedChanges(store);
    store.close();
    expect(missed).toEqual([]);
    expect(tried).toBeGreaterThan(200);
    expect(showed).toBeGreaterThan(60);
  });

  it('renews it with what other servers claim too', { timeout: 120_000 }, async () => {
    const store = temporaryStore(join(temporaryFolder(), 'catalogue.sqlite'));
    const { list } = identityWorld(store);
    const entry = (name: string) => registryEntry(name, { description: 'Notes of a listing', packages: notes });
    await list({ one: [entry('one/notes'), entry('one/copy')], official: [entry('io.github.acme/notes')] });
    store.identities.putStatement({
      package: 'package:npm:@acme/notes',
      mcpNames: ['io.github.acme/notes'],
      version: '1.0.0',
      checkedAt: '2026-11-01T00:00:00.000Z',
    });
    const { showed, missed } = unnoticedChanges(store);
    expect(missed).toEqual([]);
    expect(showed).toBeGreaterThan(20);
  });

  it('keeps the stamp when the same is stored again, and when a listing only sees an entry once more', async () => {
    const store = temporaryStore(join(temporaryFolder(), 'catalogue.sqlite'));
    const { list } = identityWorld(store);
    const entries = { official: [registryEntry('io.github.acme/notes', { packages: notes })] };
    await list(entries);
    const before = store.serverStamps.all();
    await list(entries);
    expect(store.serverStamps.all()).toEqual(before);
  });
});
