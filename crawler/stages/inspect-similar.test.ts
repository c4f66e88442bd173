import { describe, expect, it } from 'vitest';
import type { Store } from '../../catalog/store/open.ts';
import { temporaryStore } from '../../test/temporary-store.ts';
import { inspect } from './inspect.ts';

const AT = '2026-01-01T00:00:00.000Z';
const context = () => ({ runId: 1, report: () => {}, signal: new AbortController().signal });

function put(store: Store, name: string, tools: readonly string[], status: 'active' | 'deleted' = 'active'): number {
  const server = { name, description: '', packages: [], remotes: [] };
  const { id } = store.servers.put({ identity: name, server, status }, AT);
  const definitions = tools.map((tool) => ({ name: tool }));
  const from = { source: 'live' as const, launchId: null, packageVersion: null, at: AT };
  store.tools.replaceList({ serverId: id, tools: definitions, ...from });
  return id;
}

describe('crawler/stages/inspect-similar.test.ts', () => {
  it('stores similar servers with each, and has pages made anew only where they changed', () => {
    const store = temporaryStore();
    const forge = put(store, 'a/forge', ['merge_branch', 'fork_repository']);
    put(store, 'b/forge', ['mergeBranch', 'forkRepository']);
    inspect(store, context());
    expect(store.similarServers.of(forge)).toEqual([
      { slug: 'b-forge', name: 'b/forge', shared: ['branch', 'fork', 'merge', 'repository'] },
    ]);

    const stampOf = () => store.serverStamps.all().find(({ slug }) => slug === 'a-forge')!.stamp;
    const stamp = stampOf();
    put(store, 'c/mail', ['send_mail']);
    inspect(store, context());
    expect(stampOf()).toBe(stamp);

    put(store, 'b/forge', ['mergeBranch', 'forkRepository'], 'deleted');
    expect(store.similarServers.of(forge)).toEqual([]);
    expect(stampOf()).not.toBe(stamp);
    inspect(store, context());
    expect(store.db.prepare('SELECT * FROM similar_server WHERE server_id = ?').all(forge)).toEqual([]);
  });
});
