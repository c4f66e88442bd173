import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/**
 * Of each kind of page that a folder has, the one with the largest file.
 *
 * @param routes the folder of Astro's pages, whose files are the kinds
 * @param out the published folder
 */
export function heaviestPages(routes: string, out: string): { kind: string; url: string }[] {
  const kinds = readdirSync(routes, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.astro'))
    .map((file) => {
      const kind = `/${file.replaceAll(sep, '/').replace(/(?:(^|\/)index)?\.astro$/, '$1')}`.replace(/([^/])$/, '$1/');
      return { kind, pattern: new RegExp(`^${kind.replaceAll(/\[\w+\]/g, '[^/]+')}$`), url: '', bytes: -1 };
    })
    // A route without parameters is the kind of its page, though a pattern fits as well.
    .toSorted((a, b) => parameters(a.kind) - parameters(b.kind));
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('index.html'));
  for (const file of files) {
    const url = `/${file.replaceAll(sep, '/').replace(/index\.html$/, '')}`;
    const kind = kinds.find(({ pattern }) => pattern.test(url));
    const { size } = statSync(join(out, file));
    if (kind !== undefined && size > kind.bytes) Object.assign(kind, { url, bytes: size });
  }
  return kinds.filter(({ bytes }) => bytes >= 0).map(({ kind, url }) => ({ kind, url }));
}

const parameters = (kind: string): number => kind.split('[').length;
