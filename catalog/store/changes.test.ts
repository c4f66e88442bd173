import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import { definitionHash } from '../definition-hash.ts';
import type { ToolDefinition } from '../model/tool-definition.ts';
import { newestFirst } from './changes.ts';
import type { Store } from './open.ts';
import { catalogueReader } from './reader.ts';

const day = (n: number) => `2026-01-0${n}T00:00:00.000Z`;

const putServer = (store: Store, name: string, at: string): number =>
  store.servers.put({ identity: name, server: { name, description: '' }, status: 'active' }, at).id;

const list = (
  store: Store,
  serverId: number,
  at: string,
  tools: ToolDefinition[],
  packageVersion: string | null = null,
) => store.tools.replaceList({ serverId, tools, source: 'live-dummy', launchId: null, packageVersion, at });

const a: ToolDefinition = { name: 'a' };
const b: ToolDefinition = { name: 'b' };
const changed: ToolDefinition = { name: 'a', description: 'other' };

describe('catalog/store/changes.test.ts', () => {
  it('tells what happened, newest first, and the first list of a server as one change', () => {
    const store = temporaryStore();
    const id = putServer(store, 'example/one', day(1));
    list(store, id, day(2), [a, b]);
    list(store, id, day(3), [changed, b, { name: 'c' }], '1.1.0');
    list(store, id, day(4), [changed, { name: 'c' }]);
    const of = { server: 'example/one', slug: 'example-one' };
    expect(catalogueReader(store).changes()).toEqual([
      { at: day(4), event: 'tool-removed', ...of, tool: 'b' },
      {
        at: day(3),
        event: 'tool-changed',
        ...of,
        tool: 'a',
        toolSlug: 'a',
        before: definitionHash(a),
        after: definitionHash(changed),
        packageVersion: '1.1.0',
      },
      { at: day(3), event: 'tool-added', ...of, tool: 'c', toolSlug: 'c' },
      { at: day(2), event: 'tools-listed', ...of, tools: 2 },
      { at: day(1), event: 'server-added', ...of },
    ]);
  });

  it('goes on telling of a tool that was gone when it is back, and of each time', () => {
    const store = temporaryStore();
    const id = putServer(store, 'example/one', day(1));
    list(store, id, day(1), [a, b]);
    list(store, id, day(2), [a]);
    const then = catalogueReader(store).changes();
    expect(then.map(({ event }) => event)).toEqual(['tool-removed', 'tools-listed', 'server-added']);
    list(store, id, day(3), [a, b]);
    const reader = catalogueReader(store);
    const of = { server: 'example/one', slug: 'example-one', tool: 'b' };
    expect(reader.changes()).toEqual([{ at: day(3), event: 'tool-returned', ...of, toolSlug: 'b' }, ...then]);
    expect(reader.figures().asOf).toBe(day(3));
    expect(reader.view('example-one')!.tools.map(({ absences }) => absences)).toEqual([
      [],
      [{ removedAt: day(2), returnedAt: day(3) }],
    ]);
    list(store, id, day(4), [a]);
    expect(reader.changes().map(({ event, at }) => [event, at])).toEqual([
      ['tool-removed', day(4)],
      ['tool-returned', day(3)],
      ['tool-removed', day(2)],
      ['tools-listed', day(1)],
      ['server-added', day(1)],
    ]);
    expect(reader.removedTools({ id })).toMatchObject([
      { name: 'b', removedAt: day(4), absences: [{ removedAt: day(2), returnedAt: day(3) }] },
    ]);
    // What is listed all the time leaves no trace.
    list(store, id, day(5), [a]);
    expect(store.tools.absences(store.tools.idOf(id, 'a')!)).toEqual([]);
  });

  it('tells of a server that is gone nothing but that, and nothing of one that was never shown', () => {
    const store = temporaryStore();
    const id = putServer(store, 'example/gone', day(1));
    list(store, id, day(2), [a]);
    store.servers.withdraw(id, 'malware', day(3));
    store.servers.put(
      { identity: 'never', server: { name: 'example/never', description: '' }, status: 'deleted' },
      day(1),
    );
    const merged = putServer(store, 'example/merged', day(1));
    const into = putServer(store, 'example/into', day(1));
    store.servers.withdraw(merged, 'part of another', day(4));
    store.db.prepare('UPDATE server SET merged_into = ? WHERE id = ?').run(into, merged);
    expect(
      catalogueReader(store)
        .changes()
        .map(({ event, slug, at }) => [event, slug, at]),
    ).toEqual([
      ['server-removed', 'example-gone', day(3)],
      ['server-added', 'example-into', day(1)],
    ]);
  });

  it('tells everybody nothing of private servers, here or gone', () => {
    const store = temporaryStore();
    const id = putServer(store, 'private/here', day(1));
    list(store, id, day(2), [a]);
    const gone = putServer(store, 'private/gone', day(1));
    store.servers.withdraw(gone, 'no longer configured', day(3));
    store.db.exec(`UPDATE server SET visibility = 'private'`);
    const reader = catalogueReader(store);
    expect(reader.changes()).toEqual([]);
    expect(reader.figures()).toMatchObject({ asOf: undefined, growth: [], listBytes: [], byCategoryAndLevel: [] });
    expect(reader.toolsOf('private-here', { level: 'Unclassified' }, 9)).toEqual([]);
    const events = catalogueReader(store, 'operator')
      .changes()
      .map(({ event }) => event);
    expect(events).toEqual(['server-removed', 'tools-listed', 'server-added']);
  });

  it('orders changes of one instant by server, event and tool', () => {
    const change = (slug: string, tool?: string) =>
      ({ at: day(1), event: tool === undefined ? 'server-added' : 'tool-added', server: slug, slug, tool }) as const;
    const sorted = [change('a', 'x'), change('a', 'y'), change('a'), change('b')];
    expect(sorted.toReversed().sort(newestFirst)).toEqual(sorted);
  });
});
