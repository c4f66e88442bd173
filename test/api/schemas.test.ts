import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_LEVELS } from '../../api/all-levels.ts';
import { DOCUMENT_KINDS } from '../../api/document-kinds.ts';
import type { ApiIndex } from '../../api/model/api-index.ts';
import type { ApiServers } from '../../api/model/api-servers.ts';
import {
  API_INDEX,
  API_LEVELS,
  API_REGISTRIES,
  API_REDIRECTS,
  API_SERVERS,
  API_TOOLS,
  apiSchemaUrl,
  levelToolsUrl,
} from '../../api/paths.ts';
import { policyJsonSchema } from '../../policy/json-schema.ts';
import { writeApiCatalogue } from './api-catalogue.ts';
import { exportInto, hashesOf, readJson, readLines } from './published.ts';
import { mustMatch, publishedValidators } from './schema-check.ts';

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
        if (kind === 'tool' || kind === 'verdict') continue;
        expect(value).toMatchObject({ $schema: `${origin}${apiSchemaUrl(kind)}`, schemaVersion: '1.2.0', kind });
      }
      const schemas = readJson<ApiIndex>(root, API_INDEX).schemas;
      expect(readJson(root, schemas.at(-1)!.href)).toEqual(policyJsonSchema(`${origin}/schemas/policy.v1.json`));
    }
  });

  it('links every file from the index, and nothing that is not there', () => {
    const index = readJson<ApiIndex>(out, API_INDEX);
    const slugs = readJson<ApiServers>(out, API_SERVERS).servers.map(({ slug }) => slug);
    const files = Object.keys(hashesOf(out)).map((path) => `/${path}`);
    const linked = [
      API_INDEX,
      ...index.documents.map(({ href }) => href),
      ...index.schemas.map(({ href }) => href),
      ...index.templates.flatMap(({ hrefTemplate }) => slugs.map((slug) => hrefTemplate.replace('{slug}', slug))),
    ];
    expect(linked.sort()).toEqual(files.sort());
    for (const link of [...index.documents, ...index.templates]) expect(files).toContain(link.schema);
  });

  it('states rows, bytes and hash of the lists', () => {
    const hashes = hashesOf(out);
    const stated = readJson<ApiIndex>(out, API_INDEX).documents.filter(({ sha256 }) => sha256 !== undefined);
    expect(stated).toHaveLength(2 + ALL_LEVELS.length);
    for (const { href, bytes, sha256, entries, mediaType } of stated) {
      expect(sha256).toBe(`sha256:${hashes[href.slice(1)]}`);
      expect(bytes).toBe(statSync(join(out, href)).size);
      const rows = mediaType === 'application/json' ? readJson<ApiServers>(out, href).servers : readLines(out, href);
      expect(entries).toBe(rows.length);
    }
  });
});
