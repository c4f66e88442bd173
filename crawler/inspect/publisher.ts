import type { Server } from '../../catalog/store/servers.ts';

/** Whose account names and repositories can be told apart by their first part. */
const FORGES: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/** Who a server says that it comes from, by the two places that say so. */
export interface Publisher {
  /** Owner by the namespace of its name: `github.com/acme` of `io.github.acme/…`, `example.com` of `com.example/…`. */
  namespace: string | undefined;
  /** Owner of its repository: `github.com/acme`. */
  repository: string | undefined;
}

/** Reads both, in lower case, since no registry and no forge tells owners apart by letter case. */
export function publisherOf({
  name,
  identity,
  repositoryUrl,
}: Pick<Server, 'name' | 'identity' | 'repositoryUrl'>): Publisher {
  // Files of tools name servers as they like: what stands in front there is no namespace that anybody checked.
  const imported = identity.startsWith('import:');
  return { namespace: imported ? undefined : ownerOfName(name), repository: ownerOfRepository(repositoryUrl) };
}

/** One word for the publisher, to tell whether two servers may come from the same one. */
export function publisherKey(server: Pick<Server, 'name' | 'identity' | 'repositoryUrl'>): string {
  const { namespace, repository } = publisherOf(server);
  return repository ?? namespace ?? importedOwner(server.name);
}

function ownerOfName(name: string): string | undefined {
  const slash = name.indexOf('/');
  if (slash <= 0) return undefined;
  const labels = name.slice(0, slash).toLowerCase().split('.');
  const [top, second, ...rest] = labels;
  if (top === undefined || second === undefined) return undefined;
  const forge = FORGES.has(`${second}.com`) ? `${second}.com` : undefined;
  if ((top === 'io' || top === 'com') && forge !== undefined && rest.length > 0) return `${forge}/${rest.join('.')}`;
  return `${second}.${top}`;
}

function ownerOfRepository(url: string | null): string | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  const { hostname, pathname } = new URL(url);
  const host = hostname.toLowerCase().replace(/^www\./, '');
  const owner = pathname.split('/').find((part) => part !== '');
  return FORGES.has(host) && owner !== undefined ? `${host}/${owner.toLowerCase()}` : undefined;
}

/** `owner/repository…` and `@owner_repository` are how lists of servers name them. */
function importedOwner(name: string): string {
  const lower = name.toLowerCase();
  const owner = /^@?([^/_@]+)[/_]/.exec(lower)?.[1];
  return owner ?? lower;
}
