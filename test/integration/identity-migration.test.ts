import { join } from 'node:path';
import { expect, test } from 'vitest';
import { canonicalJson, sha256 } from '../../catalog/definition-hash.ts';
import { openDatabase } from '../../catalog/store/database.ts';
import { initial } from '../../catalog/store/migrations/0001-initial.ts';
import { languageModel } from '../../catalog/store/migrations/0002-language-model.ts';
import { detections } from '../../catalog/store/migrations/0003-detections.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { identifyEntries } from '../../crawler/stages/identify.ts';
import { shownServers } from '../identity-world.ts';
import { registryEntry } from '../listed-registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

const AT = '2026-01-01T00:00:00.000Z';
const npm = (identifier: string) => [{ registryType: 'npm', identifier, transport: { type: 'stdio' } }];

/** A catalogue as it was when a name was the whole identity. */
function writeOldCatalogue(path: string): void {
  const migrations = [initial, languageModel, detections].map((sql, i) => ({ version: i + 1, sql }));
  const db = openDatabase(path, { migrations, applicationId: 0x54474354, what: 'catalogue' });
  const entries = [
    ['official', registryEntry('io.github.acme/notes', { packages: npm('@acme/notes'), title: 'Notes' })],
    ['one', registryEntry('one/notes', { packages: npm('@acme/notes') })],
    ['one', registryEntry('one/maps', { packages: npm('maps') })],
  ] as const;
  for (const id of ['official', 'one']) db.prepare(`INSERT INTO registry (id, base) VALUES (?, 'b')`).run(id);
  entries.forEach(([registry, { server, nativeId }], i) => {
    db.prepare(
      `INSERT INTO server (id, identity, slug, name, description, status, record_hash, first_seen_at, changed_at)
       VALUES (?, ?, ?, ?, 'd', 'active', 'h', ?, ?)`,
    ).run(i + 1, `name:${server.name}`, server.name.replaceAll(/[./]/g, '-'), server.name, AT, AT);
    db.prepare(
      `INSERT INTO entry (registry, native_id, server_id, status, record, entry_hash, first_seen_at, seen_at, pass)
       VALUES (?, ?, ?, 'active', ?, ?, ?, ?, 0)`,
    ).run(
      registry,
      nativeId,
      i + 1,
      canonicalJson(server),
      sha256(canonicalJson({ server, status: 'active' })),
      AT,
      AT,
    );
    db.prepare(`INSERT INTO definition VALUES ('h${i}', 't', '{"name":"t"}', ?)`).run(AT);
    db.prepare(
      `INSERT INTO tool (server_id, name, slug, position, definition_hash, source, first_seen_at)
       VALUES (?, 't', 't', 0, 'h${i}', 'live', ?)`,
    ).run(i + 1, AT);
  });
  db.close();
}

test('a catalogue of an earlier version is identified anew: addresses and tools stay, and what is merged leads on', () => {
  const path = join(temporaryFolder(), 'catalogue.sqlite');
  writeOldCatalogue(path);
  const store = temporaryStore(path);
  // Until then everything is as it was.
  expect(Object.keys(shownServers(store))).toEqual(['io-github-acme-notes', 'one-maps', 'one-notes']);
  expect(identifyEntries(store)).toEqual({ changed: 2 });
  expect(shownServers(store)).toEqual({
    'io-github-acme-notes': ['official:io.github.acme/notes', 'one:one/notes'],
    'one-maps': ['one:one/maps'],
  });
  const reader = catalogueReader(store);
  expect(reader.view('io-github-acme-notes')).toMatchObject({
    server: { id: 1, title: 'Notes' },
    tools: [{ name: 't' }],
  });
  expect(reader.view('one-maps')!.tools).toHaveLength(1);
  expect([...reader.redirects()]).toMatchObject([{ from: 'one-notes', to: 'io-github-acme-notes' }]);
  expect(store.db.prepare(`PRAGMA foreign_key_check`).all()).toEqual([]);
  expect(identifyEntries(store)).toEqual({ changed: 0 });

  // Rules that change later are applied to what is stored as well.
  store.db.exec(`UPDATE identity_state SET version = 'earlier'; UPDATE entry SET claims_of = 'earlier'`);
  identifyEntries(store);
  expect(Object.keys(shownServers(store))).toEqual(['io-github-acme-notes', 'one-maps']);
  expect(store.identities.state()).toMatchObject({
    stale: false,
    report: { entries: 3, servers: 2, mergedServers: 1 },
  });
});
