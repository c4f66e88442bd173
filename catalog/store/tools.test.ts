import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import { definitionHash } from '../definition-hash.ts';
import type { ToolDefinition } from '../model/tool-definition.ts';
import type { Store } from './open.ts';

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

function putServer(store: Store, name = 'example/server'): number {
  return store.servers.put({ identity: name, server: { name, description: '' }, status: 'active' }, day(1)).id;
}

function list(store: Store, serverId: number, tools: (ToolDefinition | string)[], at = day(1)) {
  const definitions = tools.map((tool) => (typeof tool === 'string' ? { name: tool } : tool));
  const common = { source: 'live', launchId: null, packageVersion: at.slice(0, 10) } as const;
  return store.tools.replaceList({ serverId, tools: definitions, at, ...common });
}

const a: ToolDefinition = { name: 'tool', description: 'A' };
const b: ToolDefinition = { name: 'tool', description: 'B' };

describe('catalog/store/tools.test.ts', () => {
  it('keeps the first of two tools with one name and counts the others', () => {
    const store = temporaryStore();
    const id = putServer(store);
    expect(list(store, id, [a, 'other', b, a])).toEqual({ added: 2, changed: 0, removed: 0, duplicates: 2 });
    expect(store.tools.of(id).map(({ definition }) => definition)).toEqual([a, { name: 'other' }]);
    expect(list(store, id, [a, 'other', b, a])).toEqual({ added: 0, changed: 0, removed: 0, duplicates: 2 });
    expect(store.tools.history(store.tools.idOf(id, 'tool')!)).toHaveLength(1);
  });

  it('gives every tool its own address, whatever letter case a file system knows', () => {
    const store = temporaryStore();
    const id = putServer(store);
    const names = ['getItem', 'getitem', 'GETITEM', 'index', 'Index.HTML', 'a/b', 'a b', 'x\0', 'x', '__proto__'];
    list(store, id, names);
    const tools = store.tools.of(id);
    expect(tools.map((tool) => tool.name)).toEqual(names);
    const slugs = tools.map((tool) => tool.slug);
    expect(new Set(slugs.map((slug) => slug.toLowerCase())).size).toBe(names.length);
    expect(slugs[0]).toBe('getItem');
    expect(slugs[1]).toMatch(/^getitem-[0-9a-f]{8}$/);
    expect(slugs[3]).toMatch(/^index-[0-9a-f]{8}$/);
    expect(slugs[4]).toMatch(/^Index-HTML-[0-9a-f]{8}$/);
  });

  it('finds a free address also where a hostile list occupies the one with the suffix', () => {
    const probe = temporaryStore();
    list(probe, putServer(probe), ['getItem', 'getitem']);
    const suffixed = probe.tools.of(1)[1]!.slug;

    const store = temporaryStore();
    const id = putServer(store);
    list(store, id, ['getItem', suffixed, 'getitem']);
    const slugs = store.tools.of(id).map((tool) => tool.slug);
    expect(slugs.slice(0, 2)).toEqual(['getItem', suffixed]);
    expect(slugs[2]).toMatch(/^getitem-[0-9a-f]{8}$/);
    expect(new Set(slugs).size).toBe(3);
  });

  it('never gives an address away, not even that of a removed tool', () => {
    const store = temporaryStore();
    const id = putServer(store);
    list(store, id, ['getItem']);
    list(store, id, ['GetItem'], day(2));
    expect(store.tools.of(id)[0]!.slug).toMatch(/^GetItem-/);
    list(store, id, ['getItem', 'GetItem'], day(3));
    expect(store.tools.of(id)[0]!.slug).toBe('getItem');
  });

  it('writes a history row for every change of a definition, and none for anything else', () => {
    const store = temporaryStore();
    const id = putServer(store);
    expect(list(store, id, [a])).toMatchObject({ added: 1 });
    expect(list(store, id, [b], day(2))).toMatchObject({ changed: 1 });
    expect(list(store, id, [a], day(3))).toMatchObject({ changed: 1 });
    expect(list(store, id, ['other', a], day(4))).toMatchObject({ added: 1, changed: 0 });
    const toolId = store.tools.idOf(id, 'tool')!;
    expect(store.tools.history(toolId)).toEqual([
      { since: day(3), definitionHash: definitionHash(a), packageVersion: '2026-01-03' },
      { since: day(2), definitionHash: definitionHash(b), packageVersion: '2026-01-02' },
      { since: day(1), definitionHash: definitionHash(a), packageVersion: '2026-01-01' },
    ]);
  });

  it('keeps changes of one instant apart and in order', () => {
    const store = temporaryStore();
    const id = putServer(store);
    for (const tool of [a, b, a, b]) list(store, id, [tool]);
    const hashes = store.tools.history(1).map((version) => version.definitionHash);
    expect(hashes).toEqual([b, a, b, a].map(definitionHash));
    expect(hashes[0]).toBe(store.tools.of(id)[0]!.definitionHash);
  });

  it('marks tools as removed and brings them back as the same tools', () => {
    const store = temporaryStore();
    const id = putServer(store);
    list(store, id, [a, 'other']);
    const before = store.tools.of(id);
    expect(list(store, id, ['other'], day(2))).toEqual({ added: 0, changed: 0, removed: 1, duplicates: 0 });
    expect(list(store, id, ['other'], day(3))).toEqual({ added: 0, changed: 0, removed: 0, duplicates: 0 });
    expect(store.tools.of(id).map((tool) => tool.name)).toEqual(['other']);
    expect(store.tools.classifiable(0, 10).map((tool) => tool.name)).toEqual(['other']);
    expect(list(store, id, [a, 'other'], day(4))).toEqual({ added: 0, changed: 1, removed: 0, duplicates: 0 });
    expect(store.tools.of(id)).toEqual(before);
    expect(store.tools.history(before[0]!.id)).toHaveLength(1);
  });

  it('stores a definition once, however many servers have it', () => {
    const store = temporaryStore();
    const ids = ['example/one', 'example/two', 'example/three'].map((name) => putServer(store, name));
    for (const id of ids) list(store, id, [a]);
    expect(store.db.prepare(`SELECT count(*) n FROM definition`).get()).toEqual({ n: 1 });
    expect(store.tools.definition(definitionHash(a))).toEqual(a);
    expect(store.tools.definition('sha256:unknown')).toBeUndefined();
  });

  it('leaves a list as it was when a later one cannot be stored', () => {
    const store = temporaryStore();
    const id = putServer(store);
    list(store, id, [a]);
    const broken = { name: 'broken', inputSchema: { minimum: Number.NaN } };
    expect(() => list(store, id, ['new', b, broken], day(2))).toThrow(TypeError);
    expect(store.tools.of(id).map((tool) => tool.definition)).toEqual([a]);
    expect(store.tools.history(store.tools.of(id)[0]!.id)).toHaveLength(1);
  });
});
