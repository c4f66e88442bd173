import { createHash } from 'node:crypto';
import { isReserved } from './reserved-name.ts';

/** Longest slug in characters before its suffix; file systems stop at 255 bytes. */
const MAX_LENGTH = 100;

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
  return slug.length <= MAX_LENGTH && !isReserved(slug) ? slug : `${slug.slice(0, MAX_LENGTH)}-${slugSuffix(name)}`;
}

/**
 * The URL part of a tool inside its server. Ordinary names stay as they are, so that the URL can be guessed from the name;
 * anything else (slashes, spaces, control characters, other scripts, a leading dot, `index.html`, `aux.json`) is cleaned and gets a
 * suffix. Two names can differ in letter case only; see {@link freeSlug}.
 */
export function toolSlug(name: string): string {
  const ordinary = /^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(name) && name.length <= MAX_LENGTH;
  if (ordinary && !isReserved(name)) return name;
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
