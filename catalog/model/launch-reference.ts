/**
 * Names by which a plan refers to what is launched: never a flag, a path, or a reference to something else, whoever made the
 * plan. Plans lie in the store and, as jobs, in a Redis that others can write to.
 */
import { z } from 'zod';

/** Every pattern here is anchored and has no repetition within a repetition that could match the same text twice. */
const text = (pattern: RegExp, max: number, problem: string) => z.string().max(max).regex(pattern, problem);

/** A name of the npm registry, scope included; 214 is the registry's own limit: https://docs.npmjs.com/cli/configuring-npm/package-json#name */
export const NpmName = text(
  /^(?:@[A-Za-z0-9_~][A-Za-z0-9._~-]*\/)?[A-Za-z0-9_~][A-Za-z0-9._~-]*$/,
  214,
  'is no plain package name',
);
/** An exact version or a dist-tag. */
export const NpmVersion = text(/^[=v]{0,2}[A-Za-z0-9_][A-Za-z0-9._+-]*$/, 255, 'is no exact version and no tag');

/**
 * A project of the Python package index: https://packaging.python.org/en/latest/specifications/name-normalization/. The longest
 * real names have some 100 characters.
 */
export const PypiName = text(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, 200, 'is no plain name of a project');
/** One exact version (PEP 440, loosely: no range, no wildcard, no `===`, no address), or `latest`. */
export const PypiVersion = text(/^(?:latest|[vV]?[0-9][A-Za-z0-9.!+_-]{0,99})$/, 101, 'is no exact version');

/** The two sides of an image's name: https://github.com/distribution/reference/blob/main/reference.go */
export const OCI_REGISTRY = /^(?:localhost|[a-z0-9.-]+)(?::\d{1,5})?$/;
export const OCI_REPOSITORY_PART = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const REPOSITORY_LENGTH = 255;
/** `registry/repository`, the registry always spelled out. */
export const OciName = z
  .string()
  .max(2 * REPOSITORY_LENGTH)
  .refine((name) => {
    const [registry = '', ...parts] = name.split('/');
    return (
      OCI_REGISTRY.test(registry) &&
      URL.canParse(`https://${registry}/`) &&
      parts.length > 0 &&
      parts.join('/').length <= REPOSITORY_LENGTH &&
      parts.every((part) => OCI_REPOSITORY_PART.test(part))
    );
  }, 'is no name of an image');
/** A tag, or a digest. */
export const OciVersion = text(
  /^(?:sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$/,
  128,
  'is no tag and no digest',
);

/**
 * What speaks against an address as such. Whether it leads into a private network is decided when it is asked, since names
 * can lead anywhere; plain http is refused there too, except where the operator allows a host.
 */
export function addressProblem(address: string): string | undefined {
  // A blank like `{tenant}` is to be filled in by its user; there is nobody to do so.
  if (/[{}<>\s]/.test(address)) return 'has blanks to be filled in';
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return 'is no web address';
  return url.username !== '' || url.password !== '' ? 'holds a user or password' : undefined;
}

/** An address without user, password and blanks. */
export const WebAddress = z
  .string()
  .max(2000)
  .superRefine((address, context) => {
    const problem = addressProblem(address);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** In hex. */
export const Sha256 = text(/^[0-9a-f]{64}$/, 64, 'is no SHA-256');
