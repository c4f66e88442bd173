import type { Store } from '../catalog/store/open.ts';
import type { RegistryEntry } from '../catalog/model/registry-entry.ts';
import { discover } from '../crawler/stages/discover.ts';
import { listedRegistry, type ListedRegistry } from './listed-registry.ts';

/** Several registries by their ids, each with what it lists now. */
export type Listings = Record<string, RegistryEntry[]>;

/** Registries that a test lists into one catalogue, in any order, again and again. */
export function identityWorld(store: Store) {
  const registries = new Map<string, ListedRegistry>();
  return {
    /** Lists each of them in full, in the order of the keys. */
    async list(listings: Listings): Promise<void> {
      for (const [id, entries] of Object.entries(listings)) {
        const registry = registries.get(id) ?? listedRegistry([], { id });
        registries.set(id, registry);
        registry.pages = [entries];
        await discover(store, registry, { runId: 1, report: () => {}, signal: new AbortController().signal });
      }
    },
  };
}

/** The entries of every server that is shown, as `registry:key` sorted, by its slug. */
export function shownServers(store: Store): Record<string, string[]> {
  const shown: Record<string, string[]> = {};
  for (const { id, slug, status } of store.servers.all()) {
    if (status === 'deleted') continue;
    shown[slug] = store.registries.entriesOf(id).map(({ registry, nativeId }) => `${registry}:${nativeId}`);
  }
  return shown;
}
