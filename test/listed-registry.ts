import type { EntryStatus, RegistryEntry } from '../catalog/model/registry-entry.ts';
import { ServerJson } from '../catalog/model/server-json.ts';
import type { ListOptions, Registry, RegistryPage } from '../crawler/registries/registry.ts';

/** An entry with the parts that a test is about. */
export function registryEntry(
  name: string,
  parts: Partial<ServerJson> & {
    nativeId?: string;
    status?: EntryStatus;
    statusMessage?: string;
    updatedAt?: string;
  } & Pick<RegistryEntry, 'listing' | 'claimedName' | 'declaredTools'> = {},
): RegistryEntry {
  const { nativeId = name, status = 'active', statusMessage, updatedAt, ...rest } = parts;
  const { listing, claimedName, declaredTools, ...server } = rest;
  return {
    nativeId,
    status,
    statusMessage,
    updatedAt,
    listing,
    claimedName,
    declaredTools,
    server: ServerJson.parse({ name, description: 'd', ...server }),
  };
}

export interface ListedRegistry extends Registry {
  /** What it lists from now on; a test may change it between two passes. */
  pages: (RegistryEntry[] | Partial<RegistryPage>)[];
  /** What it was asked for, pass by pass. */
  asked: Omit<ListOptions, 'signal' | 'known'>[];
  /** Called before each page, by its number from 0; what it throws is what the registry throws. */
  before: (page: number) => void;
}

/** A registry that lists the given pages; cursors are their numbers. */
export function listedRegistry(
  pages: ListedRegistry['pages'],
  { id = 'test', base = 'https://registry.example', incremental = false } = {},
): ListedRegistry {
  const registry: ListedRegistry = {
    id,
    base,
    incremental,
    pages,
    asked: [],
    before: () => {},
    // oxlint-disable-next-line typescript/require-await -- the interface is asynchronous, a list in memory is not
    async *list({ signal: _, known: __, ...options }) {
      registry.asked.push(options);
      for (let number = Number(options.cursor ?? 0); number < registry.pages.length; number++) {
        registry.before(number);
        const page = registry.pages[number]!;
        const next = number + 1 < registry.pages.length ? String(number + 1) : undefined;
        yield { entries: [], refused: [], next, ...(Array.isArray(page) ? { entries: page } : page) };
      }
    },
  };
  return registry;
}
