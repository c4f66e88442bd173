/** Addresses of the parts of long lists, by the beginning of names; apart from the others, since templates may use nothing of the catalogue. */
import { isReserved } from '../catalog/reserved-name.ts';
import { browseSetUrl, levelServerUrl } from './links.ts';

/**
 * The beginning of names as a part of an address. It can be what no folder may be called, or end in a dot, which Windows takes
 * away: then a `~` follows, which no name has.
 */
export const prefixPath = (prefix: string): string =>
  isReserved(prefix) || prefix.endsWith('.') ? `${prefix}~` : prefix;

/** A part of the list of servers, by the beginning of their slugs; apart from `/tools/`, where it could be a slug. */
export const groupUrl = (prefix: string): string => `/servers/${prefixPath(prefix)}/`;

/** A part of the sets of a way (`/publishers/a/`); apart from the sets themselves, whose keys could be the same. */
export const browsePartUrl = (way: string, prefix: string): string => `/${way}s/${prefixPath(prefix)}/`;

/** A part of them, by the beginning of their slugs. */
export const browseSetPartUrl = (way: string, key: string, prefix: string): string =>
  `${browseSetUrl(way, key)}${prefixPath(prefix)}/`;

/** A part of the tools of a server that have one level, by the beginning of their slugs. */
export const levelServerPartUrl = (level: string, server: string, prefix: string): string =>
  `${levelServerUrl(level, server)}${prefixPath(prefix)}/`;
