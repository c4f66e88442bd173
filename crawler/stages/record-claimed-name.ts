import type { RegistryEntry } from '../../catalog/model/registry-entry.ts';
import { packageKey } from '../../catalog/package-key.ts';
import type { Store } from '../../catalog/store/open.ts';
import { mcpNameOfManifest } from '../identity/mcp-name.ts';
import { vouchingOf } from '../identity/vouching.ts';

/**
 * Keeps the server name that the index of a package shows in the package's own manifest: the same word of the same package that
 * a launch reads once it has fetched it. What any other registry says of a name is no word of the package.
 */
export function recordClaimedName(
  store: Store,
  registry: string,
  { claimedName, server }: Pick<RegistryEntry, 'claimedName' | 'server'>,
  checkedAt: string,
): void {
  const [spec] = server.packages;
  if (claimedName === undefined || spec?.version === undefined) return;
  const { manifests = [] } = vouchingOf(registry);
  const key = packageKey(spec);
  const name = mcpNameOfManifest({ mcpName: claimedName });
  if (key === undefined || name === undefined || !manifests.includes(spec.registryType)) return;
  store.identities.putStatement({ package: key, mcpNames: [name], version: spec.version, checkedAt });
}
