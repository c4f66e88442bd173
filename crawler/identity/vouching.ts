/** What a registry has checked itself before it lists a record; everything else in the record is the publisher's claim. */
export interface Vouching {
  /** Nobody else can publish under the namespace of a name. */
  names?: boolean;
  /** Types of packages whose owner named the record, or whose index the registry is. */
  packages?: readonly string[];
  /** Types of packages whose own manifests it shows: a server name in one is the package's word. */
  manifests?: readonly string[];
  /** The record stands for the repository: the registry is its forge, or builds from it. */
  repository?: boolean;
  /** Whose word counts first when proven records disagree; the smallest. */
  rank: number;
}

/**
 * The official registry lets only the owner of a namespace publish under it, and checks that a package of these types names
 * the record itself (https://modelcontextprotocol.io/registry/package-types). Bundles are checked for where they lie only.
 */
const OFFICIAL: Vouching = { names: true, packages: ['npm', 'pypi', 'nuget', 'oci'], rank: 1 };

/** Registries that check something, by id. One that is not named here is believed nothing: its records are listings. */
const VOUCHING: Readonly<Record<string, Vouching>> = {
  official: OFFICIAL,
  // A record is a package of the index.
  npm: { packages: ['npm'], manifests: ['npm'], rank: 2 },
  // A record is a repository of the forge.
  github: { repository: true, rank: 3 },
  // Reviewed by hand; the images are built from the repository that the record names
  // (https://github.com/docker/mcp-registry/blob/main/CONTRIBUTING.md).
  docker: { repository: true, packages: ['oci'], rank: 4 },
};

const NOTHING: Vouching = { rank: 9 };

/** What a registry vouches for. A file was handed over by the operator, who answers for it as the official registry does. */
export function vouchingOf(registry: string): Vouching {
  if (registry.startsWith('file:')) return { ...OFFICIAL, rank: 0 };
  return Object.hasOwn(VOUCHING, registry) ? VOUCHING[registry]! : NOTHING;
}
