import { Fatal } from '../catalog/errors.ts';
import type { Page } from './page.ts';

/**
 * The same pages, one after another. Two pages with one address would take turns at each build, and the catalogue could be made to
 * show one in place of the other.
 *
 * @throws Fatal when two pages have one address
 */
export function* distinctPages(pages: Iterable<Page>): Generator<Page> {
  const urls = new Set<string>();
  for (const page of pages) {
    if (urls.has(page.url)) throw new Fatal(`two pages have the address ${page.url}`);
    urls.add(page.url);
    yield page;
  }
}
