import { createHash } from 'node:crypto';

/** Longest slug in characters; file systems stop at 255 bytes and a suffix must still fit. */
const MAX_LENGTH = 100;

/** Eight hexadecimal digits that tell two texts with the same slug apart; stable, because it depends on the text only. */
export function slugSuffix(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 8);
}

/**
 * The URL part of a server: `io.github.owner/name` becomes `io-github-owner-name`. Never empty, never a dot path.
 * Two names can share it; the store then appends {@link slugSuffix}.
 */
export function serverSlug(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (slug === '') return `server-${slugSuffix(name)}`;
  return slug.length <= MAX_LENGTH ? slug : `${slug.slice(0, MAX_LENGTH)}-${slugSuffix(name)}`;
}

/**
 * The URL part of a tool inside its server. Ordinary names stay as they are, so that the URL can be guessed from the name;
 * anything else (slashes, spaces, control characters, other scripts, a leading dot) is cleaned and gets a suffix.
 */
export function toolSlug(name: string): string {
  if (/^[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/.test(name) && name.length <= MAX_LENGTH) return name;
  const readable = name.replace(/[^A-Za-z0-9_]+/g, '-').replace(/^-+|-+$/g, '');
  return `${readable.slice(0, MAX_LENGTH) || 'tool'}-${slugSuffix(name)}`;
}
