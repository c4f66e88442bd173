import { describe, expect, it } from 'vitest';
import { officialRecord } from '../../test/official-registry.ts';
import { readRecord } from './read-record.ts';

const OFFICIAL = 'io.modelcontextprotocol.registry/official';
const read = (raw: unknown) => readRecord(raw, 'line 3');

describe('crawler/registries/read-record.test.ts', () => {
  it('reads a record wrapped and bare', () => {
    const { server, _meta } = officialRecord('io.github.a/b', {
      meta: { status: 'deprecated', statusMessage: 'Use c.' },
    });
    const { entry, refused } = read({ server, _meta });
    expect(refused).toEqual([]);
    expect(entry).toMatchObject({
      nativeId: 'io.github.a/b',
      status: 'deprecated',
      statusMessage: 'Use c.',
      server: { name: 'io.github.a/b', version: '1.0.0', packages: [{ identifier: 'b' }], remotes: [] },
    });
    const bare = read(server);
    expect(bare.entry).toEqual({ ...entry, status: 'active', statusMessage: undefined, updatedAt: undefined });
  });

  it.each([
    ['2025-10-01T11:22:24.309888Z', '2025-10-01T11:22:24.309Z'],
    ['2025-10-01T11:22:24Z', '2025-10-01T11:22:24.000Z'],
    ['2025-10-01T11:22:24.3+05:30', '2025-10-01T05:52:24.300Z'],
    ['2025-12-31T23:30:00-01:00', '2026-01-01T00:30:00.000Z'],
    ['9999-12-31T23:59:59-23:00', undefined],
    ['1969-12-31T23:59:59Z', undefined],
    ['2025-13-01T00:00:00Z', undefined],
    ['yesterday', undefined],
    [7, undefined],
    [null, undefined],
  ])('brings the date %j into a form that compares as text', (updatedAt, expected) => {
    expect(read(officialRecord('a/b', { meta: { updatedAt } })).entry?.updatedAt).toBe(expected);
  });

  it('skips older versions, also those that could not be read', () => {
    expect(read(officialRecord('a/b', { meta: { isLatest: false } }))).toEqual({ refused: [] });
    expect(read(officialRecord('no name', { meta: { isLatest: false } }))).toEqual({ refused: [] });
  });

  it.each([
    null,
    'text',
    [],
    7,
    { [OFFICIAL]: 'text' },
    { [OFFICIAL]: [] },
    { [OFFICIAL]: null },
    { [OFFICIAL]: 7 },
    {},
  ])('takes a record for active whose metadata is %j', (_meta) => {
    const { server } = officialRecord('a/b');
    expect(read({ server, _meta }).entry).toMatchObject({ nativeId: 'a/b', status: 'active' });
  });

  it('takes what it does not know in the metadata for not said', () => {
    const meta = { status: 'frozen', statusMessage: 'x'.repeat(2000), isLatest: 'yes' };
    expect(read(officialRecord('a/b', { meta })).entry).toMatchObject({ status: 'active', statusMessage: undefined });
    expect(read(officialRecord('a/b', { meta: { statusMessage: '' } })).entry?.statusMessage).toBeUndefined();
  });

  it('leaves bad packages and remotes out and names each', () => {
    const server = {
      packages: [
        { registryType: 'npm' },
        { registryType: 'npm', identifier: 'good' },
        { registryType: 'npm', identifier: 'x', environmentVariables: 'none' },
      ],
      remotes: [{ type: 'sse' }, { type: 'sse', url: 'https://example.com' }],
    };
    const { entry, refused } = read(officialRecord('a/b', { server }));
    expect(entry?.server.packages.map((item) => item.identifier)).toEqual(['good']);
    expect(entry?.server.remotes).toHaveLength(1);
    expect(refused.map(({ label, nativeId }) => [label, nativeId])).toEqual([
      ['a/b package 1', 'a/b'],
      ['a/b package 3', 'a/b'],
      ['a/b remote 1', 'a/b'],
    ]);
    for (const { reason } of refused) expect(reason).toMatch(/./);
  });

  it.each([
    [officialRecord('no namespace'), 'no namespace', 'name: is not of the form namespace/name'],
    [officialRecord('a/b', { server: { description: 7 } }), 'a/b', /^description: /],
    [{ server: { description: 'nameless' } }, 'line 3', /^name: /],
    [{ server: null }, 'line 3', /./],
    [null, 'line 3', /./],
    ['text', 'line 3', /./],
    [[], 'line 3', /./],
    [JSON.parse(`{"name":"a/b","x":${'['.repeat(200)}${']'.repeat(200)}}`), 'line 3', /nested deeper/],
  ])('refuses %j with a label and a reason', (raw: unknown, label, reason) => {
    const { entry, refused } = read(raw);
    expect(entry).toBeUndefined();
    expect(refused).toEqual([expect.objectContaining({ label, reason: expect.stringMatching(reason) })]);
  });

  it('keeps the longest of names short, and characters whole', () => {
    const { refused } = read({ name: `${'x'.repeat(199)}😀` });
    expect(refused[0]!.label).toBe(`${'x'.repeat(199)}\uFFFD`);
  });
});
