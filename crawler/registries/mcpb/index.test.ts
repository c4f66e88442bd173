import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeConformance } from '../../../test/registries/conformance.ts';
import { NOT_APPLICABLE } from '../../../test/registries/not-applicable.ts';
import { wireServer, type WireAnswer } from '../../../test/registries/wire-server.ts';
import { catalogueReader } from '../../../catalog/store/reader.ts';
import { temporaryFolder } from '../../../test/temporary-folder.ts';
import { temporaryStore } from '../../../test/temporary-store.ts';
import { zipFile } from '../../../test/zip-file.ts';
import { createHttpClient } from '../../http/http-client.ts';
import { discover } from '../../stages/discover.ts';
import { openRegistry } from '../open-registry.ts';
import { mcpbRegistry } from './index.ts';

const manifest = (changes: Record<string, unknown> = {}) => ({
  manifest_version: '0.3',
  name: 'notes',
  display_name: 'Notes',
  version: '1.2.0',
  description: 'Keeps notes.',
  repository: 'https://github.com/someone/notes',
  server: {
    type: 'node',
    entry_point: 'index.js',
    mcp_config: { command: 'node', args: [], env: { KEY: '${user_config.key}', MODE: 'fast', HOME: '${HOME}' } },
  },
  user_config: { key: { type: 'string', description: 'The key.', sensitive: true, required: true } },
  tools: [{ name: 'add_note', description: 'Adds a note.' }],
  ...changes,
});
const bundle = (changes?: Record<string, unknown>) =>
  zipFile([{ name: 'manifest.json', content: JSON.stringify(manifest(changes)) }]);

async function listed(sources: string[], tries = 1) {
  const http = createHttpClient({ limits: { backoffMs: 1, tries } });
  onTestFinished(() => http.close());
  const registry = await openRegistry(mcpbRegistry, { http, env: {}, sources });
  const pages = await Array.fromAsync(registry.list({ signal: new AbortController().signal }));
  return pages[0]!;
}

describe('crawler/registries/mcpb/index.test.ts', () => {
  it('makes an entry of a bundle at an address, with the hash that ties it to what was read', async () => {
    const file = bundle();
    const { url } = await wireServer(({ url: { pathname } }) =>
      pathname === '/notes.mcpb' ? { body: file } : undefined,
    );
    const { entries, refused } = await listed([`${url}/notes.mcpb`]);
    expect(refused).toEqual([]);
    expect(entries).toMatchObject([
      {
        nativeId: `${url}/notes.mcpb`,
        listing: `${url}/notes.mcpb`,
        declaredTools: { tools: [{ name: 'add_note', description: 'Adds a note.' }], complete: true },
        server: {
          name: 'mcpb/notes',
          title: 'Notes',
          version: '1.2.0',
          repository: { url: 'https://github.com/someone/notes' },
          packages: [
            {
              registryType: 'mcpb',
              identifier: `${url}/notes.mcpb`,
              fileSha256: createHash('sha256').update(file).digest('hex'),
              environmentVariables: [
                { name: 'KEY', description: 'The key.', isRequired: true, isSecret: true },
                { name: 'MODE', value: 'fast' },
                { name: 'HOME' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('reads files, and says nothing of where they lie', async () => {
    const path = join(temporaryFolder(), 'notes.mcpb');
    writeFileSync(path, bundle());
    const page = await listed([path]);
    expect(page.entries).toMatchObject([
      { nativeId: expect.stringMatching(/^file:notes\.mcpb-[\da-f]{6}$/) as string, server: { packages: [] } },
    ]);
    expect(JSON.stringify(page)).not.toContain(path);
    await expect(listed([`${path}.missing`])).rejects.toThrow('cannot read the bundle');
  });

  it('keeps a key in the query out of what is shown', async () => {
    const { url } = await wireServer(() => ({ body: bundle() }));
    const [entry] = (await listed([`${url}/notes.mcpb?token=secret`])).entries;
    expect(entry!.nativeId.startsWith(`${url}/notes.mcpb?`)).toBe(true);
    expect(entry!.listing).toBeUndefined();
    expect(entry!.nativeId).not.toContain('secret');
  });

  it('tells two files of one name apart, and two addresses that differ in the query', async () => {
    const paths = [temporaryFolder(), temporaryFolder()].map((folder) => join(folder, 'notes.mcpb'));
    for (const [i, path] of paths.entries()) writeFileSync(path, bundle({ name: `notes${i}` }));
    const { url } = await wireServer(({ url: { searchParams } }) => ({
      body: bundle({ name: `served${searchParams.get('id')}` }),
    }));
    const sources = [...paths, `${url}/get?id=1`, `${url}/get?id=2`, `${url}/get?id=2`];
    const { entries } = await listed(sources);
    expect(new Set(entries.map(({ nativeId }) => nativeId)).size).toBe(4);
    const again = await listed(sources);
    expect(again.entries.map(({ nativeId }) => nativeId)).toEqual(entries.map(({ nativeId }) => nativeId));
  });

  it('reads no more from an address than it says', async () => {
    const { url } = await wireServer(() => ({ body: Buffer.alloc(64 * 1024 * 1024 + 1) }));
    await expect(listed([`${url}/notes.mcpb`])).rejects.toThrow('sent more than 67108864 bytes');
  });

  it('follows a release to where its file is', async () => {
    const files = await wireServer(() => ({ body: bundle() }));
    const { url } = await wireServer(() => ({ status: 302, headers: { location: `${files.url}/x` } }));
    const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 }, allowPrivate: true });
    onTestFinished(() => http.close());
    const registry = await openRegistry(mcpbRegistry, { http, env: {}, sources: [`${url}/notes.mcpb`] });
    const [page] = await Array.fromAsync(registry.list({ signal: new AbortController().signal }));
    expect(page!.entries).toHaveLength(1);
    // Without that flag, an address that only somebody else names must be a public one.
    await expect(listed([`${url}/notes.mcpb`])).rejects.toThrow('is an address of this machine');
  });

  it.each<[string, Buffer | string, RegExp]>([
    ['is no zip file', 'text', /no readable zip file/],
    ['is cut off', bundle().subarray(0, -10), /no readable zip file/],
    ['leads upwards', zipFile([{ name: '../manifest.json' }]), /invalid relative path/],
    ['has a bad manifest', bundle({ server: {} }), /manifest.json server/],
  ])('loses nothing but a bundle that %s', async (_, body, reason) => {
    const { url } = await wireServer(({ url: { pathname } }) => ({ body: pathname === '/bad' ? body : bundle() }));
    const { entries, refused } = await listed([`${url}/bad`, `${url}/good`]);
    expect(entries.map(({ nativeId }) => nativeId)).toEqual([`${url}/good`]);
    expect(refused).toEqual([{ label: `${url}/bad`, nativeId: `${url}/bad`, reason: expect.stringMatching(reason) }]);
  });

  it('loses nothing but what cannot be fetched or opened, and says of each why', async () => {
    const { url } = await wireServer(({ url: { pathname } }) => {
      if (pathname === '/busy') return { status: 503 };
      if (pathname === '/closed') return { status: 401 };
      return pathname === '/good' ? { body: bundle() } : undefined;
    });
    const path = join(temporaryFolder(), 'missing.mcpb');
    const { entries, refused } = await listed([
      `${url}/gone?key=secret`,
      path,
      `${url}/closed`,
      `${url}/busy`,
      `${url}/good`,
    ]);
    expect(entries.map(({ nativeId }) => nativeId)).toEqual([`${url}/good`]);
    expect(refused.map(({ nativeId, reason }) => [nativeId, reason])).toEqual([
      [expect.stringMatching(/\/gone\?[\da-f]{6}$/), expect.stringMatching(/404/)],
      [expect.stringMatching(/^file:missing\.mcpb-[\da-f]{6}$/), expect.stringMatching(/cannot read/)],
      [`${url}/closed`, expect.stringMatching(/401/)],
      [`${url}/busy`, expect.stringMatching(/503/)],
    ]);
    expect(JSON.stringify(refused)).not.toContain('secret');
    expect(JSON.stringify(refused)).not.toContain(path);
  });

  it('withdraws no bundle because others are named, or because it is gone', async () => {
    const store = temporaryStore();
    const bundles = new Set(Array.from({ length: 30 }, (_, i) => `/${i}`));
    const server = await wireServer(({ url: { pathname } }) =>
      bundles.has(pathname) ? { body: bundle({ name: `notes${pathname.slice(1)}` }) } : undefined,
    );
    const run = async (paths: Iterable<string>, acceptWithdrawals = false) => {
      const http = createHttpClient({ limits: { backoffMs: 1, tries: 1 } });
      onTestFinished(() => http.close());
      const sources = Array.from(paths, (path) => `${server.url}${path}`);
      const registry = await openRegistry(mcpbRegistry, { http, env: {}, sources });
      const context = { runId: 1, report: () => {}, signal: new AbortController().signal };
      return discover(store, registry, context, { acceptWithdrawals });
    };
    await run(bundles);
    expect(catalogueReader(store).slugs()).toHaveLength(30);
    bundles.delete('/3');
    expect(await run(['/3', '/4'])).toMatchObject({ entries: 1, refused: 1, withdrawn: 0, kept: 0 });
    expect(await run(['/5'])).toMatchObject({ entries: 1, withdrawn: 0, kept: 0 });
    await expect(run(['/3'])).rejects.toThrow('has no bundle at /3');
    expect(catalogueReader(store).slugs()).toHaveLength(30);
    expect(store.registries.refusals().map(({ reason }) => reason)).toEqual([expect.stringMatching(/404/)]);
    // Only the operator's word ends them.
    expect(await run(['/5'], true)).toMatchObject({ withdrawn: 29 });
    expect(catalogueReader(store).slugs()).toEqual(['mcpb-notes5']);
  });

  it.each<[WireAnswer, string]>([
    [{ status: 401 }, 'answered 401'],
    [{ status: 404 }, 'has no bundle at /notes.mcpb'],
    [{ status: 429, headers: { 'retry-after': '3600' } }, 'answered 429'],
    [{ status: 503 }, 'answered 503'],
  ])('ends when the host answers %j', async (answer, message) => {
    const { url } = await wireServer(() => answer);
    await expect(listed([`${url}/notes.mcpb`])).rejects.toThrow(message);
  });

  it('needs a bundle to read', async () => {
    await expect(listed([])).rejects.toThrow('needs bundles to read');
  });
});

interface Named {
  path: string;
  body: Buffer | string;
}

describeConformance('crawler/registries/mcpb/index.test.ts', {
  about: mcpbRegistry,
  notApplicable: NOT_APPLICABLE.mcpb,
  record: (number): Named => ({ path: `/notes${number}.mcpb`, body: bundle({ name: `notes${number}` }) }),
  nativeId: (number, url) => `${url}/notes${number}.mcpb`,
  bad: [
    { path: '/bad.mcpb', body: 'text' },
    { path: '/bad.mcpb', body: bundle().subarray(0, -10) },
    { path: '/bad.mcpb', body: bundle({ server: {} }) },
    { path: '/bad.mcpb', body: zipFile([{ name: '../manifest.json' }]) },
  ] satisfies Named[],
  answer: (records, { url: { pathname } }) => (records as Named[]).find(({ path }) => path === pathname),
  sources: (url, records) => (records as Named[]).map(({ path }) => `${url}${path}`),
});
