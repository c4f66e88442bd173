import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';

/**
 * What makes two entries the same server. The registries read so far share one namespace of server.json names, whose owners
 * the official registry verifies, so the name is the identity; letter case does not count.
 */
export function identify(entry: RegistryEntry): string {
  return `name:${entry.server.name.toLowerCase()}`;
}
