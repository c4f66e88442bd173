import { expect, test } from 'vitest';
import type { DeclaredTools } from '../../catalog/model/declared-tools.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { declareTools } from './declare.ts';

const AT = '2026-01-01T00:00:00.000Z';
const list = (...names: string[]): DeclaredTools => ({
  tools: names.map((name) => ({ name })),
  complete: true,
});
const context = { runId: 1, report: () => {}, signal: new AbortController().signal };

test('servers that were not heard get the longest list that is declared for them, others keep theirs', () => {
  const store = temporaryStore();
  const ids = ['quiet', 'heard', 'unknown'].map(
    (name) => store.servers.put({ identity: name, server: { name, description: 'd' }, status: 'active' }, AT).id,
  );
  const heard = { serverId: ids[1]!, tools: [{ name: 'live' }], source: 'live' as const, launchId: null };
  store.tools.replaceList({ ...heard, packageVersion: null, at: AT });
  const declared = new Map([
    [
      ids[0]!,
      [
        { registry: 'a' },
        { registry: 'b', declaredTools: list('a') },
        { registry: 'c', declaredTools: list('b', 'c') },
      ],
    ],
    [ids[1]!, [{ registry: 'a', declaredTools: list('x', 'y', 'z') }]],
  ]);
  const run = () => declareTools(store, (id) => declared.get(id) ?? [], context);
  const known = (id: number) => store.tools.of(id).map(({ name, source }) => `${source} ${name}`);
  expect(run()).toEqual({ declared: 1, tools: 2 });
  expect(ids.map(known)).toEqual([['declared b', 'declared c'], ['live live'], []]);
  run();
  expect(known(ids[0]!)).toEqual(['declared b', 'declared c']);
  expect(store.tools.history(store.tools.idOf(ids[0]!, 'b')!)).toHaveLength(1);
});
