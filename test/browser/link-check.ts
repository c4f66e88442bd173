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
const SITE = 'http://site';

/**
 * Checks every internal link of the HTML files in a folder: its file, and in that the element (HTML) or the value (JSON, by
 * JSON Pointer, RFC 6901) that its fragment names.
 *
 * @param elsewhere says which paths are made by others and need not exist here
 */
export function brokenLinks(root: string, elsewhere: (path: string) => boolean): BrokenLink[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('.toolgate'))
    .map((file) => file.replaceAll('\\', '/'));
  const known = new Set(files);
  const names = namesOf(root);
  const whyBroken = (href: string, at: URL): string | undefined => {
    if (!URL.canParse(href, at)) return 'is no URL';
    const url = new URL(href, at);
    if (url.protocol === 'mailto:') return undefined;
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return `has scheme ${url.protocol}`;
    if (url.origin !== SITE || elsewhere(url.pathname)) return undefined;
    const file = fileOf(url);
    if (!known.has(file)) return 'leads to no file';
    return url.hash === '' || names(file, decodeURIComponent(url.hash.slice(1))) ? undefined : 'names nothing there';
  };
  return files
    .filter((file) => file.endsWith('.html'))
    .toSorted()
    .flatMap((page) => {
      const at = new URL(`/${page.replace(/index\.html$/, '')}`, SITE);
      const links = Array.from(readFileSync(join(root, page), 'utf8').matchAll(ATTRIBUTE), ([, raw]) => raw!);
      return [...new Set(links)].flatMap((raw): BrokenLink[] => {
        const href = raw.replaceAll('&amp;', '&');
        const why = whyBroken(href, at);
        return why === undefined ? [] : [{ page, href, why }];
      });
    });
}

const fileOf = (url: URL): string => decodeURIComponent(url.pathname).replace(/\/$/, '/index.html').slice(1);

/** Whether a fragment names something in a file. Remembers the last file of each kind: pages stand in the order of their servers. */
function namesOf(root: string): (file: string, fragment: string) => boolean {
  const ids = remembered((file) => {
    const html = readFileSync(join(root, file), 'utf8');
    return new Set(Array.from(html.matchAll(ID), ([, id]) => id!.replaceAll('&amp;', '&')));
  });
  const document = remembered((file): unknown => JSON.parse(readFileSync(join(root, file), 'utf8')));
  return (file, fragment) => (file.endsWith('.json') ? holds(document(file), fragment) : ids(file).has(fragment));
}

function remembered<T>(make: (file: string) => T): (file: string) => T {
  let last: { file: string; made: T } | undefined;
  return (file) => {
    if (last?.file !== file) last = { file, made: make(file) };
    return last.made;
  };
}

/** Whether a JSON Pointer leads to a value. */
function holds(document: unknown, pointer: string): boolean {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}
