import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import type { ApiIndex } from '../../api/model/api-index.ts';
import type { ApiLevels } from '../../api/model/api-levels.ts';
import type { ApiServer } from '../../api/model/api-server.ts';
import type { ApiServers } from '../../api/model/api-servers.ts';
import type { ApiTool } from '../../api/model/api-tool.ts';
import type { ApiVerdict } from '../../api/model/api-verdict.ts';
import {
  API_INDEX,
  API_LEVELS,
  API_REGISTRIES,
  API_SERVERS,
  API_TOOLS,
  levelToolsUrl,
  serverJsonUrl,
} from '../../api/paths.ts';
import { definitionHash } from '../../catalog/definition-hash.ts';
import { levelFor } from '../../catalog/model/rubric.ts';
import { openStore } from '../../catalog/store/open.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import { loadPolicy } from '../../policy/load.ts';
import { HOSTILE, writeHostileCatalogue } from '../browser/hostile-catalogue.ts';
import { STALE, TRICKY_NAMES, UNJUDGED, writeApiCatalogue } from './api-catalogue.ts';
import { exportInto, hashesOf, readJson, readLines, readText } from './published.ts';
import { mustMatch, publishedValidators } from './schema-check.ts';

type ToolLine = ApiTool & { server: string; serverSlug: string };

/** What a client does with the address of a tool (RFC 6901, section 6). */
function follow(out: string, url: string): unknown {
  const [path, fragment] = url.split('#') as [string, string];
  let value: unknown = readJson(out, path);
  for (const part of decodeURIComponent(fragment).split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!Object.hasOwn(value as object, name)) throw new Error(`${url}: no ${name}`);
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

describe('test/api/export.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-api-'));
  const out = join(folder, 'out');
  let servers: ApiServer[];
  let lines: ToolLine[];

  beforeAll(async () => {
    const dbPath = join(folder, 'catalog.sqlite');
    writeApiCatalogue(dbPath);
    await exportInto(out, { dbPath });
    servers = readJson<ApiServers>(out, API_SERVERS).servers.map(({ url }) => readJson<ApiServer>(out, url));
    lines = readLines<ToolLine>(out, API_TOOLS);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const tricky = () => servers.find(({ slug }) => slug === 'example-tricky')!;
  const trickyTool = (name: string) => tricky().tools[name]!;

  it('keeps every tool under its exact name', () => {
    const names = Object.keys(tricky().tools);
    expect(names.sort()).toEqual([...TRICKY_NAMES, UNJUDGED, STALE].sort());
    for (const name of names) {
      expect(trickyTool(name)).toMatchObject({ name, definition: { name } });
      expect(definitionHash(trickyTool(name).definition)).toBe(trickyTool(name).definitionHash);
    }
    expect(JSON.stringify(trickyTool('__proto__').definition.inputSchema)).toContain('"__proto__":{"polluted":true}');
    const hostile = servers.find(({ slug }) => slug.startsWith('evil'))!;
    expect(Object.keys(hostile.tools).sort()).toEqual(HOSTILE.map(({ name }) => name).sort());
    expect(Object.values(hostile.tools).map(({ definition }) => definition)).toEqual(
      expect.arrayContaining(HOSTILE.filter(({ name }) => name === 'huge')),
    );
  });

  it('writes tools by name and keeps their place in the server’s own list', () => {
    const written = readText(out, serverJsonUrl('example-tricky'));
    const text = written.slice(written.indexOf('"tools": {\n'));
    const names = [...text.matchAll(/^("(?:[^"\\]|\\.)*"): \{"name":/gm)].map(
      ([, name]) => JSON.parse(name!) as string,
    );
    expect(names).toHaveLength(TRICKY_NAMES.length + 2);
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(TRICKY_NAMES.map((name) => trickyTool(name).position)).toEqual(TRICKY_NAMES.map((_, i) => i));
  });

  it('sorts servers by slug and lists the same tools everywhere', () => {
    const slugs = servers.map(({ slug }) => slug);
    expect(slugs).toEqual(slugs.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    const expected = servers.flatMap(({ name: server, slug: serverSlug, tools }) =>
      Object.values(tools)
        .toSorted((a, b) => (a.name < b.name ? -1 : 1))
        .map((tool) => ({ server, serverSlug, ...tool })),
    );
    expect(lines).toEqual(expected);
  });

  it('addresses every tool by a pointer', () => {
    for (const { url, server: _server, serverSlug: _slug, ...tool } of lines) {
      expect(follow(out, url)).toEqual({ url, ...tool });
    }
    expect(trickyTool('a/b~c').url).toBe('/api/v1/servers/example-tricky.json#/tools/a~1b~0c');
  });

  it('writes text that can be read by any strict parser and put on a page', () => {
    for (const path of Object.keys(hashesOf(out)).filter((name) => /^api\/.*\.(?:json|ndjson\.gz)$/.test(name))) {
      const text = readText(out, path);
      // Nothing that is not seen but the line breaks of the layout, and no lone surrogate in any spelling.
      expect(text.replaceAll('\n', '')).not.toMatch(/[<>\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u{FE0F}]/u);
      expect(JSON.stringify(path.endsWith('.json') ? readJson(out, path) : readLines(out, path))).not.toMatch(
        /\\ud[89a-f]/,
      );
      expect(text.includes('\uFFFD')).toBe(path.includes('servers/example-tricky') || path.endsWith('tools.ndjson.gz'));
    }
    expect(tricky().lastGoodList?.profile?.arguments).toEqual(['--mode', 'cut\uFFFD']);
    expect(trickyTool('apple').evidence).toEqual([{ field: '/name', quote: 'app\uFFFD' }]);
  });

  it('recommends policies that load', () => {
    const validate = publishedValidators(out, true).get('policy');
    const policies = [...servers.map(({ policy }) => policy), ...lines.map(({ policy }) => policy)];
    for (const policy of policies.filter((each) => each !== undefined)) {
      mustMatch(validate, policy, 'policy');
      expect(loadPolicy(JSON.stringify(policy))).toMatchObject({ policy });
    }
    expect(trickyTool('apple').policy).toEqual({
      version: '1',
      default: 'deny',
      tools: { apple: { deny_if: [{ conditions: [], on_deny: 'Requires human approval.' }] } },
    });
    expect(Object.hasOwn(tricky().policy!.tools!, '__proto__')).toBe(true);
    expect(servers.filter(({ policy }) => policy === undefined).map(({ slug }) => slug)).toEqual([
      'io-github-example-failed',
    ]);
  });

  it('gives no verdict on a definition that was not judged', () => {
    for (const name of [UNJUDGED, STALE]) {
      expect(trickyTool(name)).toMatchObject({ classified: false, category: 'Unclassified', level: 'Unclassified' });
      expect(trickyTool(name)).not.toHaveProperty('decidedBy');
      expect(loadPolicy(JSON.stringify(trickyTool(name).policy))).toMatchObject({
        policy: { default: 'deny', tools: { [name]: { deny_if: [{ conditions: [] }] } } },
      });
      expect(tricky().policy!.tools![name]!.deny_if).toHaveLength(1);
    }
    const { history, definitionHash: current } = trickyTool(STALE);
    expect(history[0]).toMatchObject({ definitionHash: current, since: '2026-11-21T00:00:00.000Z' });
    const says = 'the description changed';
    expect(history[0]!.changes).toEqual([
      {
        field: '/description',
        subject: 'description',
        how: 'changed',
        severity: 'info',
        says,
        before: 'Get the time.',
        after: 'Delete all files.',
      },
    ]);
    expect(history.at(-1)).not.toHaveProperty('changes');
    expect(trickyTool('apple')).toMatchObject({ classified: true, decidedBy: { kind: 'override' } });
  });

  it('tells where a server comes from and how its launches ended', () => {
    expect(tricky()).toMatchObject({
      websiteUrl: 'https://example.com/?a=<b>',
      packages: [{ environmentVariables: [{ name: 'TOKEN' }], packageArguments: [{ name: '--mode' }, {}] }, {}],
      entries: [{ registry: 'official', nativeId: 'tricky@1', status: 'active' }],
      outcome: { code: 'flooded', group: 'protocol', meaning: 'The server wrote more output than the limit.' },
      launches: [{ outcome: 'flooded' }, { outcome: 'listed' }],
      lastGoodList: { toolSource: 'live-dummy', package: { version: '1.0.0', integrity: 'sha512-a' } },
      malformed: [{ index: 1, label: 'entry 2', reason: 'name: is empty' }],
    });
    const hostile = servers.find(({ slug }) => slug.startsWith('evil'))!;
    // A javascript: address is not passed on.
    expect(hostile).not.toHaveProperty('websiteUrl');
    const imported = servers.find(({ slug }) => slug === 'example-imported')!;
    expect([imported.outcome, imported.lastGoodList]).toEqual([undefined, undefined]);
  });

  it('names the detection and the kind of every finding, and the legs of tools and server', () => {
    const { findings, legs } = tricky();
    const apple = trickyTool('apple');
    expect(apple.findings).toEqual([
      expect.objectContaining({ rule: 'x', kind: 'hostile' }),
      {
        detection: 'D16',
        kind: 'hazard',
        rule: 'source-sink',
        severity: 'info',
        message: 'm',
        field: '/source/0/text',
        quote: 'eval(x)',
        source: { path: 'src/a.ts', line: 3 },
      },
    ]);
    const drift = { detection: 'D8', kind: 'provenance', rule: 'definition-drift', tool: 'apple' };
    expect(apple.catalogueFindings).toEqual([expect.objectContaining(drift)]);
    expect(findings).toEqual([
      expect.objectContaining(drift),
      expect.objectContaining({ detection: 'D15', severity: 'high' }),
    ]);
    expect(apple.legs).toEqual(['way-out']);
    expect(legs['way-out']).toContain('apple');
  });

  it('leaves deleted servers out of everything', () => {
    for (const path of Object.keys(hashesOf(out))) {
      const bytes = readFileSync(join(out, path));
      expect((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).includes('malware')).toBe(false);
    }
  });

  it('puts every tool into the list of its level, and counts it', () => {
    const index = readJson<ApiIndex>(out, API_INDEX);
    const { levels, categories } = readJson<ApiLevels>(out, API_LEVELS);
    for (const level of ALL_LEVELS) {
      const verdicts = readLines<ApiVerdict>(out, levelToolsUrl(level));
      expect(verdicts.map(({ url }) => url)).toEqual(
        lines.filter((tool) => tool.level === level).map(({ url }) => url),
      );
      expect([index.totals.byLevel[level], levels.find((row) => row.level === level)?.tools]).toEqual([
        verdicts.length,
        verdicts.length,
      ]);
    }
    for (const { category, tools } of categories) expect(index.totals.byCategory[category]).toBe(tools);
    expect(index.totals).toMatchObject({ servers: servers.length, tools: lines.length });
    expect(index.latestLaunchAt).toBe('2026-11-21T10:00:00.000Z');
  });

  it('prints the rubric and the recommended rules', () => {
    const { levels, categories, facets } = readJson<ApiLevels>(out, API_LEVELS);
    for (const { level, baseOf } of levels) for (const category of baseOf) expect(levelFor(category, [])).toBe(level);
    expect(levels.find(({ level }) => level === 'Critical')?.raisedToBy).toContain('freeform-shell');
    expect(facets.find(({ facet }) => facet === 'secrets')).toMatchObject({ raisesTo: 'High' });
    expect(categories.map(({ recommended }) => recommended.effect).join('\n')).toMatch(/removed from the tool list/);
    for (const { recommended } of categories)
      expect(loadPolicy(JSON.stringify(recommended.policy))).not.toHaveProperty('problems');
  });

  it('calls files of the operator `file`, in conflicts too: their ids are made from paths', async () => {
    const dbPath = join(folder, 'filed.sqlite');
    const store = openStore(dbPath);
    const at = '2026-11-20T00:00:00.000Z';
    const server = { name: 'a/b', description: '', packages: [], remotes: [] };
    const { id } = store.servers.put({ identity: 'filed', status: 'active', server }, at);
    for (const registry of ['official', 'file:servers-a1b2c3']) {
      store.registries.open(registry, registry);
      store.registries.putEntry(registry, { nativeId: registry, status: 'active', server }, id, at);
    }
    const values = [{ value: 'x', entries: [{ registry: 'file:servers-a1b2c3', nativeId: 'n' }] }];
    store.db
      .prepare(`UPDATE server SET conflicts = ? WHERE id = ?`)
      .run(JSON.stringify([{ field: 'title', values }]), id);
    store.close();
    const filed = join(folder, 'filed');
    await exportInto(filed, { dbPath });
    const document = readJson<ApiServer>(filed, serverJsonUrl('a-b'));
    expect(document.entries.map(({ registry }) => registry).toSorted()).toEqual(['file', 'official']);
    expect(document.conflicts).toMatchObject([{ values: [{ entries: [{ registry: 'file' }] }] }]);
    const { registries } = readJson<{ registries: { id: string }[] }>(filed, API_REGISTRIES);
    expect(registries.map(({ id: listed }) => listed)).toContain('file');
  });

  it('counts as the catalogue’s reader does', async () => {
    const dbPath = join(folder, 'plain.sqlite');
    writeHostileCatalogue(dbPath);
    await exportInto(join(folder, 'plain'), { dbPath });
    const store = openStore(dbPath, { readonly: true });
    expect(readJson<ApiIndex>(join(folder, 'plain'), API_INDEX).totals).toEqual(catalogueReader(store).totals());
    store.close();
  });
});
