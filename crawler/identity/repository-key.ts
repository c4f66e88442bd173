/** Longest path of a repository or folder that is read; anything longer names nothing. */
const MAX_LENGTH = 1000;

/** A repository in one spelling. */
export interface RepositoryName {
  /** `github.com/owner/name`, lower case: no known forge tells repositories apart by letter case. */
  repository: string;
  /** `github.com/owner`. */
  owner: string;
  /** Folder inside it, without slashes at its ends; empty for the whole repository. */
  subfolder: string;
}

/**
 * Reads the many spellings of a repository's address as one: `git+https://`, `git@host:owner/name`, `www.`, `.git`, a slash
 * at the end, and the page of a folder (`/tree/<branch>/<folder>`), whose folder counts when the record names none.
 *
 * @returns undefined for what names no owner and repository, such as the page of a forge or of an account
 */
export function repositoryName(url: string | undefined, subfolder = ''): RepositoryName | undefined {
  if (url === undefined || url.length > MAX_LENGTH || subfolder.length > MAX_LENGTH) return undefined;
  const address = url
    .trim()
    .replace(/^git\+/i, '')
    .replace(/^(?:ssh:\/\/)?git@([^/:]+)[:/]/i, 'https://$1/')
    .replace(/^git:\/\//i, 'https://');
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, pathname } = new URL(address);
  const host = hostname
    .toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
  const parts = decodePath(pathname)
    .split('/')
    .filter((part) => part !== '');
  const [owner, name, ...rest] = parts;
  const bare = name?.replace(/\.git$/i, '');
  if (host === '' || owner === undefined || bare === undefined || bare === '') return undefined;
  // GitHub has no owners below owners; on GitLab a project can lie in groups of groups: https://docs.gitlab.com/user/group/subgroups/
  const inner = rest.filter((part) => part !== '-');
  const tree = inner.findIndex((part) => part === 'tree' || part === 'blob');
  const groups = host === 'github.com' ? [] : inner.slice(0, tree < 0 ? undefined : tree);
  const ofPage = tree < 0 ? [] : inner.slice(tree + 2);
  const path = [owner, bare, ...groups].join('/').replace(/\.git$/i, '');
  const folder = cleanFolder(subfolder) || cleanFolder(ofPage.join('/'));
  return {
    repository: `${host}/${path}`.toLowerCase(),
    owner: `${host}/${owner}`.toLowerCase(),
    subfolder: folder,
  };
}

/** The key of a repository and its folder, by which entries are compared. */
export function repositoryKey({ repository, subfolder }: RepositoryName): string {
  return `repository:${repository}${subfolder === '' ? '' : `#${subfolder}`}`;
}

/** `./packages//server/` is `packages/server`; one that climbs out of the repository is none. */
function cleanFolder(folder: string): string {
  const parts = folder.split(/[\\/]+/).filter((part) => part !== '' && part !== '.');
  return parts.includes('..') ? '' : parts.join('/');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
