import { expect, test } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import type { ToolDefinition } from '../model/tool-definition.ts';
import type { Store } from './open.ts';

const AT = '2026-01-01T00:00:00.000Z';

const put = (store: Store, name: string, description = 'd') =>
  store.servers.put({ identity: name, server: { name, description }, status: 'active' }, AT).id;
const list = (store: Store, serverId: number, ...tools: ToolDefinition[]) =>
  store.tools.replaceList({ serverId, tools, source: 'live', launchId: null, packageVersion: null, at: AT });

test('nothing has changed when nothing did, whatever the dates say', () => {
  const store = temporaryStore();
  list(store, put(store, 'a'), { name: 't' });
  store.runChanges.begin();
  put(store, 'a');
  list(store, 1, { name: 't' });
  const none = { count: 0, first: [] };
  expect(store.runChanges.since(9)).toEqual({
    servers: { new: none, changed: none, gone: none },
    tools: { new: none, changed: none, gone: none },
  });
});

test('servers and tools that are new, changed, gone and back', () => {
  const store = temporaryStore();
  for (const name of ['changed', 'gone', 'same']) put(store, name);
  list(store, 1, { name: 'kept' }, { name: 'changed' }, { name: 'removed' });
  list(store, 2, { name: 'of a server that goes' });
  store.runChanges.begin();
  put(store, 'changed', 'other');
  put(store, 'new');
  store.servers.withdraw(2, 'why', AT);
  list(store, 1, { name: 'kept' }, { name: 'changed', title: 'T' }, { name: 'added' });
  const { servers, tools } = store.runChanges.since(9);
  const named = (...names: string[]) => ({ count: names.length, first: names.map((name) => ({ name, slug: name })) });
  expect(servers).toEqual({ new: named('new'), changed: named('changed'), gone: named('gone') });
  const of = (tool: string) => ({ count: 1, first: [{ server: 'changed', slug: 'changed', tool }] });
  expect(tools).toMatchObject({ new: of('added'), changed: of('changed'), gone: of('removed') });
  const { before, after } = tools.changed.first[0]!;
  expect(store.tools.definition(before)).toEqual({ name: 'changed' });
  expect(store.tools.definition(after)).toEqual({ name: 'changed', title: 'T' });

  // What is back after it was gone is new to whoever reads the report.
  store.runChanges.begin();
  put(store, 'gone');
  list(store, 1, { name: 'kept' }, { name: 'changed', title: 'T' }, { name: 'added' }, { name: 'removed' });
  const back = store.runChanges.since(9);
  expect(back.servers).toMatchObject({ new: named('gone'), changed: { count: 0 } });
  expect(back.tools.new.first.map(({ tool }) => tool)).toEqual(['removed', 'of a server that goes']);
  expect(back.tools.changed.count).toBe(0);
});

test('all are counted, so many are named', () => {
  const store = temporaryStore();
  store.runChanges.begin();
  for (let i = 0; i < 5; i++) put(store, `s${i}`);
  expect(store.runChanges.since(2).servers.new).toMatchObject({ count: 5, first: [{ name: 's0' }, { name: 's1' }] });
});
