import { describe, expect, it } from 'vitest';
import { temporaryStore } from '../../test/temporary-store.ts';
import { ServerJson } from '../model/server-json.ts';
import type { Store } from './open.ts';

const AT = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-02T00:00:00.000Z';

function put(store: Store, name: string, rest: Partial<ServerJson> = {}, at = AT) {
  const server = ServerJson.parse({ name, description: 'd', ...rest });
  return store.servers.put({ identity: `name:${name.toLowerCase()}`, server, status: 'active' }, at);
}

describe('catalog/store/servers.test.ts', () => {
  it('keeps slug and first date of a server whose record changes', () => {
    const store = temporaryStore();
    const { id, slug } = put(store, 'io.github.Owner/Name');
    expect(slug).toBe('io-github-owner-name');
    expect(put(store, 'io.github.Owner/Name', {}, LATER)).toEqual({ id, slug, changed: false });
    expect(store.servers.byId(id)!.changedAt).toBe(AT);
    expect(put(store, 'IO.github.owner/name', { title: 'New' }, LATER)).toEqual({ id, slug, changed: true });
    expect(store.servers.byId(id)).toMatchObject({
      name: 'IO.github.owner/name',
      title: 'New',
      slug,
      firstSeenAt: AT,
      changedAt: LATER,
    });
  });

  it('replaces packages and remotes, and gives them back as they were', () => {
    const store = temporaryStore();
    const npm = ServerJson.parse({
      name: 'a/b',
      packages: [
        { registryType: 'npm', identifier: 'one', version: '1.0.0', environmentVariables: [{ name: 'KEY' }] },
        { registryType: 'oci', identifier: 'two' },
      ],
      remotes: [{ type: 'sse', url: 'https://example.com/{tenant}' }],
    });
    const { id } = put(store, 'a/b', npm);
    expect(store.servers.packagesOf(id)).toEqual(npm.packages);
    expect(store.servers.remotesOf(id)).toEqual(npm.remotes);
    put(store, 'a/b', { packages: [npm.packages[1]!] });
    expect(store.servers.packagesOf(id)).toEqual([npm.packages[1]]);
    expect(store.servers.remotesOf(id)).toEqual([]);
  });

  it('gives names that look alike as addresses different ones', () => {
    const store = temporaryStore();
    const slugs = ['a.b/c', 'a/b.c', 'a-b/c', 'A/B-C'].map((name) => put(store, name).slug);
    expect(slugs[0]).toBe('a-b-c');
    expect(new Set(slugs).size).toBe(4);
    for (const slug of slugs.slice(1)) expect(slug).toMatch(/^a-b-c-[0-9a-f]{8}$/);
    expect(store.servers.bySlug('A-B-C')?.name).toBe('a.b/c');
    // A server whose own name is the suffixed slug of another one.
    const clash = temporaryStore();
    put(clash, 'a.b/c');
    put(clash, slugs[1]!.replace('a-', 'a/'));
    expect(clash.servers.bySlug(slugs[1]!)).toBeDefined();
    expect(put(clash, 'a/b.c').slug).toMatch(/^a-b-c-[0-9a-f]{8}$/);
  });

  it('walks all servers in the order of their addresses, twice at once if need be', () => {
    const store = temporaryStore();
    for (const name of ['b/z', 'B/a', 'a/b_c', 'a/bxc', 'a/b-c', 'a/b', 'a1/b']) put(store, name);
    const slugs = Array.from(store.servers.all(), (server) => server.slug);
    expect(slugs).toEqual(slugs.toSorted());
    const outer = Array.from(store.servers.all(), () => [...store.servers.all()].length);
    expect(outer).toEqual(slugs.map(() => slugs.length));
  });

  it('withdraws a server and brings it back', () => {
    const store = temporaryStore();
    const { id, slug } = put(store, 'a/b');
    store.servers.withdraw(id, 'gone', LATER);
    expect(store.servers.byId(id)).toMatchObject({ status: 'deleted', statusMessage: 'gone', changedAt: LATER });
    expect(put(store, 'a/b', {}, LATER)).toEqual({ id, slug, changed: true });
    expect(store.servers.byId(id)).toMatchObject({ status: 'active', statusMessage: null });
  });
});
