import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { RetryLater } from '../../catalog/errors.ts';
import { catalogueReader } from '../../catalog/store/reader.ts';
import type { Store } from '../../catalog/store/open.ts';
import { createHttpClient, type HttpClient } from '../../crawler/http/http-client.ts';
import { officialApi } from '../../crawler/registries/official-api.ts';
import { discover } from '../../crawler/stages/discover.ts';
import { startProgram } from '../child-process.ts';
import { officialRecord, startOfficialRegistry, type OfficialRegistry } from '../official-registry.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { temporaryStore } from '../temporary-store.ts';

const records = (count: number) => Array.from({ length: count }, (_, i) => officialRecord(`a/${1000 + i}`));

/** The whole way from a registry over HTTP into the catalogue. */
describe('test/integration/discover.test.ts', () => {
  let registry: OfficialRegistry;
  let http: HttpClient;

  beforeEach(async () => {
    registry = await startOfficialRegistry({ records: records(6), pageSize: 2 });
    http = openClient();
    onTestFinished(() => registry.close());
  });

  function openClient() {
    const client = createHttpClient({ allowPrivate: true, limits: { backoffMs: 1, tries: 2 } });
    onTestFinished(() => client.close());
    return client;
  }

  const run = (store: Store, { full = false, signal = new AbortController().signal } = {}) =>
    discover(
      store,
      { id: 'official', incremental: true, ...officialApi({ http, base: registry.url }) },
      { runId: 1, report: () => {}, signal },
      { full },
    );

  const cursors = () => registry.requests.map((path) => new URLSearchParams(path.split('?')[1]).get('cursor'));

  it('lists all, then only what changed', async () => {
    const store = temporaryStore();
    expect(await run(store)).toEqual({ entries: 6, changed: 6, refused: 0, withdrawn: 0, kept: 0 });
    const [, second, third] = registry.settings.records;
    registry.settings.records = [
      officialRecord('a/1000', { meta: { updatedAt: '2025-11-01T00:00:00.5+01:00', status: 'deleted' } }),
      second,
      third,
    ];
    // The first pass saw nothing newer than the date that all records bear, so it looks back from there.
    expect(await run(store)).toEqual({ entries: 3, changed: 1, refused: 0, withdrawn: 0, kept: 0 });
    expect(registry.requests[3]).toContain('updated_since=2025-10-01T11%3A12%3A24.309Z');
    expect(catalogueReader(store).slugs()).toEqual(['a-1001', 'a-1002', 'a-1003', 'a-1004', 'a-1005']);
    expect(await run(store)).toEqual({ entries: 1, changed: 0, refused: 0, withdrawn: 0, kept: 0 });
    expect(registry.requests.at(-1)).toContain('updated_since=2025-10-31T22%3A50%3A00.500Z');
    expect(await run(store, { full: true })).toEqual({ entries: 3, changed: 0, refused: 0, withdrawn: 3, kept: 0 });
    expect(catalogueReader(store).slugs()).toEqual(['a-1001', 'a-1002']);
  });

  it('keeps what it has when the registry refuses in the middle, and goes on from there', async () => {
    const store = temporaryStore();
    registry.settings.fault = (number) =>
      number >= 3 ? { status: 429, headers: { 'retry-after': '9999' } } : undefined;
    await expect(run(store)).rejects.toThrow(RetryLater);
    expect(catalogueReader(store).slugs()).toHaveLength(4);
    registry.settings.fault = undefined;
    // This client keeps the pause that it was asked for; the next run has one of its own.
    await expect(run(store)).rejects.toThrow('wants no request for');
    http = openClient();
    expect(await run(store)).toEqual({ entries: 2, changed: 2, refused: 0, withdrawn: 0, kept: 0 });
    expect(cursors()).toEqual([null, 'a/1001:1.0.0', 'a/1003:1.0.0', 'a/1003:1.0.0']);
    expect(catalogueReader(store).slugs()).toHaveLength(6);
  });

  it('survives a connection that breaks', async () => {
    const store = temporaryStore();
    registry.settings.fault = (number) => (number % 2 === 0 ? 'reset' : undefined);
    expect(await run(store)).toMatchObject({ entries: 6, changed: 6 });
    expect(registry.requests).toHaveLength(5);
  });

  it('goes on after being killed between two pages', async () => {
    const path = join(temporaryFolder(), 'catalogue.sqlite');
    const third = new Promise<void>((resolve) => {
      registry.settings.fault = (number) => {
        if (number < 3) return undefined;
        resolve();
        return 'silence';
      };
    });
    const program = startProgram('discover.ts', path, registry.url);
    await third;
    await program.kill();
    registry.settings.fault = undefined;
    const store = temporaryStore(path);
    // Which servers they are is decided at the end of a listing; what was read is there.
    const stored = store.db.prepare(`SELECT native_id id FROM entry ORDER BY native_id`).all() as { id: string }[];
    expect(stored.map(({ id }) => id)).toEqual(['a/1000', 'a/1001', 'a/1002', 'a/1003']);
    expect(await run(store)).toEqual({ entries: 2, changed: 2, refused: 0, withdrawn: 0, kept: 0 });
    expect(cursors().at(-1)).toBe('a/1003:1.0.0');
    expect(catalogueReader(store).slugs()).toHaveLength(6);
    expect(await run(store, { full: true })).toEqual({ entries: 6, changed: 0, refused: 0, withdrawn: 0, kept: 0 });
  });

  it('is stopped while it waits for an answer', async () => {
    const store = temporaryStore();
    const stop = new AbortController();
    registry.settings.fault = (number) => {
      if (number < 2) return undefined;
      stop.abort();
      return 'silence';
    };
    expect(await run(store, { signal: stop.signal })).toMatchObject({ entries: 2 });
    expect(store.registries.all()).toMatchObject([{ cursor: '1@a/1001:1.0.0' }]);
  });
});
