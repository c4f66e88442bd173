import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_CATEGORIES, ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import { DOCUMENT_KINDS } from '../../api/document-kinds.ts';
import type { ApiIndex } from '../../api/model/api-index.ts';
import type { ApiAttacks } from '../../api/model/api-attack.ts';
import type { ApiChanges } from '../../api/model/api-changes.ts';
import type { ApiServers } from '../../api/model/api-servers.ts';
import {
  API_ATTACKS,
  API_CHANGES,
  API_INDEX,
  API_LEVELS,
  API_POLICIES,
  API_REGISTRIES,
  API_REDIRECTS,
  API_SERVERS,
  API_STATS,
  API_SUMS,
  API_TOOLS,
  apiSchemaUrl,
  ATOM_FEED,
  categoryToolsUrl,
  CHANGED_FILES,
  JSON_FEED,
  levelToolsUrl,
  policyUrl,
  registryServersUrl,
} from '../../api/paths.ts';
import { SCHEMA_VERSION } from '../../api/model/envelope.ts';
import { VARIANT_IDS } from '../../policy/variants.ts';
import { policyJsonSchema } from '../../policy/json-schema.ts';
import { writeApiCatalogue } from './api-catalogue.ts';
import { exportInto, hashesOf, readJson, readLines, readText } from './published.ts';
import { mustMatch, publishedValidators } from './schema-check.ts';

/** Kinds of which a document is a line. */
const LINES = new Set(['tool', 'verdict', 'category', 'registry', 'policies', 'change']);

describe('test/api/schemas.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-api-'));
  const [dbPath, out, named] = ['catalog.sqlite', 'out', 'named'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];

  beforeAll(async () => {
    writeApiCatalogue(dbPath);
    await exportInto(out, { dbPath });
    await exportInto(named, { dbPath, siteUrl: 'https://toolgate.example/' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Every document and every line with its kind. */
  function* everything(root: string): Generator<[string, unknown]> {
    yield ['index', readJson(root, API_INDEX)];
    yield ['levels', readJson(root, API_LEVELS)];
    yield ['registries', readJson(root, API_REGISTRIES)];
    yield ['redirects', readJson(root, API_REDIRECTS)];
    yield ['stats', readJson(root, API_STATS)];
    const attacks = readJson<ApiAttacks>(root, API_ATTACKS);
    yield ['attacks', attacks];
    for (const { url } of attacks.attacks) yield ['attack', readJson(root, url)];
    const changes = readJson<ApiChanges>(root, API_CHANGES);
    yield ['changes', changes];
    for (const { href } of changes.days) for (const line of readLines(root, href)) yield ['change', line];
    for (const line of readLines(root, API_POLICIES)) yield ['policies', line];
    for (const registry of ['file', 'official']) {
      if (existsSync(join(root, registryServersUrl(registry))))
        for (const line of readLines(root, registryServersUrl(registry))) yield ['registry', line];
    }
    for (const category of ALL_CATEGORIES) {
      for (const line of readLines(root, categoryToolsUrl(category))) yield ['category', line];
    }
    const list = readJson<ApiServers>(root, API_SERVERS);
    yield ['servers', list];
    for (const { url } of list.servers) yield ['server', readJson(root, url)];
    for (const line of readLines(root, API_TOOLS)) yield ['tool', line];
    for (const level of ALL_LEVELS) for (const line of readLines(root, levelToolsUrl(level))) yield ['verdict', line];
  }

  it('has a schema for every document and line, and they match', () => {
    for (const root of [out, named]) {
      const validators = publishedValidators(root, false);
      const seen = new Set<string>();
      for (const [kind, value] of everything(root)) {
        mustMatch(validators.get(kind), value, `${kind} ${JSON.stringify(value).slice(0, 200)}`);
        seen.add(kind);
      }
      expect([...seen].sort()).toEqual(DOCUMENT_KINDS.map(({ kind }) => kind).sort());
    }
  });

  it('describes every field, and still lets consumers meet new ones', () => {
    const [closed, open] = [publishedValidators(out, true), publishedValidators(out, false)];
    for (const [kind, value] of everything(out)) {
      mustMatch(closed.get(kind), value, `${kind} ${JSON.stringify(value).slice(0, 200)}`);
      const newer = { ...(value as object), invented: 1 };
      mustMatch(open.get(kind), newer, kind);
      expect(() => mustMatch(closed.get(kind), newer, kind)).toThrow('invented');
    }
  });

  it('names schemas by path, or by address when the site has one', () => {
    const path = apiSchemaUrl('server');
    expect(readJson(out, path)['$id']).toBe(path);
    expect(readJson(named, path)['$id']).toBe(`https://toolgate.example${path}`);
    for (const [root, origin] of [
      [out, ''],
      [named, 'https://toolgate.example'],
    ] as const) {
      for (const [kind, value] of everything(root)) {
        if (LINES.has(kind)) continue;
        expect(value).toMatchObject({ $schema: `${origin}${apiSchemaUrl(kind)}`, schemaVersion: SCHEMA_VERSION, kind });
      }
      const schemas = readJson<ApiIndex>(root, API_INDEX).schemas;
      expect(readJson(root, schemas.at(-1)!.href)).toEqual(policyJsonSchema(`${origin}/schemas/policy.v1.json`));
    }
  });

  it('links every file from the index, and nothing that is not there', () => {
    const index = readJson<ApiIndex>(out, API_INDEX);
    const slugs = readJson<ApiServers>(out, API_SERVERS).servers.map(({ slug }) => slug);
    const files = Object.keys(hashesOf(out)).map((path) => `/${path}`);
    const withTools = readLines<{ serverSlug: string }>(out, API_POLICIES).map(({ serverSlug }) => serverSlug);
    const linked = [
      API_INDEX,
      // The pages link these.
      ATOM_FEED,
      JSON_FEED,
      ...index.documents.map(({ href }) => href),
      ...index.downloads.map(({ href }) => href),
      ...index.schemas.map(({ href }) => href),
      ...slugs.map((slug) =>
        index.templates.find(({ kind }) => kind === 'server')!.hrefTemplate.replace('{slug}', slug),
      ),
      ...readJson<ApiChanges>(out, API_CHANGES).days.map(({ href }) => href),
      ...readJson<ApiAttacks>(out, API_ATTACKS).attacks.map(({ url }) => url),
      ...withTools.flatMap((slug) => VARIANT_IDS.map((id) => policyUrl(slug, id))),
    ];
    expect(index.templates.map(({ hrefTemplate }) => hrefTemplate)).toEqual([
      '/api/v1/servers/{slug}.json',
      '/api/v1/attacks/{attack}.json',
      '/api/v1/changes/{day}.ndjson.gz',
      '/api/v1/policies/{slug}/{variant}.json',
    ]);
    expect(linked.sort()).toEqual(files.sort());
    for (const link of [...index.documents, ...index.templates]) expect(files).toContain(link.schema);
  });

  it('states rows, bytes and hash of the lists', () => {
    const hashes = hashesOf(out);
    const { documents, downloads } = readJson<ApiIndex>(out, API_INDEX);
    for (const { href, sha256, bytes } of [...documents, ...downloads]) {
      expect([undefined, `sha256:${hashes[href.slice(1)]}`]).toContain(sha256);
      expect([undefined, statSync(join(out, href)).size]).toContain(bytes);
    }
    expect(downloads.filter(({ sha256 }) => sha256 === undefined).map(({ href }) => href)).toEqual([
      CHANGED_FILES,
      API_SUMS,
    ]);
    expect(documents.filter(({ sha256 }) => sha256 === undefined)).toEqual([]);
    for (const { href, entries, mediaType } of documents.filter((link) => link.entries !== undefined)) {
      const rows = mediaType === 'application/json' ? readJson<ApiServers>(out, href).servers : readLines(out, href);
      expect(entries).toBe(rows.length);
    }
    expect(documents.filter(({ entries }) => entries !== undefined).length).toBeGreaterThan(14);
    for (const { href, entries, bytes, sha256 } of readJson<ApiChanges>(out, API_CHANGES).days) {
      expect([entries, bytes, sha256]).toEqual([
        readLines(out, href).length,
        statSync(join(out, href)).size,
        `sha256:${hashes[href.slice(1)]}`,
      ]);
    }
  });

  it('lists every list and download with its checksum', () => {
    const hashes = hashesOf(out);
    const sums = readText(out, API_SUMS).trimEnd().split('\n');
    expect(sums).toEqual(sums.toSorted((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)));
    for (const line of sums) expect(line.slice(0, 64)).toBe(hashes[`api/v1/${line.slice(66)}`]);
    const others = Object.keys(hashes).filter(
      (path) => path.startsWith('api/v1/') && !/^api\/v1\/(?:servers|policies)\//.test(path),
    );
    expect(sums.map((line) => `/api/v1/${line.slice(66)}`)).toEqual(
      others
        .map((path) => `/${path}`)
        .filter((url) => url !== API_SUMS && url !== CHANGED_FILES)
        .sort(),
    );
  });
});
