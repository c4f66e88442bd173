import { describe, expect, it } from 'vitest';
import { ServerJson } from '../../catalog/model/server-json.ts';
import type { ListedEntry } from '../../catalog/store/registries.ts';
import { mergeEntries } from './merge-entries.ts';

function entry(description: string, parts: Partial<ListedEntry> = {}): ListedEntry {
  const server = ServerJson.parse({ name: 'a/b', description });
  return {
    registry: description,
    nativeId: 'a/b',
    status: 'active',
    listed: true,
    standing: 'claimant',
    server,
    ...parts,
  };
}

/** Merges in every order and expects one result. */
function merged(...entries: ListedEntry[]) {
  const orders = permutations(entries).map((order) => mergeEntries(order));
  for (const result of orders) expect(result).toEqual(orders[0]);
  const { server, status, statusMessage } = orders[0]!;
  return [server.description, status, statusMessage];
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

describe('crawler/identity/merge-entries.test.ts', () => {
  it('lets the entry speak that was updated last, one without a date after all others', () => {
    const old = entry('old', { updatedAt: '2025-01-01T00:00:00.000Z' });
    const recent = entry('recent', { updatedAt: '2026-01-01T00:00:00.000Z' });
    expect(merged(old, recent, entry('undated'))).toEqual(['recent', 'active', undefined]);
    expect(merged(entry('undated'))).toEqual(['undated', 'active', undefined]);
  });

  it('settles ties by registry and key, so that no run decides differently', () => {
    const updatedAt = '2026-01-01T00:00:00.000Z';
    expect(merged(entry('b', { updatedAt }), entry('a', { updatedAt }), entry('c', { updatedAt }))[0]).toBe('a');
    expect(
      merged(entry('two', { registry: 'r', nativeId: '2' }), entry('one', { registry: 'r', nativeId: '1' }))[0],
    ).toBe('one');
  });

  it('prefers an active entry to a deprecated one, however old', () => {
    const old = entry('old', { updatedAt: '2025-01-01T00:00:00.000Z' });
    const deprecated = entry('new', {
      status: 'deprecated',
      statusMessage: 'use c',
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
    expect(merged(old, deprecated)).toEqual(['old', 'active', undefined]);
    expect(merged(deprecated)).toEqual(['new', 'deprecated', 'use c']);
  });

  it('hides a server that one registry took down, whatever the others list', () => {
    const deleted = entry('bad', { status: 'deleted', statusMessage: 'malware' });
    const newer = entry('newer', { updatedAt: '2026-01-01T00:00:00.000Z' });
    expect(merged(deleted, newer, entry('other'))).toEqual(['newer', 'deleted', 'malware']);
  });

  it('keeps a server while one registry lists it', () => {
    const withdrawn = entry('gone', { listed: false, updatedAt: '2026-01-01T00:00:00.000Z' });
    expect(merged(withdrawn, entry('listed'))).toEqual(['listed', 'active', undefined]);
    expect(merged(withdrawn, entry('older', { listed: false }))).toEqual(['gone', 'deleted', 'no longer listed']);
    // A registry that took a server down may drop the record later; that does not take it back.
    expect(merged(entry('bad', { listed: false, status: 'deleted' }), entry('listed'))[1]).toBe('deleted');
  });
});
