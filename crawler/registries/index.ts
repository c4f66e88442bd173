import type { HttpClient } from '../http/http-client.ts';
import { officialRegistry } from './official/index.ts';
import type { Registry } from './registry.ts';

/** Every registry that is asked over the network, by id; a test checks that the folders and this map agree. */
export const REGISTRIES = {
  official: officialRegistry,
} satisfies Record<string, (http: HttpClient, base?: string) => Registry>;

export type RegistryId = keyof typeof REGISTRIES;

/** The ids that `--registry` accepts. */
export const REGISTRY_IDS = Object.keys(REGISTRIES) as RegistryId[];
