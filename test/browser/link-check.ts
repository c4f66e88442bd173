import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A link of a built page that leads nowhere. */
export interface BrokenLink {
  page: string;
  href: string;
  why: string;
}

const ATTRIBUTE = /<[a-z][^>]*?\s(?:href|src|action)="([^"]*)"/gi;
const ID = /<[a-z][^>]*?\sid="([^"]*)"/gi;

/**
 * Checks every internal link and fragment of the HTML files in a folder.
 *
 * @param elsewhere says which paths are made by others and need not exist here
 */
export function brokenLinks(root: string, elsewhere: (path: string) => boolean): BrokenLink[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => !file.startsWith('.toolgate'),
  );
  const known = new Set(files.map((file) => `/${file.replaceAll('\\', '/')}`));
  const pages = files.filter((file) => file.endsWith('.html'));
  const idsOf = new Map<string, Set<string>>();
  const ids = (file: string) => {
    const found =
      idsOf.get(file) ?? new Set(Array.from(readFileSync(join(root, file), 'utf8').matchAll(ID), ([, id]) => id!));
    idsOf.set(file, found);
    return found;
  };
  return pages.flatMap((page) => {
    const at = new URL(`/${page.replace(/index\.html$/, '')}`, 'http://site');
    return Array.from(readFileSync(join(root, page), 'utf8').matchAll(ATTRIBUTE), ([, raw]) =>
      raw!.replaceAll('&amp;', '&'),
    )
      .map((href) => ({ href, url: URL.canParse(href, at) ? new URL(href, at) : undefined }))
      .flatMap(({ href, url }): BrokenLink[] => {
        if (url === undefined) return [{ page, href, why: 'is no URL' }];
        if (url.protocol !== 'http:' && url.protocol !== 'https:')
          return [{ page, href, why: `has scheme ${url.protocol}` }];
        if (url.host !== at.host || elsewhere(url.pathname)) return [];
        const file = decodeURIComponent(url.pathname).replace(/\/$/, '/index.html');
        if (!known.has(file)) return [{ page, href, why: 'leads to no file' }];
        if (url.hash === '' || ids(file.slice(1)).has(decodeURIComponent(url.hash.slice(1)))) return [];
        return [{ page, href, why: 'names no element' }];
      });
  });
}
