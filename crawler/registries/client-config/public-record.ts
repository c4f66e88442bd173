import type { RegistryEntry } from '../../../catalog/model/registry-entry.ts';
import { ServerJson } from '../../../catalog/model/server-json.ts';

/**
 * What may be published of a configured server that others list too: the package or the address, which are the others' own
 * words, and nothing else. Versions, arguments and names of variables are how this user starts it.
 */
export function publicRecord({ nativeId, status, server }: RegistryEntry): RegistryEntry {
  const { name, packages, remotes } = server;
  const bare = {
    name,
    description: '',
    packages: packages.map(({ registryType, identifier }) => ({
      registryType,
      identifier,
      transport: { type: 'stdio' },
    })),
    remotes,
  };
  return { nativeId, status, server: ServerJson.parse(bare), visibility: 'public' };
}
