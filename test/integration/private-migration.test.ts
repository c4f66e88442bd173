import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../../catalog/store/database.ts';
import { initial } from '../../catalog/store/migrations/0001-initial.ts';
import { languageModel } from '../../catalog/store/migrations/0002-language-model.ts';
import { detections } from '../../catalog/store/migrations/0003-detections.ts';
import { registryDetails } from '../../catalog/store/migrations/0004-registries.ts';
import { identity } from '../../catalog/store/migrations/0005-identity.ts';
import { conditionalTools } from '../../catalog/store/migrations/0006-conditional-tools.ts';
import { operation } from '../../catalog/store/migrations/0007-operation.ts';
import { canonicalJson, sha256 } from '../../catalog/definition-hash.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { identifyEntries } from '../../crawler/stages/identify.ts';
import { registryEntry } from '../listed-registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

const AT = '2026-01-01T00:00:00.000Z';
const npm = (identifier: string) => [{ registryType: 'npm', identifier, transport: { type: 'stdio' } }] as never;

/** A catalogue as it was when entries of configuration files were like all others: one alone, one with an official one. */
function writeOldCatalogue(path: string): void {
  const steps = [initial, languageModel, detections, registryDetails, identity, conditionalTools, operation];
  const migrations = steps.map((sql, i) => ({ version: i + 1, sql }));
  const db = openDatabase(path, { migrations, applicationId: 0x54474354, what: 'catalogue' });
  for (const id of ['official', 'client-config']) db.prepare(`INSERT INTO registry (id, base) VALUES (?, 'b')`).run(id);
  const servers = ['client-config.npm/secret', 'io.github.acme/notes'];
  servers.forEach((name, i) =>
    db
      .prepare(
        `INSERT INTO server (id, identity, slug, name, description, status, record_hash, first_seen_at, changed_at)
         VALUES (?, ?, ?, ?, '', 'active', 'h', ?, ?)`,
      )
      .run(i + 1, `entry:${name}`, name.replaceAll(/[./]/g, '-'), name, AT, AT),
  );
  const entries = [
    ['client-config', registryEntry('client-config.npm/secret', { packages: npm('secret') }), 1],
    ['client-config', registryEntry('client-config.npm/notes', { packages: npm('@acme/notes') }), 2],
    ['official', registryEntry('io.github.acme/notes', { packages: npm('@acme/notes') }), 2],
  ] as const;
  for (const [registry, { server, nativeId }, serverId] of entries) {
    db.prepare(
      `INSERT INTO entry (registry, native_id, server_id, home_id, status, record, entry_hash, first_seen_at, seen_at, pass)
       VALUES (?, ?, ?, ?, 'active', ?, ?, ?, ?, 0)`,
    ).run(
      registry,
      nativeId,
      serverId,
      serverId,
      canonicalJson(server),
      sha256(canonicalJson({ server, status: 'active' })),
      AT,
      AT,
    );
  }
  db.close();
}

test('what was read of configuration files before is private from the first moment on, and tells servers apart', () => {
  const path = join(temporaryFolder(), 'catalogue.sqlite');
  writeOldCatalogue(path);
  const store = temporaryStore(path);
  const reader = catalogueReader(store);
  const entriesOf = () => reader.view('io-github-acme-notes')!.entries.map(({ registry }) => registry);
  expect([reader.slugs(), entriesOf()]).toEqual([['io-github-acme-notes'], ['official']]);
  identifyEntries(store);
  expect([reader.slugs(), entriesOf()]).toEqual([['io-github-acme-notes'], ['official']]);
  expect(catalogueReader(store, 'operator').slugs()).toEqual([
    'client-config-npm-notes',
    'client-config-npm-secret',
    'io-github-acme-notes',
  ]);
  expect([...reader.redirects()]).toEqual([]);
});
