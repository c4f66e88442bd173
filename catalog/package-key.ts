import type { PackageSpec } from './model/server-json.ts';

/**
 * The key of a package: its type and its identifier in the one spelling that its index would give it, without any version.
 *
 * @returns undefined for an identifier that names nothing
 */
export function packageKey({
  registryType,
  identifier,
}: Pick<PackageSpec, 'registryType' | 'identifier'>): string | undefined {
  const given = registryType.trim().toLowerCase();
  // Two words for images.
  const type = given === 'docker' ? 'oci' : given;
  const name = nameIn(type, identifier.trim());
  return type === '' || name === '' ? undefined : `package:${type}:${name}`;
}

function nameIn(type: string, identifier: string): string {
  switch (type) {
    case 'npm':
      // Old packages have capitals, and the registry tells them apart; a version behind the name is none of it.
      return /^(@?[^@\s]+)/.exec(identifier)?.[1] ?? '';
    case 'pypi':
      // https://packaging.python.org/en/latest/specifications/name-normalization/
      return identifier
        .toLowerCase()
        .replace(/[-_.]+/g, '-')
        .replace(/(?:\[|==).*$/s, '');
    case 'nuget':
      // Package ids are case-insensitive: https://learn.microsoft.com/nuget/reference/nuspec#id
      return identifier.toLowerCase();
    case 'oci':
      return imageName(identifier);
    default:
      return identifier;
  }
}

/**
 * `docker.io/library/x:1` is `x`: the default host and account, the tag and the digest say nothing about which image it is
 * (https://github.com/distribution/reference/blob/main/normalize.go).
 */
function imageName(image: string): string {
  return image
    .toLowerCase()
    .replace(/@sha256:[0-9a-f]*$/, '')
    .replace(/(?<=.):[^:/]*$/, '')
    .replace(/^(?:index\.)?docker\.io\//, '')
    .replace(/^library\//, '');
}
