import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Validator } from '@seriousme/openapi-schema-validator';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../../api/document-kinds.ts';
import type { ApiChange } from '../../api/model/api-change.ts';
import type { ApiChanges } from '../../api/model/api-changes.ts';
import type { ApiPolicies } from '../../api/model/api-policies.ts';
import type { ApiServer } from '../../api/model/api-server.ts';
import type { ApiServers } from '../../api/model/api-servers.ts';
import type { ApiTool } from '../../api/model/api-tool.ts';
import {
  API_CHANGES,
  API_DATABASE,
  API_OPENAPI,
  API_POLICIES,
  API_SERVERS,
  API_TOOLS,
  ATOM_FEED,
  CHANGED_FILES,
  JSON_FEED,
} from '../../api/paths.ts';
import { badgeUrl } from '../../site/links.ts';
import { decide } from '../../policy/decide.ts';
import { loadPolicy } from '../../policy/load.ts';
import { STALE, writeApiCatalogue } from './api-catalogue.ts';
import { exportInto, hashesOf, readJson, readLines, readText } from './published.ts';

type Json = Record<string, unknown>;

describe('test/api/downloads.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-api-'));
  const out = join(folder, 'out');
  const named = join(folder, 'named');

  beforeAll(async () => {
    const dbPath = join(folder, 'catalog.sqlite');
    writeApiCatalogue(dbPath);
    await exportInto(out, { dbPath });
    await exportInto(named, { dbPath, siteUrl: 'https://toolgate.example/' });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const servers = () => readJson<ApiServers>(out, API_SERVERS).servers.map(({ url }) => readJson<ApiServer>(out, url));
  const changes = () =>
    readJson<ApiChanges>(out, API_CHANGES).days.flatMap(({ href }) => readLines<ApiChange>(out, href));

  it('offers three policies for each server as files that load, each allowing no more than the one before', () => {
    const lines = new Map(readLines<ApiPolicies>(out, API_POLICIES).map((line) => [line.serverSlug, line]));
    for (const { slug, tools, policy, policyFiles } of servers()) {
      const known = Object.keys(tools).length > 0;
      expect([policyFiles !== undefined, lines.has(slug)]).toEqual([known, known]);
      if (!known) continue;
      const line = lines.get(slug)!;
      let before = new Set(Object.keys(tools));
      for (const id of ['recommended', 'readOnly', 'strict'] as const) {
        const loaded = loadPolicy(readText(out, policyFiles![id]));
        if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
        expect(line[id]).toEqual({ url: policyFiles![id], policy: loaded.policy });
        const allowed = [...before].filter((tool) => decide(loaded.compiled, { tool }).decision !== 'hidden');
        before = new Set(allowed);
      }
      expect(line.recommended.policy).toEqual(policy);
    }
  });

  it('describes itself in OpenAPI 3.1, as a validator reads it', async () => {
    for (const root of [out, named]) {
      const document = readJson<Json & { paths: Json; components: { schemas: Json } }>(root, API_OPENAPI);
      const result = await new Validator().validate(structuredClone(document));
      expect(result).toMatchObject({ valid: true });
      expect(Object.keys(document.paths)).toEqual(expect.arrayContaining(DOCUMENT_KINDS.map(({ path }) => path)));
      const references = Array.from(JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g), ([, target]) => target!);
      expect(references.length).toBeGreaterThan(20);
      const names = Object.keys(document.components.schemas);
      expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
      for (const target of references) {
        expect(target).toMatch(/^#\/components\/schemas\//);
        expect(document.components.schemas).toHaveProperty([target.split('/').at(-1)!]);
      }
    }
    // A client appends the path to the address as it is.
    const [server] = readJson<{ servers: { url: string }[] }>(named, API_OPENAPI).servers;
    expect(`${server!.url}${API_CHANGES}`).toBe(`https://toolgate.example${API_CHANGES}`);
    expect(readJson(out, API_OPENAPI)).not.toHaveProperty('servers');
  });

  it('has every published address in OpenAPI', () => {
    const templates = Object.keys(readJson<{ paths: Json }>(out, API_OPENAPI).paths);
    const patterns = templates.map(
      (path) => new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    );
    const paths = Object.keys(hashesOf(out)).map((path) => `/${path}`);
    // It leaves out itself.
    expect(paths.filter((path) => path !== API_OPENAPI && !patterns.some((pattern) => pattern.test(path)))).toEqual([]);
    expect(templates).toContain(badgeUrl('{slug}'));
    expect(JSON.stringify(readJson(out, API_OPENAPI))).toContain('several members');
  });

  it('tells the validator’s refusal apart', async () => {
    const { info: _, ...broken } = readJson(out, API_OPENAPI);
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('holds in the database what the list of tools holds, and nothing of the crawler', () => {
    const path = join(folder, 'download.sqlite');
    const bytes = gunzipSync(readFileSync(join(out, API_DATABASE)));
    // Versions for writing and reading; 2 is WAL, which needs a folder that can be written to, even to read:
    // https://sqlite.org/fileformat.html#file_format_version_numbers
    expect([...bytes.subarray(18, 20)]).toEqual([1, 1]);
    writeFileSync(path, bytes);
    const db = new Database(path, { readonly: true });
    const all = <Row>(sql: string) => db.prepare<[], Row>(sql).all();
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(all(`PRAGMA foreign_key_check`)).toEqual([]);
    const tools = readLines<ApiTool & { server: string }>(out, API_TOOLS);
    expect(
      all(`SELECT server.name server, tool.name, category, level, definition_hash "hash", tool.description, policy
           FROM tool JOIN server ON server.id = server_id ORDER BY tool.id`),
    ).toEqual(
      tools.map(({ server, name, category, level, definitionHash: hash, definition, policy }) => {
        const { description = null } = definition;
        return { server, name, category, level, hash, description, policy: JSON.stringify(policy) };
      }),
    );
    const count = (table: string) => all<{ n: number }>(`SELECT count(*) n FROM ${table}`)[0]!.n;
    expect(count('finding')).toBe(tools.flatMap((tool) => [...tool.findings, ...tool.catalogueFindings]).length);
    expect(count('tool_facet')).toBe(tools.flatMap(({ facets }) => facets).length);
    expect(count('tool_attack')).toBe(tools.flatMap(({ attacks }) => attacks).length);
    expect(count('tool_attack')).toBeGreaterThan(0);
    expect(count('source_reference')).toBe(tools.flatMap(({ sourceReferences }) => sourceReferences).length);
    expect(count('policy')).toBe(3 * readLines(out, API_POLICIES).length);
    expect(all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1`)).toEqual(
      ['about', 'finding', 'policy', 'server', 'source_reference', 'tool', 'tool_attack', 'tool_facet'].map((name) => ({
        name,
      })),
    );
    db.close();
  });

  it('tells what changed, the first list of a server as one change', () => {
    const tricky = changes().filter(({ serverSlug }) => serverSlug === 'example-tricky');
    expect(tricky.map(({ event, tool, tools }) => [event, tool, tools])).toEqual([
      ['tool-changed', STALE, undefined],
      ['server-added', undefined, undefined],
      ['tool-changed', STALE, undefined],
      ['tools-listed', undefined, 26],
    ]);
    expect(tricky[0]).toMatchObject({ at: '2026-11-21T00:00:00.000Z', says: ['the description changed'] });
    const days = readJson<ApiChanges>(out, API_CHANGES).days.map(({ day }) => day);
    expect(days).toEqual(days.toSorted().toReversed());
    // It came as deleted and was never shown.
    expect(JSON.stringify(changes())).not.toContain('malware');
  });

  it('feeds readers with well-formed XML and JSON, hostile names included', () => {
    const atom = readText(named, ATOM_FEED);
    expect(atom).toMatch(/^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed /);
    expect(atom).not.toMatch(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u);
    const tags = Array.from(atom.matchAll(/<(\/?)([\w:]+)[^<>]*?(\/?)>/g));
    const open: string[] = [];
    const closed: unknown[][] = [];
    for (const [, end, name, empty] of tags) {
      if (end === '/') closed.push([open.pop(), name]);
      else if (empty !== '/') open.push(name!);
    }
    expect(open).toEqual([]);
    expect(closed.filter(([opened, name]) => opened !== name)).toEqual([]);
    expect(new Set(tags.map(([, , name]) => name))).toEqual(
      new Set(['feed', 'id', 'title', 'updated', 'author', 'name', 'link', 'entry', 'summary']),
    );
    const feed = readJson<{ version: string; items: { id: string; title: string; url?: string }[] }>(named, JSON_FEED);
    expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
    expect(feed.items).toHaveLength(changes().length);
    expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
    for (const { url } of feed.items) expect(url).toMatch(/^https:\/\/toolgate\.example\/tools\/[\w.-]+\//);
    expect(atom.match(/<id>/g)).toHaveLength(feed.items.length + 1);
  });

  it('lists files in a table that no table program takes for formulas', () => {
    const [head, ...rows] = readText(out, CHANGED_FILES).trimEnd().split('\n');
    expect(head).toBe('lastmod,path,kind');
    for (const row of rows) expect(row).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,\/[\w./-]+,[a-z]+$/);
  });
});
