import { claimKind } from '../../catalog/model/entry-claim.ts';

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '');

/**
 * Whether the thing that a listing names first is called after a repository: the repository itself, a package in a scope or
 * account of the same name as the repository's owner, or a package of the repository's own name. It is a hint and no proof.
 *
 * @param first key of a package, remote, repository or name
 * @param repository key of a repository
 */
export function isCalledAfter(first: string, repository: string): boolean {
  if (first === repository) return true;
  if (claimKind(first) !== 'package') return false;
  const [, owner = '', name = ''] = repository.slice('repository:'.length).replace(/#.*$/s, '').split('/');
  const identifier = first.split(':').slice(2).join(':').toLowerCase();
  const parts = identifier.replace(/^@/, '').split('/');
  const last = parts.pop()!;
  return parts.length === 0 ? plain(last) === plain(name) && plain(name) !== '' : parts.includes(owner);
}
