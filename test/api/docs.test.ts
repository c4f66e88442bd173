import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DOCUMENT_KINDS } from '../../api/document-kinds.ts';
import { DOWNLOADS } from '../../api/downloads.ts';
import { ALL_CATEGORIES, ALL_LEVELS } from '../../catalog/model/rubric-order.ts';
import { API_INDEX, API_TOOLS, apiSchemaUrl, POLICY_SCHEMA, policyUrl, serverJsonUrl } from '../../api/paths.ts';
import { SCHEMA_VERSION } from '../../api/model/envelope.ts';
import type { ApiIndex } from '../../api/model/api-index.ts';
import type { ApiServer } from '../../api/model/api-server.ts';
import { serverSlug } from '../../catalog/slug.ts';
import { definitionHash } from '../../catalog/definition-hash.ts';
import { LIMITS } from '../../crawler/launch/limits.ts';
import { VARIANT_IDS } from '../../policy/variants.ts';
import { serveFolder } from '../browser/static-server.ts';
import { writeApiCatalogue } from './api-catalogue.ts';
import { exportInto, readJson, readLines } from './published.ts';

const guide = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
const HOSTILE_SERVER = 'evil.example/</title><script>window.pwned=7</script>';
const LOCAL = 'http://localhost:4321';

describe('docs/api.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-api-'));
  const out = join(folder, 'out');

  beforeAll(async () => {
    const dbPath = join(folder, 'catalog.sqlite');
    writeApiCatalogue(dbPath);
    await exportInto(out, { dbPath });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lists the documents that the code lists', () => {
    const rows = DOCUMENT_KINDS.map(({ kind, path, description }) => `| \`${kind}\` | \`${path}\` | ${description} |`);
    expect(guide).toContain(`| kind | address | content |\n|---|---|---|\n${rows.join('\n')}\n\n`);
    const others = DOWNLOADS.map(({ href, description }) => `| \`${href}\` | ${description} |`);
    expect(guide).toContain(`| address | content |\n|---|---|\n${others.join('\n')}\n\n`);
    for (const category of ALL_CATEGORIES) expect(guide).toContain(`\`${category.toLowerCase()}\``);
    for (const level of ALL_LEVELS) expect(guide).toContain(`\`${level.toLowerCase()}\``);
    expect(guide).toContain(`\`${apiSchemaUrl('{kind}')}\``);
    expect(guide).toContain(`\`${POLICY_SCHEMA}\``);
    expect(guide).toContain(`\`${SCHEMA_VERSION}\``);
  });

  it('fetches nothing that is not published', () => {
    const slugs = ['io-github-modelcontextprotocol-server-filesystem'];
    const known = new Set([
      API_INDEX,
      ...readJson<ApiIndex>(out, API_INDEX).documents.map(({ href }) => href),
      ...readJson<ApiIndex>(out, API_INDEX).schemas.map(({ href }) => href),
      ...readJson<ApiIndex>(out, API_INDEX).downloads.map(({ href }) => href),
      ...slugs.flatMap((slug) => [serverJsonUrl(slug), ...VARIANT_IDS.map((id) => policyUrl(slug, id))]),
    ]);
    const fetched = [...guide.matchAll(/curl -sO? "?http:\/\/localhost:4321([^\s"$]+)/g)].map(([, path]) => path!);
    expect(fetched.length).toBeGreaterThan(5);
    expect(fetched.filter((path) => !known.has(path))).toEqual([]);
  });

  it('states what bounds the document of a server', () => {
    expect(guide).toContain(`may write ${LIMITS.stdoutBytes / 1024 / 1024} MB in all`);
    const tools = readJson<ApiServer>(out, serverJsonUrl(serverSlug(HOSTILE_SERVER))).tools;
    const huge = tools['huge']!;
    expect(definitionHash(huge.definition)).toBe(huge.definitionHash);
    expect(JSON.stringify(huge.definition).length).toBeGreaterThan(100_000);
  });

  it('has a reader of lists that works where DecompressionStream does not', async () => {
    const [, snippet] = /^```js\n(.*?)^```$/ms.exec(guide)!;
    const file = join(folder, 'lines.mjs');
    writeFileSync(file, snippet!);
    writeFileSync(join(out, '404.html'), '');
    const served = await serveFolder(out);
    try {
      const { linesOf } = (await import(file)) as { linesOf: (url: string) => AsyncIterable<unknown> };
      const url = new URL(API_TOOLS, served.url).href;
      expect(await Array.fromAsync(linesOf(url))).toEqual(readLines(out, API_TOOLS));
      const { body } = await fetch(url);
      await expect(new Response(body!.pipeThrough(new DecompressionStream('gzip'))).text()).rejects.toMatchObject({
        code: 'ERR_TRAILING_JUNK_AFTER_STREAM_END',
      });
    } finally {
      await served.close();
    }
  });

  it('states the licence of the index', () => {
    const { licence } = readJson<ApiIndex>(out, API_INDEX);
    expect(guide).toContain(`under ${licence.id}`);
  });

  it('has a TypeScript example that works', async () => {
    const [, snippet] = /^```ts\n(.*?)^```$/ms.exec(guide)!;
    writeFileSync(join(out, '404.html'), '');
    const served = await serveFolder(out);
    try {
      const file = join(folder, 'example.mjs');
      writeFileSync(file, stripTypeScriptTypes(snippet!.replace(LOCAL, served.url)));
      const { policyOf } = (await import(file)) as { policyOf: (slug: string) => Promise<unknown> };
      const { policy } = readJson<ApiServer>(out, serverJsonUrl('example-tricky'));
      expect(await policyOf('example-tricky')).toEqual(policy);
      expect(await policyOf('io-github-example-failed')).toBeUndefined();
      await expect(policyOf('no-such-server')).rejects.toThrow('404');
    } finally {
      await served.close();
    }
  });
});
