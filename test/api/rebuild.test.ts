import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiIndex } from '../../api/model/api-index.ts';
import type { ApiServers } from '../../api/model/api-servers.ts';
import { API_INDEX, API_SERVERS, API_TOOLS, CHANGED_FILES, serverJsonUrl } from '../../api/paths.ts';
import { Rejected } from '../../catalog/errors.ts';
import { openStore, type Store } from '../../catalog/store/open.ts';
import { openOutput } from '../../output/output-directory.ts';
import { publish, type PublishProgress } from '../../publish/publish.ts';
import { AT, listTools, ORDINARY } from '../browser/hostile-catalogue.ts';
import { writeApiCatalogue } from './api-catalogue.ts';
import { changedPaths, exportInto, hashesOf as everyHash, readJson, readLines, readText } from './published.ts';

const SLUG = 'example-imported';

/** The list of changed files is about the folder, with the dates of its builds; all else follows from the data. */
function hashesOf(folder: string): Record<string, string> {
  const { [CHANGED_FILES.slice(1)]: _, ...hashes } = everyHash(folder);
  return hashes;
}

/** Attack patterns count the tools that they apply to; which ones a change touches is no matter here. */
const noAttack = (path: string): boolean => !path.startsWith('api/v1/attacks');

describe('test/api/rebuild.test.ts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'toolgate-api-'));
  const dbPath = join(folder, 'catalog.sqlite');
  const out = join(folder, 'out');

  beforeAll(async () => {
    writeApiCatalogue(dbPath);
    await exportInto(out, { dbPath });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Changes the catalogue, exports it again, and gives the paths that differ. */
  async function changedBy(change: (store: Store, serverId: number) => void): Promise<string[]> {
    const before = hashesOf(out);
    const store = openStore(dbPath);
    store.transaction(() => change(store, store.servers.bySlug(SLUG)!.id));
    store.close();
    const began = new Date().toISOString();
    const { written, pruned } = await exportInto(out, { dbPath });
    const changed = changedPaths(before, hashesOf(out));
    // The list of changed files is the one more, and names the others.
    expect(written + pruned).toBe(changed.length + 1);
    const rows = readText(out, CHANGED_FILES)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    const newest = rows.filter(([at]) => at! >= began);
    expect(newest.map(([, path]) => path!.slice(1)).sort()).toEqual(changed.toSorted());
    const gone = changed.filter((path) => !existsSync(join(out, path)));
    expect(newest.flatMap(([, path, kind]) => (kind === 'removed' ? [path!.slice(1)] : [])).sort()).toEqual(
      gone.toSorted(),
    );
    expect(rows.map(([at]) => at)).toEqual(
      rows
        .map(([at]) => at!)
        .toSorted()
        .toReversed(),
    );
    return changed;
  }

  it('gives the same bytes in another folder', async () => {
    await exportInto(join(folder, 'again'), { dbPath });
    expect(hashesOf(join(folder, 'again'))).toEqual(hashesOf(out));
  });

  it('writes nothing when nothing changed', async () => {
    const times = () => Object.keys(hashesOf(out)).map((path) => statSync(join(out, path)).mtimeMs);
    const before = times();
    const { written, pruned } = await exportInto(out, { dbPath });
    expect([written, pruned]).toEqual([0, 0]);
    expect(times()).toEqual(before);
  });

  it('writes only what one changed server stands in', async () => {
    const renamed = await changedBy((store) =>
      store.servers.put(
        { identity: 'example/imported', status: 'active', server: { name: 'example/imported', description: 'New.' } },
        '2026-11-22T00:00:00.000Z',
      ),
    );
    expect(renamed.filter(noAttack)).toEqual([
      'api/v1/SHA256SUMS',
      'api/v1/catalog.sqlite.gz',
      'api/v1/index.json',
      'api/v1/servers.json',
      `api/v1/servers/${SLUG}.json`,
      // It had been imported with a package, which attack patterns of its tools rest on.
      'api/v1/stats.json',
      'api/v1/tools.ndjson.gz',
    ]);

    const grown = await changedBy((store, id) => listTools(store, id, ORDINARY.slice(0, 2), 'imported', null));
    expect(grown.filter(noAttack).toSorted()).toEqual([
      'api/v1/SHA256SUMS',
      'api/v1/catalog.sqlite.gz',
      'api/v1/categories/destructive.ndjson.gz',
      'api/v1/categories/read.ndjson.gz',
      'api/v1/categories/write.ndjson.gz',
      'api/v1/changes.json',
      'api/v1/changes/2026-11-20.ndjson.gz',
      'api/v1/index.json',
      'api/v1/levels.json',
      'api/v1/levels/critical.ndjson.gz',
      'api/v1/levels/low.ndjson.gz',
      'api/v1/levels/medium.ndjson.gz',
      'api/v1/policies.ndjson.gz',
      `api/v1/policies/${SLUG}/read-only.json`,
      `api/v1/policies/${SLUG}/recommended.json`,
      `api/v1/policies/${SLUG}/strict.json`,
      'api/v1/servers.json',
      `api/v1/servers/${SLUG}.json`,
      'api/v1/stats.json',
      'api/v1/tools.ndjson.gz',
      'changes/feed.atom',
      'changes/feed.json',
    ]);
  });

  it('takes a server that was deleted off the folder', async () => {
    const server = { name: 'example/imported', description: 'New.' };
    const changed = await changedBy((store) =>
      store.servers.put({ identity: 'example/imported', status: 'deleted', server }, '2026-11-23T00:00:00.000Z'),
    );
    expect(changed).toContain(`api/v1/servers/${SLUG}.json`);
    expect(existsSync(join(out, serverJsonUrl(SLUG)))).toBe(false);
    expect(readJson<ApiServers>(out, API_SERVERS).servers.map(({ slug }) => slug)).not.toContain(SLUG);
  });

  it('exports a server with 10,000 tools, and lists that agree with it while a crawl goes on', async () => {
    const big = join(folder, 'big.sqlite');
    const store = openStore(big);
    const put = (name: string) =>
      store.servers.put({ identity: name, status: 'active', server: { name, description: '' } }, AT).id;
    const description = 'Reads. '.repeat(150_000);
    const many = Array.from({ length: 10_000 }, (_, i) => ({ name: `t${i}`, ...(i === 0 ? { description } : {}) }));
    const list = { source: 'imported' as const, launchId: null, packageVersion: null, at: AT };
    store.transaction(() => {
      store.tools.replaceList({ serverId: put('a/big'), tools: many, ...list });
      store.tools.replaceList({ serverId: put('b/small'), tools: [{ name: 'x' }], ...list });
    });

    let changed = false;
    const onProgress = () => {
      if (!changed) store.transaction(() => store.tools.replaceList({ serverId: put('b/small'), tools: [], ...list }));
      changed = true;
    };
    await exportInto(join(folder, 'big'), { dbPath: big, onProgress });
    store.close();
    expect(changed).toBe(true);
    const { totals } = readJson<ApiIndex>(join(folder, 'big'), API_INDEX);
    expect(totals).toMatchObject({ servers: 2, tools: 10_001 });
    expect(readLines(join(folder, 'big'), API_TOOLS)).toHaveLength(10_001);
    // What was stored meanwhile is in the next one.
    await exportInto(join(folder, 'big'), { dbPath: big });
    expect(readLines(join(folder, 'big'), API_TOOLS)).toHaveLength(10_000);
    expect(readJson<{ tools: object }>(join(folder, 'big'), serverJsonUrl('a-big')).tools).toHaveProperty('t9999');
  });

  it('stops when it is told to', async () => {
    const stop = new Error('enough');
    const target = join(folder, 'stopped');
    const output = openOutput(target);
    const controller = new AbortController();
    const running = publish({
      dbPath: join(folder, 'big.sqlite'),
      output,
      respects: ['documents'],
      signal: controller.signal,
    });
    controller.abort(stop);
    await expect(running).rejects.toBe(stop);
    expect(existsSync(join(target, serverJsonUrl('b-small')))).toBe(false);
    await expect(publish({ dbPath, output, signal: AbortSignal.abort(stop) })).rejects.toBe(stop);
    expect(existsSync(join(target, API_INDEX))).toBe(false);
    expect(readdirSync(output.temporary(''))).not.toContain('api');
    output.close();
  });

  it('refuses a missing catalogue and an address that is none', async () => {
    const output = openOutput(join(folder, 'refused'));
    await expect(publish({ dbPath: join(folder, 'none.sqlite'), output })).rejects.toBeInstanceOf(Rejected);
    await expect(publish({ dbPath, output, siteUrl: 'toolgate.example' })).rejects.toBeInstanceOf(Rejected);
    output.close();
  });

  it('tells how far it is', async () => {
    const heard: PublishProgress[] = [];
    await exportInto(join(folder, 'heard'), { dbPath, onProgress: (progress) => heard.push(progress) });
    const { totals } = readJson<ApiIndex>(join(folder, 'heard'), API_INDEX);
    expect(heard.at(0)).toEqual({ step: 'servers', done: 0, of: totals.servers });
    expect(heard.at(-2)).toEqual({ step: 'servers', done: totals.servers, of: totals.servers });
    expect(heard.at(-1)).toEqual({ step: 'catalogue' });
  });
});
