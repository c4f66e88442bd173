import { createHash } from 'node:crypto';

/** Longest slug in characters before its suffix; file systems stop at 255 bytes. */
const MAX_LENGTH = 100;

/**
 * Names that no file or folder gets. A page is `<slug>/index.html` with its twin `index.md`, a JSON document `<slug>.json`: as
 * `index` it would take the place of the page or list of its parent folder. Hosts that leave out endings take `a.html` for `a`.
 * Windows knows devices by these names, with any ending, and unpacks no file of them:
 * https://learn.microsoft.com/windows/win32/fileio/naming-a-file. A slug that was given before stays: it is an address.
 */
const RESERVED = /^(?:index(?:\.md)?|(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?|.*\.html?)$/i;

/** Whether a name is none that a file or folder may get. */
export const isReserved = (name: string): boolean => RESERVED.test(name);

/** Eight hexadecimal digits that tell two texts with the same slug apart; stable, because it depends on the text only. */
export function slugSuffix(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 8);
}

/**
 * The URL part of a server: `io.github.owner/name` becomes `io-github-owner-name`. Lower case, never empty, never a dot
 * path, never `index` or `con`. Two names can share it; see {@link freeSlug}.
 */
export function serverSlug(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') return `server-${slugSuffix(name)}`;
  return slug.length <= MAX_LENGTH && !RESERVED.test(slug) ? slug : `${slug.slice(0, MAX_LENGTH)}-${slugSuffix(name)}`;
}

/**
 * The URL part of a tool inside its server. Ordinary names stay as they are, so that the URL can be guessed from the name;
 * anything else (slashes, spaces, control characters, other scripts, a leading dot, `index.html`, `aux.json`) is cleaned and gets a
 * suffix. Two names can differ in letter case only; see {@link freeSlug}.
 */
export function toolSlug(name: string): string {
  const ordinary = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(name) && name.length <= MAX_LENGTH;
  if (ordinary && !RESERVED.test(name)) return name;
  const readable = name.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-+|-+$/g, '');
  return `${readable.slice(0, MAX_LENGTH) || 'tool'}-${slugSuffix(name)}`;
}

/**
 * A slug that is not taken yet: the wanted one, or with a suffix made from `text`. A hostile list can hold a name that
 * equals such a result, so it goes on until one is free; every round takes one more taken slug, which bounds it.
 */
export function freeSlug(wanted: string, text: string, taken: (slug: string) => boolean): string {
  let slug = wanted;
  for (let round = 0; taken(slug); round++) slug = `${wanted}-${slugSuffix(round === 0 ? text : `${text}\n${round}`)}`;
  return slug;
}
