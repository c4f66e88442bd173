import { describe, expect, it } from 'vitest';
import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import type { Store } from '../../catalog/store/open.ts';
import { entryClaims } from '../../crawler/identity/entry-claims.ts';
import { resolve } from '../../crawler/identity/resolve.ts';
import { seeded, shuffled } from '../adversarial/seeded.ts';
import { identityWorld, type Listings } from '../identity-world.ts';
import { registryEntry } from '../listed-registry.ts';
import { temporaryStore } from '../temporary-store.ts';

const REGISTRIES = ['official', 'npm', 'github', 'docker', 'one', 'two'];
const NAMESPACES = ['io.github.acme', 'io.github.evil', 'com.acme', 'one', 'two'];
const PACKAGES = ['@acme/a', '@acme/b', 'a', 'evil'];
const REPOSITORIES = [
  'https://github.com/acme/a',
  'https://github.com/acme/b',
  'https://github.com/evil/a',
  'https://github.com/acme/a/tree/main/x',
];
const REMOTES = ['https://mcp.acme.com/a', 'https://mcp.acme.com/b', 'https://evil.example/a'];

type Random = ReturnType<typeof seeded>;

/** A few registries whose entries collide in every way: a few names, packages, repositories and remotes for all of them. */
function randomListings(random: Random): Listings {
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)]!;
  const some = <T>(from: readonly T[], most: number) => from.filter(() => random() < most / from.length).slice(0, most);
  const listings: Listings = {};
  for (const id of REGISTRIES) {
    const entries = new Map<string, RegistryEntry>();
    const many = 1 + Math.floor(random() * 4);
    for (let i = 0; i < many; i++) {
      const name = `${pick(NAMESPACES)}/${pick(['a', 'b', 'c'])}`;
      const entry = registryEntry(name, {
        description: `${id} says ${i}`,
        status: random() < 0.1 ? 'deleted' : random() < 0.2 ? 'deprecated' : 'active',
        updatedAt: new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 300))).toISOString(),
        packages: some(PACKAGES, 2).map((identifier) => ({
          registryType: random() < 0.8 ? 'npm' : 'oci',
          identifier,
          transport: { type: 'stdio' },
        })),
        remotes: some(REMOTES, 1).map((url) => ({ type: 'sse', url })),
        ...(random() < 0.6 ? { repository: { url: pick(REPOSITORIES) } } : {}),
      });
      entries.set(entry.nativeId, entry);
    }
    listings[id] = [...entries.values()];
  }
  return listings;
}

/** Everything that is decided about servers, addresses and numbers aside, which tell what was known first. */
function decided(store: Store) {
  return [...store.servers.all()]
    .filter(({ id }) => store.registries.entriesOf(id).length > 0)
    .map(({ id, identity: _, slug: _slug, firstSeenAt: _first, changedAt: _changed, id: _id, ...server }) => ({
      ...server,
      packages: store.servers.packagesOf(id),
      remotes: store.servers.remotesOf(id),
      entries: store.registries.entriesOf(id).map(({ seenAt: _seen, ...entry }) => entry),
      identity: store.identities.identityOf(id).conflicts,
      copies: store.identities.identityOf(id).copies,
    }))
    .map((server) => JSON.stringify(server))
    .sort();
}

const rows = (store: Store) => ({
  servers: store.db.prepare(`SELECT * FROM server ORDER BY id`).all(),
  entries: store.db
    .prepare(`SELECT id, server_id, home_id, standing, joined_by, claims_of FROM entry ORDER BY id`)
    .all(),
  claims: store.db.prepare(`SELECT * FROM entry_claim ORDER BY entry_id, position`).all(),
});

describe('test/integration/identity-order.test.ts', () => {
  it('makes the same servers whatever order registries and entries come in, and changes nothing when run again', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const random = seeded(seed);
      const listings = randomListings(random);
      // Half of them have a past: other entries, most of which are gone in the end.
      const past = seed % 2 === 0 ? randomListings(random) : {};
      const results = [];
      for (let order = 0; order < 3; order++) {
        const store = temporaryStore();
        const { list } = identityWorld(store);
        const anyOrder = (all: Listings) =>
          Object.fromEntries(shuffled(Object.keys(all), random).map((id) => [id, shuffled(all[id]!, random)]));
        await list(anyOrder(past));
        await list(anyOrder(listings));
        results.push(decided(store));
        const before = rows(store);
        await list(anyOrder(listings));
        expect(rows(store)).toEqual(before);
      }
      expect(results[1], `seed ${seed}`).toEqual(results[0]);
      expect(results[2], `seed ${seed}`).toEqual(results[0]);
    }
  }, 120_000);

  it('decides alike for any order of many entries, and none is left out or in two servers', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const entries = Object.entries(randomListings(random)).flatMap(([registry, list]) =>
        list.map((entry) => ({
          key: `${registry}:${entry.nativeId}`,
          registry,
          live: random() < 0.85,
          claims: entryClaims(registry, entry, (key) =>
            key === 'package:npm:a' ? new Set(['io.github.acme/a']) : new Set(),
          ),
        })),
      );
      const partition = () => {
        const order = shuffled(entries, random).map((entry, id) => ({ ...entry, id }));
        const { groups, contested, shared } = resolve(order);
        expect(groups.flat()).toHaveLength(order.length);
        const named = groups.map((group) =>
          group.map(({ id, standing, joinedBy }) => `${order[id]!.key} ${standing} ${joinedBy}`).sort(),
        );
        return { groups: named.sort((a, b) => (a[0]! < b[0]! ? -1 : 1)), contested, shared };
      };
      expect(partition(), `seed ${seed}`).toEqual(partition());
    }
  });

  it('joins two owners by nothing that only a listing says', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seeded(seed);
      const make = (listings: Listings, first: number) =>
        Object.entries(listings)
          .flatMap(([registry, list]) => list.map((entry) => ({ registry, entry })))
          .map(({ registry, entry }, i) => ({
            id: first + i,
            registry,
            live: true,
            claims: entryClaims(registry, entry, () => new Set()),
          }));
      const { one: _one, two: _two, ...owners } = randomListings(random);
      const before = make(owners, 0);
      const after = [
        ...before,
        ...make({ one: randomListings(random)['one']!, three: randomListings(random)['two']! }, 1000),
      ];
      const partition = (entries: typeof before) =>
        resolve(entries)
          .groups.map((group) =>
            group.filter(({ id, standing }) => id < 1000 && standing === 'owner').map(({ id }) => id),
          )
          .filter(({ length }) => length > 0);
      expect(partition(after), `seed ${seed}`).toEqual(partition(before));
    }
  });
});
