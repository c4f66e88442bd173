import { slugSuffix } from '../../catalog/slug.ts';

/** server.json allows 200 characters for both halves and the slash. */
const MAX_HALF = 95;

/**
 * A name in the form of server.json for a record of a registry that has its own naming: `<registry>.<owner>/<name>`. The
 * registry's id stands first, where names of the official registry have a reversed domain, so the two can never be equal.
 * Texts that had to be changed get a suffix, so that different records have different names.
 *
 * @param owner absent where the registry has a single level of names
 */
export function ownName(registry: string, owner: string | undefined, name: string): string {
  const half = (text: string, allowed: RegExp) => {
    const plain = text.replace(/^@/, '').replaceAll(allowed, '-');
    if (plain === text.replace(/^@/, '') && plain !== '' && plain.length <= MAX_HALF) return plain;
    return `${plain.slice(0, MAX_HALF - 9)}-${slugSuffix(text)}`;
  };
  const space = owner === undefined ? registry : `${registry}.${half(owner, /[^a-zA-Z0-9.-]/g)}`;
  return `${space}/${half(name, /[^a-zA-Z0-9._-]/g)}`;
}
