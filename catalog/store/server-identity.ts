/** What a reader is shown of how a server was told apart from others. */
import type { ClaimKind } from '../model/entry-claim.ts';
import type { EntryConflict } from '../model/entry-conflict.ts';
import { ownershipStatus, type OwnershipCheck } from '../model/ownership.ts';
import type { PackageSpec } from '../model/server-json.ts';
import { packageKey } from '../package-key.ts';
import type { Sqlite } from './database.ts';
import type { IdentityTable } from './identities.ts';

/** Another server that names the same thing, without having become one with this one. */
export interface OtherClaimant {
  slug: string;
  name: string;
  kind: ClaimKind;
}

export interface ServerIdentityView {
  /** Whether the owner of its name is known to have published it. */
  nameProven: boolean;
  /** Fields on which its registries disagree. */
  conflicts: EntryConflict[];
  /** How many other servers have the same description. */
  copies: number;
  /** For each package, whether it says itself that it belongs to this server. */
  ownership: OwnershipCheck[];
  /** Other servers that name the same package, remote, repository or name; at most {@link MOST_OTHERS}. */
  others: OtherClaimant[];
  /** Addresses of servers that are part of this one now, sorted. */
  formerSlugs: string[];
}

const MOST_OTHERS = 20;
const MOST_PACKAGES = 20;

/** Reads it for one server after another. */
export function serverIdentity(
  db: Sqlite,
  identities: IdentityTable,
): (serverId: number, packages: readonly PackageSpec[]) => ServerIdentityView {
  // Registries with names of their own put their id in front: those are no names of the namespace that others share.
  const names = db.prepare<[number], { name: string; standing: string }>(
    `SELECT record ->> 'name' name, standing FROM entry
     WHERE server_id = ? AND withdrawn = 0
       AND record ->> 'name' NOT LIKE registry || '/%' AND record ->> 'name' NOT LIKE registry || '.%'
     ORDER BY standing = 'claimant', registry, native_id LIMIT 100`,
  );
  const others = db.prepare<{ id: number; most: number }, { slug: string; name: string; key: string }>(
    `SELECT server.slug, server.name, min(claim.key) key
     FROM entry own JOIN entry_claim mine ON mine.entry_id = own.id
       JOIN entry_claim claim ON claim.key = mine.key AND claim.entry_id <> own.id
       JOIN entry ON entry.id = claim.entry_id
       JOIN server ON server.id = entry.server_id
     WHERE own.server_id = @id AND own.withdrawn = 0 AND entry.withdrawn = 0 AND server.id <> @id
       AND server.status <> 'deleted' AND server.visibility = 'public'
     GROUP BY server.slug ORDER BY server.slug LIMIT @most`,
  );
  const formerly = db.prepare<[number], { slug: string }>(
    `SELECT slug FROM server WHERE merged_into = ? AND visibility = 'public' ORDER BY slug`,
  );

  const namesOf = (serverId: number): string[] => {
    const all = names.all(serverId);
    const proven = all.filter(({ standing }) => standing === 'owner');
    return (proven.length > 0 ? proven : all).map(({ name }) => name);
  };
  const check = (spec: PackageSpec, known: readonly string[]): OwnershipCheck => {
    const { registryType, identifier } = spec;
    const key = packageKey(spec);
    const said = key === undefined ? undefined : identities.statementOf(key);
    if (said === undefined) return { registryType, identifier, status: 'unknown', statedNames: [] };
    const { mcpNames, version, checkedAt } = said;
    return {
      registryType,
      identifier,
      status: ownershipStatus(known, mcpNames),
      statedNames: [...mcpNames],
      version,
      checkedAt,
    };
  };
  return (serverId, packages) => {
    const { nameProven, conflicts, copies } = identities.identityOf(serverId);
    const known = namesOf(serverId);
    const distinct = packages.filter(
      (spec, i) => packages.findIndex((other) => packageKey(other) === packageKey(spec)) === i,
    );
    return {
      nameProven,
      conflicts,
      copies,
      ownership: distinct.slice(0, MOST_PACKAGES).map((spec) => check(spec, known)),
      others: others
        .all({ id: serverId, most: MOST_OTHERS })
        .map(({ slug, name, key }) => ({ slug, name, kind: key.slice(0, key.indexOf(':')) as ClaimKind })),
      formerSlugs: formerly.all(serverId).map(({ slug }) => slug),
    };
  };
}
