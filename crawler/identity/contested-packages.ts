import { claimKind } from '../../catalog/model/entry-claim.ts';
import type { IdentifiedEntry } from '../../catalog/store/identities.ts';
import { namespaceOf } from './namespace.ts';

/**
 * Packages that entries of several namespaces say their registry has found to be theirs, with the ids of these entries. It
 * happens when a project moves to another namespace, and it is what a registry that checks too little would let through; only
 * the package itself can tell. Also entries that are no longer listed count, so that whoever comes later inherits nothing.
 */
export function contestedPackages(entries: readonly IdentifiedEntry[]): Map<string, Set<number>> {
  const first = new Map<string, string>();
  const several = new Set<string>();
  const checked = new Map<string, number[]>();
  for (const { id, claims } of entries) {
    const namespace = namespaceOfEntry(claims);
    if (namespace === undefined) continue;
    for (const { key, proof } of claims) {
      if (proof !== 'checked' || claimKind(key) !== 'package') continue;
      if (first.has(key) && first.get(key) !== namespace) several.add(key);
      else first.set(key, namespace);
      const known = checked.get(key);
      if (known === undefined) checked.set(key, [id]);
      else known.push(id);
    }
  }
  return new Map([...several].map((key) => [key, new Set(checked.get(key))]));
}

/** The namespace that an entry is known to speak for; registries that are the index of the packages speak for none. */
function namespaceOfEntry(claims: IdentifiedEntry['claims']): string | undefined {
  const name = claims.find(({ key, proof }) => proof !== 'claimed' && claimKind(key) === 'name');
  return name && namespaceOf(name.key.slice('name:'.length)).namespace;
}
